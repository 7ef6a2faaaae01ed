//! The normal form of every layer: a phased stencil.
//!
//! ```text
//! out[c, S_out·q + r] = bias[c] + Σ_taps weight · in[c', S_in·q + offset]
//! ```
//!
//! Outside the input are zeros, or what the padding mode puts there.
//!
//! * A convolution has one phase `r = 0`, `S_out = 1`, `S_in = stride`, and
//!   `offset = k·dilation - padding`.
//! * A transposed convolution has `S_in = 1`, `S_out = stride`, and a phase for each residue `r`;
//!   a tap belongs to it when `(r + padding - k·dilation) mod stride = 0`, and then
//!   `offset = (r + padding - k·dilation) / stride`.
//!
//! The stencil of a layer is the product of its axes' stencils. Nothing past this stage knows
//! which kind of layer it came from.

mod axis;
mod matrix;
mod segment;
mod weights;
mod window;

pub use axis::{Axis, Phase, Tap};
pub use matrix::Term;
pub use segment::{Run, Segment};
pub use weights::WeightStrides;
pub use window::{Window, first};

use convgen_runtime::geometry::Strides;
use convgen_runtime::layer::{Activation, Operand};

use crate::element::Element;
use crate::layer::{Layer, lane_channels};

/// A layer in normal form. Three axes always; those that the layer does not have are single points.
#[derive(Clone, Debug)]
pub struct Stencil {
    /// Independent inputs.
    pub batch: usize,
    /// Input channels of all groups.
    pub in_channels: usize,
    /// Output channels of all groups.
    pub out_channels: usize,
    /// Groups of channels that do not see one another.
    pub groups: usize,
    /// Output channels that may share vectors; see [`lane_channels`].
    pub lane_channels: usize,
    /// The axes z, y, x.
    pub axes: [Axis; 3],
    /// What it is computed with.
    pub element: Element,
    /// Elements of the input from one index to the next.
    pub in_strides: Strides,
    /// Elements of the output from one index to the next.
    pub out_strides: Strides,
    /// Whether the weights are the caller's; they have no values here.
    pub reads_weights: bool,
    /// Whether the bias is.
    pub reads_bias: bool,
    /// Elements from one weight to another.
    pub weight_strides: WeightStrides,
    /// Whether the caller's residual is added to every output.
    pub residual: bool,
    /// Applied to every output; the slopes of a prelu are not in it.
    pub activation: Activation<'static, f64>,
    /// `[out, in/groups, kz, ky, kx]`
    weights: Vec<f64>,
    bias: Vec<f64>,
    slopes: Vec<f64>,
}

impl Stencil {
    /// Normalises a layer.
    pub fn new(layer: &Layer) -> Self {
        let shape = layer.shape();
        let axes = [0, 1, 2]
            .map(|n| Axis::new(shape.kind(), &shape.spatial()[n], shape.output_sizes()[n]));
        Self {
            batch: shape.batch(),
            in_channels: shape.in_channels(),
            out_channels: shape.out_channels(),
            groups: shape.groups(),
            lane_channels: lane_channels(shape),
            axes,
            element: layer.element(),
            in_strides: shape.input_strides(),
            out_strides: shape.output_strides(),
            reads_weights: layer.reads(Operand::Weights),
            reads_bias: layer.reads(Operand::Bias),
            weight_strides: WeightStrides::of(layer),
            residual: layer.has_residual(),
            activation: layer.form(),
            weights: weights::canonical(layer),
            bias: layer.bias().to_vec(),
            slopes: match layer.activation() {
                Activation::Prelu(slopes) => slopes.to_vec(),
                _ => Vec::new(),
            },
        }
    }

    /// Whether the groups are the lanes of vectors: each lane then has an input of its own.
    pub fn has_groups_as_lanes(&self) -> bool {
        self.lane_channels > self.out_channels_per_group()
    }

    /// Input channels that one output channel sees.
    pub fn in_channels_per_group(&self) -> usize {
        self.in_channels / self.groups
    }

    /// Output channels of one group.
    pub fn out_channels_per_group(&self) -> usize {
        self.out_channels / self.groups
    }

    /// The group of an output channel.
    pub fn group(&self, out_channel: usize) -> usize {
        out_channel / self.out_channels_per_group()
    }

    /// Elements of the input.
    pub fn input_len(&self) -> usize {
        self.batch * self.in_strides.batch
    }

    /// Elements of the output.
    pub fn output_len(&self) -> usize {
        self.batch * self.out_strides.batch
    }

    /// Kernel positions between two channels.
    pub fn taps_per_channel(&self) -> usize {
        self.axes.iter().map(|axis| axis.kernel).product()
    }

    /// Multiply-adds of one input channel with one output channel.
    pub fn plane_products(&self) -> usize {
        let reads = |axis: &Axis| (0..axis.output).map(|output| axis.reads(output).count()).sum();
        self.axes.iter().map(reads).fold(1, usize::saturating_mul)
    }

    /// The weights of an output channel, `[in/groups, kz, ky, kx]`.
    ///
    /// # Panics
    /// If they are the caller's.
    pub fn channel(&self, out_channel: usize) -> &[f64] {
        let size = self.in_channels_per_group() * self.taps_per_channel();
        &self.weights[out_channel * size..(out_channel + 1) * size]
    }

    /// The weight from input channel `local` of the output channel's group.
    pub fn weight(&self, out_channel: usize, local: usize, [kz, ky, kx]: [usize; 3]) -> f64 {
        let [z, y, x] = self.axes.each_ref();
        self.channel(out_channel)[((local * z.kernel + kz) * y.kernel + ky) * x.kernel + kx]
    }

    /// The part of the weights that are not zero: all of those that are not known.
    pub fn density(&self) -> f64 {
        if self.reads_weights {
            return 1.0;
        }
        let nonzero = self.weights.iter().filter(|&&weight| weight != 0.0).count();
        nonzero as f64 / self.weights.len() as f64
    }

    /// The constant that an output channel's sums begin with.
    pub fn bias(&self, out_channel: usize) -> f64 {
        self.bias.get(out_channel).copied().unwrap_or(0.0)
    }

    /// Whether any output channel has a bias, or may have one.
    pub fn has_bias(&self) -> bool {
        self.reads_bias || self.bias.iter().any(|&bias| bias != 0.0)
    }

    /// The slope of an output channel's prelu.
    pub fn slope(&self, out_channel: usize) -> f64 {
        self.slopes.get(out_channel).copied().unwrap_or(1.0)
    }

    /// Whether the activation has a slope for each output channel.
    pub fn has_slopes(&self) -> bool {
        !self.slopes.is_empty()
    }

    /// The activation of one value of an output channel, its slope included.
    pub fn activate(&self, out_channel: usize, value: f64) -> f64 {
        self.element.nearest(match self.activation {
            Activation::Prelu(_) => Activation::Prelu(&[self.slope(out_channel)]).apply(0, value),
            other => other.apply(out_channel, value),
        })
    }

    /// The stretches of axis `n` whose outputs use the same taps.
    pub fn segments(&self, n: usize) -> Vec<Segment> {
        segment::segments(&self.axes[n])
    }
}
