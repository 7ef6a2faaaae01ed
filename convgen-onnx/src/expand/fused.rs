//! `FusedConv`, an operator that ONNX Runtime writes into models that it has optimised:
//! `activation(Conv(x, weights, bias) + z)`. It becomes these nodes, which a layer takes in again.

use std::collections::BTreeSet;

use super::splice::{fresh, names};
use crate::model::proto::{Attribute, Graph, Node};

/// The domain of ONNX Runtime's own operators.
const DOMAIN: &str = "com.microsoft";

/// The activations, with the names of their parameters in order.
const ACTIVATIONS: [(&str, &[&str]); 7] = [
    ("Relu", &[]),
    ("Sigmoid", &[]),
    ("Tanh", &[]),
    ("LeakyRelu", &["alpha"]),
    ("Clip", &["min", "max"]),
    ("HardSigmoid", &["alpha", "beta"]),
    ("HardSwish", &[]),
];

/// Writes out all fused nodes whose activation is known.
pub(super) fn split(graph: &mut Graph) {
    let is_fused = |node: &Node| node.domain == DOMAIN && node.op_type == "FusedConv";
    if !graph.node.iter().any(is_fused) {
        return;
    }
    let mut taken = names(graph);
    for node in std::mem::take(&mut graph.node) {
        let parts = if is_fused(&node) { parts(&node, &mut taken) } else { None };
        graph.node.extend(parts.unwrap_or_else(|| vec![node]));
    }
}

/// The nodes that one stands for.
fn parts(node: &Node, taken: &mut BTreeSet<String>) -> Option<Vec<Node>> {
    let own = |attribute: &&Attribute| attribute.name.starts_with("activation");
    let activation = node.attribute.iter().find(|attribute| attribute.name == "activation");
    let activation = match activation {
        Some(attribute) => Some(self::activation(std::str::from_utf8(&attribute.s).ok()?, node)?),
        None => None,
    };
    let mut nodes = vec![Node {
        name: node.name.clone(),
        op_type: "Conv".to_owned(),
        input: node.input.iter().take(3).cloned().collect(),
        attribute: node.attribute.iter().filter(|attribute| !own(attribute)).cloned().collect(),
        ..Node::default()
    }];
    if let Some(z) = node.input.get(3).filter(|z| !z.is_empty()) {
        let operator = "Add".to_owned();
        let input = vec![z.clone()];
        nodes.push(Node { name: node.name.clone(), op_type: operator, input, ..Node::default() });
    }
    nodes.extend(activation);
    // Each reads what the one before gives, and the last one gives what the node did.
    let output = node.output.first()?;
    let last = nodes.len() - 1;
    let mut before: Option<String> = None;
    for (n, part) in nodes.iter_mut().enumerate() {
        if let Some(value) = before.take() {
            part.input.insert(0, value);
        }
        let wish = || format!("{output}/{}", part.op_type);
        let given = if n == last { output.clone() } else { fresh(taken, wish()) };
        part.output = vec![given.clone()];
        before = Some(given);
    }
    Some(nodes)
}

/// The activation of a fused node, which reads nothing yet.
fn activation(name: &str, node: &Node) -> Option<Node> {
    let (_, parameters) = ACTIVATIONS.iter().find(|known| known.0 == name)?;
    let given = node.attribute.iter().find(|attribute| attribute.name == "activation_params");
    let numbers = given.map_or(&[][..], |attribute| attribute.floats.as_slice());
    let attribute = parameters.iter().zip(numbers).map(|(name, &f)| Attribute {
        name: (*name).to_owned(),
        f,
        ..Attribute::default()
    });
    Some(Node {
        name: node.name.clone(),
        op_type: name.to_owned(),
        attribute: attribute.collect(),
        ..Node::default()
    })
}
