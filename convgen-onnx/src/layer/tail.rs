//! What follows a convolution and becomes part of its layer: batch normalisation, constants of each
//! channel, one residual, one activation, in this order.

use super::activation::{self, Activation};
use super::batch_norm::BatchNorm;
use super::channels::{self, Affine};
use super::context::Context;
use super::gate;
use crate::graph::operator::{Binary, Map, Operator};
use crate::graph::{Graph, Node, Reader};
use crate::rules::pads;
use crate::values::{geometry, sizes};

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
    pub refused: Refused,
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

/// Nodes that cannot be folded, and why.
pub(crate) type Refused = Vec<(usize, String)>;

/// A node's part in a layer.
enum Part {
    /// Gives what it reads.
    Nothing,
    Linear(Linear),
    /// A value that is added to the sums, or that they are subtracted from.
    Residual {
        value: String,
        negated: bool,
    },
    Activation(Activation),
}

/// Follows the output of a convolution as far as a layer reaches.
pub fn of<'m>(context: &Context<'_, 'm>, output: &'m str) -> Tail<'m> {
    let mut tail = Tail::without(output, Vec::new());
    loop {
        let (nodes, part) = tail.next(context);
        let last = nodes.last().and_then(|&last| context.graph.nodes.get(last));
        match (part, last.and_then(|node| node.outputs().next())) {
            (Ok(part), Some(output)) => tail.add(context, part, nodes, output),
            // Nobody expects a layer to reach beyond its activation.
            (Err(reasons), _) if tail.activation.is_none() => {
                tail.refused = reasons;
                return tail;
            }
            _ => return tail,
        }
    }
}

impl<'m> Tail<'m> {
    /// Nothing that follows.
    #[must_use]
    pub fn without(output: &'m str, refused: Refused) -> Self {
        let (linear, nodes) = (Vec::new(), Vec::new());
        Self { linear, residual: None, activation: None, nodes, output, refused }
    }

    /// The nodes that may come next and their part, or why those that follow cannot be folded.
    fn next(&self, context: &Context<'_, 'm>) -> (Vec<usize>, Result<Part, Refused>) {
        let because = |nodes: &[usize], reason: Option<String>| {
            let reason = reason.into_iter();
            reason
                .flat_map(|reason| nodes.iter().map(move |&node| (node, reason.clone())))
                .collect()
        };
        match context.graph.readers(self.output) {
            [Reader::Node(next)] => {
                let part = part(context, self.output, *next).and_then(|part| self.allows(part));
                (vec![*next], part.map_err(|reason| because(&[*next], reason)))
            }
            readers => match gate::activation(context, self.output) {
                Some((found, nodes)) => {
                    let part = self.allows(Part::Activation(found));
                    let part = part.map_err(|reason| because(&nodes, reason));
                    (nodes, part)
                }
                None => (Vec::new(), Err(shared(context.graph, self.output, readers))),
            },
        }
    }

    /// Refuses what would come after something that it must come before.
    fn allows(&self, part: Part) -> Result<Part, Option<String>> {
        match (part, &self.activation) {
            (Part::Nothing, _) => Ok(Part::Nothing),
            // Bounds within bounds are bounds.
            (Part::Activation(next), Some(before)) => {
                before.then(&next).map(Part::Activation).ok_or(None)
            }
            (_, Some(_)) => Err(None),
            (Part::Linear(_) | Part::Residual { .. }, None) if self.residual.is_some() => {
                Err(Some("it follows the residual of a layer".to_owned()))
            }
            (part, None) => Ok(part),
        }
    }

    fn add(&mut self, context: &Context<'_, '_>, part: Part, nodes: Vec<usize>, output: &'m str) {
        match part {
            Part::Nothing => {}
            Part::Linear(linear) => self.linear.push(linear),
            Part::Residual { value, negated } => {
                if negated {
                    let channels = context.shape.out_channels();
                    self.linear.push(Linear::Affine(Affine::scaled(vec![-1.0; channels])));
                }
                self.residual = Some(value);
            }
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
        Operator::Pad { pads, .. } if node.input(0) == Some(value) => {
            let ends = pads::ends(pads, &context.values.inputs(node), context.shape.dims() + 2);
            let is_nothing = ends.is_some_and(|ends| ends.iter().all(|&end| end == (0, 0)));
            if is_nothing { Ok(Part::Nothing) } else { Err(None) }
        }
        Operator::BatchNormalization { .. } if node.input(0) == Some(value) => {
            let found = BatchNorm::read(context, node).map_err(Some)?;
            Ok(Part::Linear(Linear::BatchNorm(found)))
        }
        Operator::Map(Map::Neg) => {
            let scale = vec![-1.0; context.shape.out_channels()];
            Ok(Part::Linear(Linear::Affine(Affine::scaled(scale))))
        }
        Operator::Binary(operation @ (Binary::Add | Binary::Sub | Binary::Mul | Binary::Div)) => {
            with_other(context, value, node, operation)
        }
        _ => {
            let found = activation::of(node, value, context).ok_or(None)?;
            found.map(Part::Activation).map_err(Some)
        }
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

/// A constant that each channel is combined with, or a value that is added.
fn with_other(
    context: &Context<'_, '_>,
    value: &str,
    node: &Node<'_>,
    operation: Binary,
) -> Result<Part, Option<String>> {
    // `Sum` may have more.
    let (Some(a), Some(b), None) = (node.input(0), node.input(1), node.input(2)) else {
        return Err(None);
    };
    let is_first = a == value;
    let other = if is_first { b } else { a };
    if !context.values.is_constant(other) {
        let negated = operation == Binary::Sub;
        return match operation {
            Binary::Add | Binary::Sub if !negated || !is_first => {
                let value = residual(context, other).map_err(Some)?;
                Ok(Part::Residual { value, negated })
            }
            Binary::Sub => Err(Some("it subtracts a value, and layers add one".to_owned())),
            _ => Err(None),
        };
    }
    let tensor = context.constant(other).map_err(Some)?;
    let numbers = channels::numbers(&tensor, context.shape).ok_or_else(|| {
        Some(format!("its constant has the shape {:?}, not one number a channel", tensor.dims))
    })?;
    let ones = vec![1.0; numbers.len()];
    let affine = match (operation, is_first) {
        (Binary::Add, _) => Affine { scale: ones, shift: numbers },
        (Binary::Sub, true) => {
            Affine { scale: ones, shift: numbers.iter().map(|number| -number).collect() }
        }
        (Binary::Sub, false) => {
            Affine { scale: ones.iter().map(|one| -one).collect(), shift: numbers }
        }
        (Binary::Mul, _) => Affine::scaled(numbers),
        (_, true) if numbers.contains(&0.0) => {
            return Err(Some("it divides by 0".to_owned()));
        }
        (_, true) => Affine::scaled(numbers.iter().map(|number| number.recip()).collect()),
        // A constant that is divided by the sums.
        (_, false) => return Err(None),
    };
    Ok(Part::Linear(Linear::Affine(affine)))
}

/// A value that a layer can add to its own sums: as large as its output, and there before it. Of two
/// layers whose outputs are added, it is the later one that adds.
fn residual(context: &Context<'_, '_>, value: &str) -> Result<String, String> {
    let shown = value.escape_debug();
    let Some(sizes) = context.values.sizes(value) else {
        return Err(context.values.why_unknown(value));
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
