//! What follows a convolution and becomes part of its layer: batch normalisation, constants of each
//! channel, one residual, one activation, in this order.

use super::activation::{self, Activation};
use super::batch_norm::BatchNorm;
use super::channels::{self, Affine};
use super::context::Context;
use super::gate;
use crate::graph::operator::{Binary, Operator};
use crate::graph::{Graph, Node, Reader};
use crate::shapes::{geometry, sizes};

/// What a layer does to the sums of a convolution, and what of the graph it stands for.
pub struct Tail<'m> {
    /// What happens to each channel, in order.
    pub linear: Vec<Linear>,
    /// The value that is added before the activation.
    pub residual: Option<String>,
    /// The activation, the last of all.
    pub activation: Option<Activation>,
    /// The nodes that were folded, in order.
    pub nodes: Vec<usize>,
    /// The value that the layer gives.
    pub output: &'m str,
    /// Nodes that follow and could not be folded, and why.
    pub refused: Vec<(usize, String)>,
}

/// What happens to the sums of each channel.
pub enum Linear {
    /// A batch normalisation.
    BatchNorm(BatchNorm),
    /// Constants.
    Affine(Affine),
}

impl Linear {
    /// As one product and one sum.
    #[must_use]
    pub fn affine(&self) -> Affine {
        match self {
            Self::BatchNorm(norm) => norm.affine(),
            Self::Affine(affine) => affine.clone(),
        }
    }
}

/// A node's part in a layer.
enum Part {
    /// Gives what it reads.
    Nothing,
    Linear(Linear),
    Residual(String),
    Activation(Activation),
}

/// Follows the output of a convolution as far as a layer reaches.
pub fn of<'m>(context: &Context<'_, 'm>, output: &'m str) -> Tail<'m> {
    let mut tail = Tail::without(output, Vec::new());
    while tail.activation.is_none() {
        let (nodes, part) = match context.graph.readers(tail.output) {
            [Reader::Node(next)] => {
                (vec![*next], part(context, tail.output, *next).and_then(|part| tail.allows(part)))
            }
            readers => match gate::activation(context, tail.output) {
                Some((found, nodes)) => (nodes, Ok(Part::Activation(found))),
                None => {
                    tail.refused = shared(context.graph, tail.output, readers);
                    return tail;
                }
            },
        };
        let last = nodes.last().and_then(|&last| context.graph.nodes.get(last));
        match (part, last.and_then(|node| node.outputs().next())) {
            (Ok(part), Some(output)) => tail.add(part, nodes, output),
            (Err(Some(reason)), _) => {
                tail.refused = nodes.into_iter().map(|node| (node, reason.clone())).collect();
                return tail;
            }
            _ => return tail,
        }
    }
    tail
}

impl<'m> Tail<'m> {
    /// Nothing that follows.
    #[must_use]
    pub fn without(output: &'m str, refused: Vec<(usize, String)>) -> Self {
        let (linear, nodes) = (Vec::new(), Vec::new());
        Self { linear, residual: None, activation: None, nodes, output, refused }
    }

    /// Refuses what would come after something that it must come before.
    fn allows(&self, part: Part) -> Result<Part, Option<String>> {
        match part {
            Part::Linear(_) | Part::Residual(_) if self.residual.is_some() => {
                Err(Some("it follows the residual of a layer".to_owned()))
            }
            part => Ok(part),
        }
    }

    fn add(&mut self, part: Part, nodes: Vec<usize>, output: &'m str) {
        match part {
            Part::Nothing => {}
            Part::Linear(linear) => self.linear.push(linear),
            Part::Residual(value) => self.residual = Some(value),
            Part::Activation(activation) => self.activation = Some(activation),
        }
        self.nodes.extend(nodes);
        self.output = output;
    }
}

/// What the node that alone reads a value does to it, or why it cannot be folded; without a reason if
/// it is nothing that ever could.
fn part(context: &Context<'_, '_>, value: &str, next: usize) -> Result<Part, Option<String>> {
    // A graph whose nodes are not in order could put one into two layers.
    let node = context.graph.nodes.get(next).filter(|_| !context.homes.contains_key(&next));
    let node = node.ok_or(None)?;
    match node.operator {
        Operator::Identity => Ok(Part::Nothing),
        Operator::BatchNormalization { .. } if node.input(0) == Some(value) => {
            let found = BatchNorm::read(context, node).map_err(Some)?;
            Ok(Part::Linear(Linear::BatchNorm(found)))
        }
        Operator::Binary(operation @ (Binary::Add | Binary::Mul)) => {
            with_other(context, value, node, operation)
        }
        _ if node.input(0) == Some(value) => {
            let found = activation::of(node, context).ok_or(None)?;
            found.map(Part::Activation).map_err(Some)
        }
        _ => Err(None),
    }
}

/// Why nodes that read a value cannot be folded when others read it too.
fn shared(graph: &Graph<'_>, value: &str, readers: &[Reader]) -> Vec<(usize, String)> {
    let nodes: Vec<usize> = readers
        .iter()
        .filter_map(|reader| match reader {
            Reader::Node(node) => Some(*node),
            _ => None,
        })
        .collect();
    let shown = value.escape_debug();
    let why = if readers.contains(&Reader::Output) {
        format!("its input `{shown}` is an output of the model too")
    } else {
        format!("its input `{shown}` is read by other nodes too")
    };
    nodes
        .into_iter()
        .filter(|&node| graph.nodes.get(node).is_some_and(|node| node.convolution().is_none()))
        .map(|node| (node, why.clone()))
        .collect()
}

/// A constant that is added to or multiplied with each channel, or a value that is added.
fn with_other(
    context: &Context<'_, '_>,
    value: &str,
    node: &Node<'_>,
    operation: Binary,
) -> Result<Part, Option<String>> {
    let (Some(a), Some(b)) = (node.input(0), node.input(1)) else { return Err(None) };
    let other = if a == value { b } else { a };
    if context.graph.constant(other).is_none() {
        return match operation {
            Binary::Add => residual(context, other).map(Part::Residual).map_err(Some),
            _ => Err(None),
        };
    }
    let tensor = context.constant(other).map_err(Some)?;
    let numbers = channels::numbers(&tensor, context.shape).ok_or_else(|| {
        Some(format!("its constant has the shape {:?}, not one number a channel", tensor.dims))
    })?;
    let channels = numbers.len();
    Ok(Part::Linear(Linear::Affine(if operation == Binary::Add {
        Affine { scale: vec![1.0; channels], shift: numbers }
    } else {
        Affine { scale: numbers, shift: vec![0.0; channels] }
    })))
}

/// A value that a layer can add to its own sums: as large as its output, and there before it. Of two
/// layers whose outputs are added, it is the later one that adds.
fn residual(context: &Context<'_, '_>, value: &str) -> Result<String, String> {
    let shown = value.escape_debug();
    let Some(sizes) = context.shapes.of(context.graph, value) else {
        return Err(context.shapes.why_unknown(context.graph, value));
    };
    if sizes != geometry::output(context.shape) {
        return Err(format!(
            "its input `{shown}` has the shape {}, not that of the other input",
            sizes::shown(&sizes)
        ));
    }
    let giver = context.graph.giver(value);
    match giver.map(|giver| context.homes.get(&giver).copied().unwrap_or(giver)) {
        Some(giver) if giver >= context.first => {
            Err(format!("its input `{shown}` is computed after the convolution that it follows"))
        }
        _ => Ok(value.to_owned()),
    }
}
