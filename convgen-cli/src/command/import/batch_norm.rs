//! Batch normalisation after training: `(x - mean) / √(variance + epsilon) · gamma + beta`, with numbers
//! of each channel.

use super::attributes::Attributes;
use super::channels::Affine;
use super::fold::Context;
use super::graph::{self, given};
use super::proto::Node;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct BatchNorm {
    pub(super) gamma: Vec<f64>,
    pub(super) beta: Vec<f64>,
    pub(super) mean: Vec<f64>,
    pub(super) variance: Vec<f64>,
    pub(super) epsilon: f32,
}

impl BatchNorm {
    /// # Errors
    /// Why a node's normalisation is not the same in every run, as a sentence about "it".
    pub(super) fn read(context: &Context<'_, '_>, node: &Node) -> Result<Self, String> {
        let attributes = Attributes::of(node);
        let used = given(&node.output).filter(|output| !context.graph.readers(output).is_empty());
        if attributes.int("training_mode").unwrap_or(0) != 0 || used.count() > 1 {
            return Err("it is in training mode: export the model with `model.eval()`".to_owned());
        }
        if attributes.int("spatial") == Some(0) {
            return Err("it has numbers for each element, not for each channel".to_owned());
        }
        let channels = context.shape.out_channels();
        let numbers = |position| {
            let numbers = context.constant(graph::input(node, position).unwrap_or_default())?;
            if numbers.dims == [channels] {
                return Ok(numbers.values);
            }
            let dims = numbers.dims;
            Err(format!("its input {position} has the shape {dims:?}, not [{channels}]"))
        };
        Ok(Self {
            gamma: numbers(1)?,
            beta: numbers(2)?,
            mean: numbers(3)?,
            variance: numbers(4)?,
            epsilon: attributes.float("epsilon").unwrap_or(1e-5),
        })
    }

    /// The same as one product and one sum.
    pub(super) fn affine(&self) -> Affine {
        let Self { gamma, beta, mean, variance, epsilon } = self;
        let root = |variance: &f64| (variance + f64::from(*epsilon)).sqrt();
        let scale: Vec<f64> = gamma.iter().zip(variance).map(|(g, v)| g / root(v)).collect();
        let shift = beta.iter().zip(mean.iter().zip(&scale)).map(|(b, (m, s))| b - m * s);
        Affine { shift: shift.collect(), scale }
    }
}
