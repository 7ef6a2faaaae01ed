//! Nodes of a graph.

use convgen_runtime::Kind;

use super::operator::Operator;
use crate::model::{is_standard, proto};

/// One node, with its operator as a type.
#[derive(Clone, Debug)]
pub struct Node<'m> {
    pub(crate) operator: Operator<'m>,
    pub(crate) message: &'m proto::Node,
}

impl<'m> Node<'m> {
    pub(crate) fn of(message: &'m proto::Node) -> Self {
        Self { operator: Operator::of(message), message }
    }

    /// What it is called in messages: its name, or that of what it gives.
    #[must_use]
    pub fn name(&self) -> &'m str {
        let named = std::iter::once(&self.message.name).chain(&self.message.output);
        named.map(String::as_str).find(|name| !name.is_empty()).unwrap_or("without a name")
    }

    /// The operator as the model names it.
    #[must_use]
    pub fn operator_name(&self) -> &'m str {
        &self.message.op_type
    }

    /// The domain of the operator, if it is not ONNX itself.
    #[must_use]
    pub fn domain(&self) -> Option<&'m str> {
        Some(self.message.domain.as_str()).filter(|domain| !is_standard(domain))
    }

    /// The kind of layer that it is, if it is one.
    #[must_use]
    pub fn convolution(&self) -> Option<Kind> {
        match self.operator {
            Operator::Convolution { kind, .. } => Some(kind),
            _ => None,
        }
    }

    /// Whether it is a convolution, also one of integers, which no layer is.
    #[must_use]
    pub fn is_convolution(&self) -> bool {
        matches!(self.operator, Operator::Convolution { .. } | Operator::IntegerConvolution)
    }

    /// Its input at a position, if it is not left out.
    #[must_use]
    pub fn input(&self, position: usize) -> Option<&'m str> {
        self.message.input.get(position).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The inputs that are there.
    pub fn inputs(&self) -> impl Iterator<Item = &'m str> + use<'m> {
        given(&self.message.input)
    }

    /// The values that it gives.
    pub fn outputs(&self) -> impl Iterator<Item = &'m str> + use<'m> {
        given(&self.message.output)
    }

    /// The values that it gives, in the places of the operator.
    pub(crate) fn places(&self) -> impl Iterator<Item = Option<&'m str>> + use<'m> {
        self.message.output.iter().map(|name| Some(name.as_str()).filter(|name| !name.is_empty()))
    }

    /// How many inputs there are, with those that are left out.
    pub(crate) fn input_count(&self) -> usize {
        self.message.input.len()
    }

    /// The messages of the nodes inside it: in the body of a loop, or in branches.
    fn nested(&self) -> Vec<&'m proto::Graph> {
        let mut found = Vec::new();
        let mut nodes = vec![self.message];
        while let Some(node) = nodes.pop() {
            for graph in node.attribute.iter().flat_map(|each| each.g.iter().chain(&each.graphs)) {
                nodes.extend(&graph.node);
                found.push(graph);
            }
        }
        found
    }

    /// Whether there are graphs inside it.
    #[must_use]
    pub fn has_graphs(&self) -> bool {
        !self.nested().is_empty()
    }

    /// The convolutions in the graphs inside it.
    #[must_use]
    pub fn nested_convolutions(&self) -> Vec<Node<'m>> {
        let nodes = self.nested().into_iter().flat_map(|graph| &graph.node).map(Node::of);
        nodes.filter(Node::is_convolution).collect()
    }

    /// What the graphs inside it read, their own values among it: a name of one that is outside too
    /// makes a reader too many, which is on the safe side.
    pub(super) fn inside(&self) -> Vec<&'m str> {
        let mut found = Vec::new();
        for graph in self.nested() {
            found.extend(graph.node.iter().flat_map(|each| given(&each.input)));
            found.extend(graph.output.iter().map(|output| output.name.as_str()));
        }
        found
    }
}

/// The names that are there.
fn given(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str).filter(|name| !name.is_empty())
}
