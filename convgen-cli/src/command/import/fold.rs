//! What follows a convolution and becomes part of its layer: batch normalisation, constants of each
//! channel, one residual, one activation, in this order.

use std::collections::BTreeMap;
use std::path::Path;

use convgen_runtime::Shape;

use super::activation::{self, Activation};
use super::batch_norm::BatchNorm;
use super::channels::{self, Affine};
use super::convolution;
use super::gate;
use super::graph::{self, Graph, Reader, given, is};
use super::known;
use super::proto::Node;
use super::shapes::Shapes;
use super::tensor::{self, Numbers};
use crate::report::number;

/// Where nodes are looked at.
pub(super) struct Context<'g, 'm> {
    pub(super) graph: &'g Graph<'m>,
    pub(super) shapes: &'g Shapes<'m>,
    pub(super) folder: &'g Path,
    /// The layer, and the node that it begins with.
    pub(super) shape: &'g Shape,
    pub(super) first: usize,
    /// For each node that is part of a layer already, the node that the layer begins with.
    pub(super) homes: &'g BTreeMap<usize, usize>,
}

impl Context<'_, '_> {
    /// The numbers of an input that must not change.
    ///
    /// # Errors
    /// Why they cannot be had, as a sentence about "it".
    pub(super) fn constant(&self, value: &str) -> Result<Numbers, String> {
        let shown = value.escape_debug();
        let Some(tensor) = self.graph.constant(value) else {
            return Err(format!("its input `{shown}` is not constant"));
        };
        tensor::read(tensor, self.folder).map_err(|error| format!("its input `{shown}` {error}"))
    }

    /// The number of an input that is one number and must not change.
    pub(super) fn number(&self, value: &str) -> Option<f64> {
        let dims = &self.graph.constant(value)?.dims;
        // More dimensions than the output has would add some to it.
        let is_number = dims.iter().all(|&dim| dim == 1) && dims.len() <= self.shape.dims() + 2;
        if !is_number {
            return None;
        }
        self.constant(value).ok()?.values.first().copied()
    }
}

/// What a layer does to the sums of a convolution, and what of the graph it stands for.
pub(super) struct Tail<'m> {
    pub(super) linear: Vec<Linear>,
    /// The value that is added before the activation.
    pub(super) residual: Option<String>,
    pub(super) activation: Option<Activation>,
    /// The nodes that were folded, in order.
    pub(super) nodes: Vec<usize>,
    /// The value that the layer gives.
    pub(super) output: &'m str,
    /// Nodes that follow and could not be folded, and why.
    pub(super) refused: Vec<(usize, String)>,
}

/// What happens to the sums of each channel.
pub(super) enum Linear {
    BatchNorm(BatchNorm),
    Affine(Affine),
}

impl Linear {
    pub(super) fn affine(&self) -> Affine {
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
pub(super) fn tail<'m>(context: &Context<'_, 'm>, output: &'m str) -> Tail<'m> {
    let mut tail = Tail::without(output, Vec::new());
    while tail.activation.is_none() {
        let (nodes, part) = match context.graph.readers(tail.output) {
            [Reader::Node(next)] => {
                (vec![*next], part(context, tail.output, *next).and_then(|part| tail.allows(part)))
            }
            readers => match gate::activation(context, tail.output) {
                Some((found, nodes)) => (nodes, found.known().map(Part::Activation).map_err(Some)),
                None => {
                    tail.refused = shared(context.graph, tail.output, readers);
                    return tail;
                }
            },
        };
        let last = nodes.last().and_then(|&last| context.graph.nodes.get(last));
        match (part, last.and_then(|node| given(&node.output).next())) {
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
    pub(super) fn without(output: &'m str, refused: Vec<(usize, String)>) -> Self {
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
    let node = context.graph.nodes.get(next).filter(|node| graph::is(node, &node.op_type));
    // A graph whose nodes are not in order could put one into two layers.
    let node = node.filter(|_| !context.homes.contains_key(&next)).ok_or(None)?;
    match node.op_type.as_str() {
        "Identity" => Ok(Part::Nothing),
        "BatchNormalization" if graph::input(node, 0) == Some(value) => {
            let found = BatchNorm::read(context, node).map_err(Some)?;
            Ok(Part::Linear(Linear::BatchNorm(found)))
        }
        "Add" | "Mul" => with_other(context, value, node),
        _ if graph::input(node, 0) == Some(value) => {
            let found = activation::of(node, context).ok_or(None)?;
            found.and_then(Activation::known).map(Part::Activation).map_err(Some)
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
        .filter(|&node| graph.nodes.get(node).is_some_and(|node| convolution::kind(node).is_none()))
        .map(|node| (node, why.clone()))
        .collect()
}

/// A constant that is added to or multiplied with each channel, or a value that is added.
fn with_other(context: &Context<'_, '_>, value: &str, node: &Node) -> Result<Part, Option<String>> {
    let [a, b] = node.input.as_slice() else { return Err(None) };
    let other = if a == value { b } else { a };
    if context.graph.constant(other).is_none() {
        return match is(node, "Add") {
            true => residual(context, other).map(Part::Residual).map_err(Some),
            false => Err(None),
        };
    }
    let tensor = context.constant(other).map_err(Some)?;
    let numbers = channels::numbers(&tensor, context.shape).ok_or_else(|| {
        Some(format!("its constant has the shape {:?}, not one number a channel", tensor.dims))
    })?;
    let channels = numbers.len();
    Ok(Part::Linear(Linear::Affine(if is(node, "Add") {
        Affine { scale: vec![1.0; channels], shift: numbers }
    } else {
        Affine { scale: numbers, shift: vec![0.0; channels] }
    })))
}

/// A value that a layer can add to its own sums: as large as its output, and there before it. Of two
/// layers whose outputs are added, it is the later one that adds.
fn residual(context: &Context<'_, '_>, value: &str) -> Result<String, String> {
    let shown = value.escape_debug();
    if !known::has("add") {
        return Err("specs have no residual `add` yet".to_owned());
    }
    let Some(sizes) = context.shapes.of(context.graph, value) else {
        return Err(context.shapes.why_unknown(context.graph, value));
    };
    if sizes != convolution::sizes(context.shape) {
        return Err(format!(
            "its input `{shown}` has the shape {}, not that of the other input",
            number::sizes(&sizes)
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
