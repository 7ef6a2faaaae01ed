//! Where an input element stands in the padded input.

use core::ops::Range;

use crate::geometry::{Axis, PaddingMode};

/// The positions of the padded input of a convolution that hold input element `input`, counted from
/// the first of the padding: its own, and those of its copies.
///
/// PyTorch pads the input before it convolves it: `torch.nn.functional.pad`.
pub(super) fn copies(axis: &Axis, input: usize) -> impl Iterator<Item = usize> + Clone + use<> {
    let Axis { pad_before, pad_after, .. } = *axis;
    let (own, last) = (pad_before + input, axis.input - 1);
    let one = |position: usize| position..position + 1;
    // Copies before the input, the element itself, copies after it.
    let ranges: [Range<usize>; 3] = match axis.padding_mode {
        PaddingMode::Zeros => [0..0, one(own), 0..0],
        PaddingMode::Reflect => {
            // As far before the first element as this one is behind it, and likewise at the end.
            let (near, far) = (input, last - input);
            let before =
                if (1..=pad_before).contains(&near) { one(pad_before - near) } else { 0..0 };
            let after =
                if (1..=pad_after).contains(&far) { one(pad_before + last + far) } else { 0..0 };
            [before, one(own), after]
        }
        PaddingMode::Replicate => {
            let before = if input == 0 { 0..pad_before } else { 0..0 };
            let after = if input == last { own + 1..own + 1 + pad_after } else { 0..0 };
            [before, one(own), after]
        }
        PaddingMode::Circular => {
            // A whole input before and behind its own position, if the padding reaches so far.
            let before = own.checked_sub(axis.input).map_or(0..0, one);
            let after = own + axis.input;
            let end = pad_before + axis.input + pad_after;
            [before, one(own), if after < end { one(after) } else { 0..0 }]
        }
    };
    ranges.into_iter().flatten()
}
