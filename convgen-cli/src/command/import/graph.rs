//! Who gives a value, and who reads it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::attributes::Attributes;
use super::model::is_standard;
use super::proto::{self, Node, Tensor, data_type};
use crate::problem::Problem;

/// A graph whose values can be looked up. Each has one giver.
pub(super) struct Graph<'m> {
    pub(super) nodes: &'m [Node],
    /// Initializers and what `Constant` nodes hold.
    constants: BTreeMap<&'m str, Cow<'m, Tensor>>,
    /// Other names for constants, with the name that the constant has above.
    aliases: BTreeMap<&'m str, &'m str>,
    givers: BTreeMap<&'m str, usize>,
    readers: BTreeMap<&'m str, Vec<Reader>>,
}

/// What reads a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// The node with this index, once for each of its inputs.
    Node(usize),
    /// A node inside the node with this index: the body of a loop or a branch.
    Inside(usize),
    /// Whoever runs the model: the value is an output.
    Output,
}

impl<'m> Graph<'m> {
    pub(super) fn new(graph: &'m proto::Graph) -> Result<Self, Problem> {
        let mut givers = BTreeMap::new();
        let mut readers: BTreeMap<&str, Vec<Reader>> = BTreeMap::new();
        for (index, node) in graph.node.iter().enumerate() {
            for output in given(&node.output) {
                if givers.insert(output, index).is_some() {
                    return Err(Problem::new(format!(
                        "the model is not valid: two nodes give the value `{}`",
                        output.escape_debug()
                    ))
                    .help("export the model again"));
                }
            }
            for input in given(&node.input) {
                readers.entry(input).or_default().push(Reader::Node(index));
            }
            for input in inside(node) {
                readers.entry(input).or_default().push(Reader::Inside(index));
            }
        }
        for output in &graph.output {
            readers.entry(&output.name).or_default().push(Reader::Output);
        }
        let constants = constants(graph);
        let mut aliases: BTreeMap<&str, &str> = BTreeMap::new();
        for node in graph.node.iter().filter(|node| is(node, "Identity")) {
            if let (Some(from), Some(to)) = (input(node, 0), given(&node.output).next()) {
                let from = aliases.get(from).copied().unwrap_or(from);
                if constants.contains_key(from) {
                    aliases.insert(to, from);
                }
            }
        }
        Ok(Self { nodes: &graph.node, constants, aliases, givers, readers })
    }

    /// The numbers of a value that is the same in every run.
    pub(super) fn constant(&self, value: &str) -> Option<&Tensor> {
        let value = self.aliases.get(value).copied().unwrap_or(value);
        self.constants.get(value).map(AsRef::as_ref)
    }

    /// The node that gives a value.
    pub(super) fn giver(&self, value: &str) -> Option<usize> {
        self.givers.get(value).copied()
    }

    pub(super) fn readers(&self, value: &str) -> &[Reader] {
        self.readers.get(value).map_or(&[], Vec::as_slice)
    }
}

/// The names that are there.
pub(super) fn given(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str).filter(|name| !name.is_empty())
}

/// Whether a node is a standard operator of this type.
pub(super) fn is(node: &Node, operator: &str) -> bool {
    is_standard(&node.domain) && node.op_type == operator
}

/// What a node is called in messages: its name, or that of what it gives.
pub(super) fn name(node: &Node) -> &str {
    let named = std::iter::once(&node.name).chain(&node.output);
    named.map(String::as_str).find(|name| !name.is_empty()).unwrap_or("without a name")
}

/// The input of a node at a position, if it is not left out.
pub(super) fn input(node: &Node, position: usize) -> Option<&str> {
    node.input.get(position).map(String::as_str).filter(|name| !name.is_empty())
}

/// What the graphs inside a node read, their own values among it: a name of one that is outside too
/// makes a reader too many, which is on the safe side.
fn inside(node: &Node) -> Vec<&str> {
    let mut found = Vec::new();
    let mut nodes = vec![node];
    while let Some(node) = nodes.pop() {
        for graph in node.attribute.iter().flat_map(|each| each.g.iter().chain(&each.graphs)) {
            found.extend(graph.node.iter().flat_map(|each| given(&each.input)));
            found.extend(graph.output.iter().map(|output| output.name.as_str()));
            nodes.extend(&graph.node);
        }
    }
    found
}

fn constants(graph: &proto::Graph) -> BTreeMap<&str, Cow<'_, Tensor>> {
    let initializers =
        graph.initializer.iter().map(|each| (each.name.as_str(), Cow::Borrowed(each)));
    let nodes = graph.node.iter().filter(|node| is(node, "Constant"));
    initializers
        .chain(nodes.filter_map(|node| Some((given(&node.output).next()?, constant(node)?))))
        .collect()
}

/// The numbers of a `Constant` node, if they are floating-point numbers.
fn constant(node: &Node) -> Option<Cow<'_, Tensor>> {
    let attributes = Attributes::of(node);
    let floats = |dims: Vec<i64>, numbers: Vec<f32>| {
        let data_type = data_type::FLOAT;
        Cow::Owned(Tensor { dims, data_type, float_data: numbers, ..Tensor::default() })
    };
    if let Some(tensor) = attributes.tensor("value") {
        return Some(Cow::Borrowed(tensor));
    }
    if let Some(number) = attributes.float("value_float") {
        return Some(floats(Vec::new(), vec![number]));
    }
    let numbers = attributes.floats("value_floats")?;
    Some(floats(vec![numbers.len() as i64], numbers.to_vec()))
}
