//! Weights in the order that strategies count them in, and where they are.

use convgen_runtime::layer::Operand;
use convgen_runtime::{Kind, Shape};

use crate::layer::Layer;

/// Elements from one weight to another; kernel positions lie side by side, x innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightStrides {
    /// From a group to the next.
    pub group: usize,
    /// From an output channel of a group to the next.
    pub output: usize,
    /// From an input channel of a group to the next.
    pub input: usize,
}

impl WeightStrides {
    /// Those of the caller's array where weights are an operand, and otherwise of `[out, in/groups,
    /// kz, ky, kx]`.
    pub(super) fn of(layer: &Layer) -> Self {
        let shape = layer.shape();
        let taps: usize = shape.kernel_sizes().iter().product();
        let (inputs, outputs) = (shape.in_channels_per_group(), shape.out_channels_per_group());
        let group = inputs * outputs * taps;
        match shape.kind() {
            Kind::ConvTranspose if layer.reads(Operand::Weights) => {
                Self { group, output: taps, input: outputs * taps }
            }
            _ => Self { group, output: inputs * taps, input: taps },
        }
    }
}

/// The weights as `[out, in/groups, kz, ky, kx]`, whatever the layer's own order; none where they are an
/// operand.
pub(super) fn canonical(layer: &Layer) -> Vec<f64> {
    let shape = layer.shape();
    let mut weights = Vec::with_capacity(layer.weights().len());
    if layer.reads(Operand::Weights) {
        return weights;
    }
    let size: usize = shape.kernel_sizes().iter().product();
    for [out_channel, in_channel] in links(shape) {
        let start = shape.weight_index(out_channel, in_channel, [0; 3]);
        weights.extend_from_slice(&layer.weights()[start..start + size]);
    }
    weights
}

/// Output channels, each with the input channels that it sees.
fn links(shape: &Shape) -> impl Iterator<Item = [usize; 2]> {
    let (per_group, group_out) = (shape.in_channels_per_group(), shape.out_channels_per_group());
    (0..shape.out_channels()).flat_map(move |out_channel| {
        let first = out_channel / group_out * per_group;
        (first..first + per_group).map(move |in_channel| [out_channel, in_channel])
    })
}
