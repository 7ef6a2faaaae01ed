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
//!
//! A [`Stencil`] has no numbers: what is made of it alone is the same for all layers of its form. A
//! [`Weighted`] stencil has those of one layer.

mod axis;
mod matrix;
mod segment;
mod weighted;
mod weights;
mod window;

pub use axis::{Axis, Phase, Tap};
pub use matrix::Term;
pub use segment::{Run, Segment};
pub use weighted::Weighted;
pub use weights::WeightStrides;
pub use window::{Window, first};

use convgen_runtime::geometry::Strides;
use convgen_runtime::layer::{Activation, Operand};

use crate::element::Element;
use crate::layer::{Layer, lane_channels};
use crate::view::View;

/// The form of a layer, without its numbers. Three axes always; those that the layer does not have are single points.
#[derive(Clone, Debug, PartialEq)]
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
    /// Whether the weights are the caller's.
    pub reads_weights: bool,
    /// Whether the bias is.
    pub reads_bias: bool,
    /// Whether there is a bias, known or the caller's.
    pub has_bias: bool,
    /// Whether the activation has a slope for each output channel.
    pub has_slopes: bool,
    /// Elements from one weight to another.
    pub weight_strides: WeightStrides,
    /// Whether the caller's residual is added to every output.
    pub residual: bool,
    /// Applied to every output; the slopes of a prelu are not in it.
    pub activation: Activation<'static, f64>,
}

impl Stencil {
    /// The form of a layer. A bias of zeros only is none.
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
            has_bias: layer.reads(Operand::Bias) || layer.bias().iter().any(|&bias| bias != 0.0),
            has_slopes: matches!(layer.form(), Activation::Prelu(_)),
            activation: layer.form(),
        }
    }

    /// The same with input and output elsewhere in memory: among others of a wider buffer, say. `None` where
    /// two indices would be one element.
    pub fn with_strides(mut self, input: Strides, output: Strides) -> Option<Self> {
        let [from, to] = [0, 1].map(|side| {
            self.axes.each_ref().map(|axis| if side == 0 { axis.input } else { axis.output })
        });
        view(&input, self.batch, self.in_channels, from)?;
        view(&output, self.batch, self.out_channels, to)?;
        (self.in_strides, self.out_strides) = (input, output);
        Some(self)
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

    /// The elements of the input.
    pub fn input(&self) -> View {
        let sizes = self.axes.each_ref().map(|axis| axis.input);
        view(&self.in_strides, self.batch, self.in_channels, sizes).expect(DISTINCT)
    }

    /// The elements of the output.
    pub fn output(&self) -> View {
        let sizes = self.axes.each_ref().map(|axis| axis.output);
        view(&self.out_strides, self.batch, self.out_channels, sizes).expect(DISTINCT)
    }

    /// Elements of the output.
    pub fn outputs(&self) -> usize {
        self.output().count()
    }

    /// Weights of all output channels, zeros included.
    pub fn weights(&self) -> usize {
        self.out_channels * self.in_channels_per_group() * self.taps_per_channel()
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

    /// The stretches of axis `n` whose outputs use the same taps.
    pub fn segments(&self, n: usize) -> Vec<Segment> {
        segment::segments(&self.axes[n])
    }
}

/// Of a layout, and of strides that were looked at.
const DISTINCT: &str = "no two indices are one element";

/// The elements of an array of these sizes.
fn view(strides: &Strides, batch: usize, channels: usize, sizes: [usize; 3]) -> Option<View> {
    let axes = sizes.into_iter().zip(strides.axes);
    let outer = [(batch, strides.batch), (channels, strides.channel)];
    let all: Vec<_> = outer.into_iter().chain(axes).collect();
    View::new(0, &all)
}
