//! What a layer may cost to compile: sizes that a computer can hold, in a time that a user waits.
//!
//! Everything here follows from the geometry alone, so that a spec is refused before its weights are
//! read.

use std::ops::Range;

use convgen_runtime::layer::Operand;
use convgen_runtime::{Axis, Kind, PaddingMode, Shape};

use super::Interface;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{Given, Map, Origin, PerAxis, Spec};

/// The most elements of the input, of the output, and of weights that are an argument. They are arrays in the user's program, half a
/// gigabyte each at the limit, and the proof that every output is written keeps a bit for each.
pub const BUFFER_LIMIT: u128 = 1 << 27;

/// The most phases: each is a list entry or a copy of a loop. A stride of 32 on two axes has as many.
pub const PHASE_LIMIT: u128 = 1 << 10;

/// The most stretches of outputs that differ in the taps that reach them, taken on all axes
/// together. A transposed layer of kernel 64 and stride 32 on two axes has 25,600.
pub const STRETCH_LIMIT: u128 = 1 << 15;

/// The most pairs of a tap and an output whose taps do not all fall inside the input, on an axis
/// padded with something else than zeros: each is an entry of a list. A kernel of 256 that is padded
/// to an output as large as its input has about as many.
pub const LIST_LIMIT: u128 = 1 << 16;

/// Reports the first limit that a geometry exceeds.
pub(super) fn check(spec: &Spec, interface: &Interface) -> Result<(), Diagnostic> {
    let shape = &interface.shape;
    let weights = shape.weight_len();
    if interface.operands.contains(&Operand::Weights) && weights as u128 > BUFFER_LIMIT {
        return Err(too_large(format!(
            "the weights, an argument, have {weights} elements, but may have at most {BUFFER_LIMIT}"
        ))
        .label(place(spec, |map| Some(&map.kernel)), "for each pair of channels of a group")
        .help("write a smaller kernel, fewer channels or more groups"));
    }
    let buffers = [("input", shape.input_len()), ("output", shape.output_len())];
    for (what, elements) in buffers {
        if elements as u128 > BUFFER_LIMIT {
            return Err(too_large(format!(
                "the {what} has {elements} elements, but a layer may have at most {BUFFER_LIMIT}"
            ))
            .label(place(spec, |map| Some(&map.input)), format!("makes the {what} too large"))
            .help(
                "write smaller sizes, fewer channels or a smaller batch, and call the layer once \
                 for each part",
            ));
        }
    }
    let phases = product(shape, |axis, output| phases(shape.kind(), axis, output));
    if phases > PHASE_LIMIT {
        let error = too_large(format!(
            "the stride gives {phases} phases of the output, but may give at most {PHASE_LIMIT}"
        ));
        return Err(error
            .label(place(spec, |map| map.stride.as_ref()), "too large")
            .help("write a smaller stride; the number of phases is the product of all strides"));
    }
    let stretches = product(shape, |axis, output| stretches(shape.kind(), axis, output));
    if stretches > STRETCH_LIMIT {
        let error = too_large(format!(
            "the outputs fall into up to {stretches} stretches that differ in the taps that reach \
             them, but may fall into at most {STRETCH_LIMIT}"
        ));
        return Err(error
            .label(place(spec, |map| Some(&map.kernel)), "too large")
            .help("write a smaller kernel or stride, or less padding"));
    }
    for (axis, &output) in shape.spatial().iter().zip(&shape.output_sizes()) {
        let pairs = borders(axis, output).saturating_mul(axis.kernel as u128);
        if axis.padding_mode != PaddingMode::Zeros && pairs > LIST_LIMIT {
            let error = too_large(format!(
                "the outputs that reach into the padding have {pairs} taps on one axis, but may have \
                 at most {LIST_LIMIT} when padding_mode is {}",
                axis.padding_mode
            ));
            let help = "write a smaller kernel, less padding, or `padding_mode = \"zeros\"`";
            let kernel = place(spec, |map| Some(&map.kernel));
            return Err(error.label(kernel, "too large").help(help));
        }
    }
    Ok(())
}

fn too_large(message: String) -> Diagnostic {
    Diagnostic::new(Code::LayerTooLarge, message)
}

/// The place of a number of the map; of what leads to the map, if that is another spec's.
fn place(spec: &Spec, number: impl Fn(&Map) -> Option<&Given<PerAxis>>) -> Range<usize> {
    match &spec.origin {
        Origin::TransposeOf(path) => path.span.clone(),
        Origin::Own(map) => number(map).unwrap_or(&map.kernel).span.clone(),
    }
}

fn product(shape: &Shape, of: impl Fn(&Axis, usize) -> u128) -> u128 {
    let axes = shape.spatial().iter().zip(shape.output_sizes());
    axes.fold(1_u128, |total, (axis, output)| total.saturating_mul(of(axis, output)))
}

/// The residues of the output that are reached by different taps.
fn phases(kind: Kind, axis: &Axis, output: usize) -> u128 {
    match kind {
        Kind::Conv => 1,
        Kind::ConvTranspose => axis.stride.min(output) as u128,
    }
}

/// At most how many outputs of a convolution have a tap that falls into the padding.
fn borders(axis: &Axis, output: usize) -> u128 {
    let end = |padding: usize| padding.div_ceil(axis.stride) as u128;
    (end(axis.pad_before) + end(axis.pad_after)).min(output as u128)
}

/// At most how many stretches an axis has: a cut where a tap begins to reach the input, and one
/// where it ends to; or every output of its own that reaches something else than zeros outside.
fn stretches(kind: Kind, axis: &Axis, output: usize) -> u128 {
    let cuts = match kind {
        Kind::Conv if axis.padding_mode != PaddingMode::Zeros => borders(axis, output),
        // Only taps that reach into the padding.
        Kind::Conv => {
            let taps = |padding: usize| padding.div_ceil(axis.dilation).min(axis.kernel) as u128;
            taps(axis.pad_before) + taps(axis.pad_after)
        }
        Kind::ConvTranspose => 2 * axis.kernel as u128,
    };
    (phases(kind, axis, output) + cuts).min(output as u128)
}
