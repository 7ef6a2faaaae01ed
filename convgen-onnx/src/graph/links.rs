//! Who gives a value, and who reads it.

use std::collections::BTreeMap;

use super::constants::{Constants, Stored};
use super::node::Node;
use crate::model::Model;
use crate::problem::Problem;

/// A graph whose values can be looked up. Each has one giver.
pub struct Graph<'m> {
    /// In the order of the model.
    pub nodes: Vec<Node<'m>>,
    constants: Constants<'m>,
    givers: BTreeMap<&'m str, usize>,
    readers: BTreeMap<&'m str, Vec<Reader>>,
}

/// What reads a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The node with this index, once for each of its inputs.
    Node(usize),
    /// A node inside the node with this index: the body of a loop or a branch.
    Inside(usize),
    /// Whoever runs the model: the value is an output.
    Output,
}

impl<'m> Graph<'m> {
    /// The graph of a model.
    ///
    /// # Errors
    /// If two nodes give one value.
    pub fn new(model: &'m Model) -> Result<Self, Problem> {
        let graph = &model.graph;
        let nodes: Vec<Node<'m>> = graph.node.iter().map(Node::of).collect();
        let mut givers = BTreeMap::new();
        let mut readers: BTreeMap<&str, Vec<Reader>> = BTreeMap::new();
        for (index, node) in nodes.iter().enumerate() {
            for output in node.outputs() {
                if givers.insert(output, index).is_some() {
                    let shown = output.escape_debug();
                    return Err(Problem::new(
                        format!("the model is not valid: two nodes give the value `{shown}`"),
                        "export the model again",
                    ));
                }
            }
            for input in node.inputs() {
                readers.entry(input).or_default().push(Reader::Node(index));
            }
            for input in node.inside() {
                readers.entry(input).or_default().push(Reader::Inside(index));
            }
        }
        for output in &graph.output {
            readers.entry(&output.name).or_default().push(Reader::Output);
        }
        let constants = Constants::of(graph, &nodes);
        Ok(Self { nodes, constants, givers, readers })
    }

    /// The numbers of a value that the model holds.
    pub(crate) fn stored(&self, value: &str) -> Option<&Stored<'m>> {
        self.constants.get(value)
    }

    /// The node that gives a value.
    pub(crate) fn giver(&self, value: &str) -> Option<usize> {
        self.givers.get(value).copied()
    }

    pub(crate) fn readers(&self, value: &str) -> &[Reader] {
        self.readers.get(value).map_or(&[], Vec::as_slice)
    }
}
