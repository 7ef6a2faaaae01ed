//! Numbers that belong to output channels.

use convgen_runtime::{Kind, Shape};

use crate::model::Numbers;

/// One number an output channel, if a tensor that is broadcast over the output has the same number
/// all over each channel.
pub(crate) fn numbers(tensor: &Numbers, shape: &Shape) -> Option<Vec<f64>> {
    let channels = shape.out_channels();
    // Dimensions are aligned at the last one; that of the channels is before the axes.
    let fits =
        tensor.dims.len() <= shape.dims() + 2
            && tensor.dims.iter().rev().enumerate().all(|(from_last, &size)| {
                size == 1 || (from_last == shape.dims() && size == channels)
            });
    match tensor.values.as_slice() {
        [one] if fits => Some(vec![*one; channels]),
        many if fits => Some(many.to_vec()),
        _ => None,
    }
}

/// A number times and a number added to each output channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Affine {
    /// The factors.
    pub scale: Vec<f64>,
    /// What is added then.
    pub shift: Vec<f64>,
}

impl Affine {
    /// Factors only.
    pub(crate) fn scaled(scale: Vec<f64>) -> Self {
        Self { shift: vec![0.0; scale.len()], scale }
    }

    /// Puts it into weights.
    pub fn scale(&self, shape: &Shape, weights: &mut [f64]) {
        let taps: usize = shape.kernel_sizes().iter().product();
        let inner = shape.out_channels_per_group();
        for (row, kernel) in weights.chunks_mut(taps.max(1)).enumerate() {
            let channel = match shape.kind() {
                // Rows are [output][input of the group].
                Kind::Conv => row / shape.in_channels_per_group().max(1),
                // Rows are [input][output of the group].
                Kind::ConvTranspose => {
                    let group = row / inner / shape.in_channels_per_group().max(1);
                    group * inner + row % inner
                }
            };
            if let Some(scale) = self.scale.get(channel) {
                kernel.iter_mut().for_each(|weight| *weight *= scale);
            }
        }
    }

    /// Puts it into a bias, which there is one of from then on.
    #[must_use]
    pub fn bias(&self, bias: Option<Vec<f64>>) -> Vec<f64> {
        let bias = bias.unwrap_or_else(|| vec![0.0; self.shift.len()]);
        let scaled = bias.iter().zip(&self.scale).map(|(bias, scale)| bias * scale);
        scaled.zip(&self.shift).map(|(bias, shift)| bias + shift).collect()
    }
}
