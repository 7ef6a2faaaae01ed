//! Batch normalisation after training: `(x - mean) / √(variance + epsilon) · gamma + beta`, with numbers
//! of each channel.

use super::channels::Affine;
use super::context::Context;
use crate::graph::Node;
use crate::graph::operator::Operator;

/// Its numbers, one a channel.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm {
    /// The factors, PyTorch's `weight`.
    pub gamma: Vec<f64>,
    /// What is added, PyTorch's `bias`.
    pub beta: Vec<f64>,
    /// The means.
    pub mean: Vec<f64>,
    /// The variances.
    pub variance: Vec<f64>,
    /// What is added to variances.
    pub epsilon: f32,
}

impl BatchNorm {
    /// # Errors
    /// Why a node's normalisation is not the same in every run, as a sentence about "it".
    pub(super) fn read(context: &Context<'_, '_>, node: &Node<'_>) -> Result<Self, String> {
        let Operator::BatchNormalization { epsilon, training, by_channel } = node.operator else {
            return Err("it is no batch normalisation".to_owned());
        };
        let used = node.outputs().filter(|output| !context.graph.readers(output).is_empty());
        if training || used.count() > 1 {
            return Err("it is in training mode: export the model with `model.eval()`".to_owned());
        }
        if !by_channel {
            return Err("it has numbers for each element, not for each channel".to_owned());
        }
        let channels = context.shape.out_channels();
        let numbers = |position| {
            let numbers = context.constant(node.input(position).unwrap_or_default())?;
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
            epsilon,
        })
    }

    /// The same as one product and one sum.
    #[must_use]
    pub fn affine(&self) -> Affine {
        let Self { gamma, beta, mean, variance, epsilon } = self;
        let root = |variance: &f64| (variance + f64::from(*epsilon)).sqrt();
        let scale: Vec<f64> = gamma.iter().zip(variance).map(|(g, v)| g / root(v)).collect();
        let shift = beta.iter().zip(mean.iter().zip(&scale)).map(|(b, (m, s))| b - m * s);
        Affine { shift: shift.collect(), scale }
    }
}
