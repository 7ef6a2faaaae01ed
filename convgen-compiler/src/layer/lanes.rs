//! Which output channels may be the lanes of a vector.

use convgen_runtime::Shape;

/// How many output channels may share vectors: those of a group. Where every channel is a group of its
/// own, and all channels of a position of the input lie side by side, it is all of them: then their
/// inputs are a vector too.
#[must_use]
pub fn lane_channels(shape: &Shape) -> usize {
    let depthwise = shape.groups() == shape.in_channels() && shape.groups() == shape.out_channels();
    match shape.input_strides().channel {
        1 if depthwise => shape.out_channels(),
        _ => shape.out_channels_per_group(),
    }
}
