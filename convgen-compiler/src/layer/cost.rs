//! What a layer may cost to compile: sizes that a computer can hold, in a time that a user waits.
//!
//! Everything here follows from the geometry alone, so that a spec is refused before its weights are
//! read.

use std::ops::Range;

use convgen_runtime::{Axis, Kind, Shape};

use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{Given, Map, Origin, PerAxis, Spec, Strategy};

/// The most elements of the input, and of the output. They are arrays in the user's program, half a
/// gigabyte each at the limit, and the proof that every output is written keeps a bit for each.
pub const BUFFER_LIMIT: u128 = 1 << 27;

/// The most phases: each is a list entry or a copy of a loop. A stride of 32 on two axes has as many.
pub const PHASE_LIMIT: u128 = 1 << 10;

/// The most stretches of outputs that differ in the taps that reach them, taken on all axes
/// together. A transposed layer of kernel 64 and stride 32 on two axes has 25,600.
pub const STRETCH_LIMIT: u128 = 1 << 15;

/// The most statements of a schedule that has copies for borders, estimated from above: far more
/// than the scheduler would choose by itself, and about 200 MB of them.
pub const TEXT_LIMIT: u128 = 1 << 20;

/// Reports the first limit that a geometry exceeds.
pub(super) fn check(spec: &Spec, shape: &Shape) -> Result<(), Diagnostic> {
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
    text(spec, shape)
}

/// Refuses strategies whose code would grow too large on this geometry.
fn text(spec: &Spec, shape: &Shape) -> Result<(), Diagnostic> {
    let isas = spec.schedule.isas.iter().flatten().map(|isa| &isa.value.strategy);
    let mut strategies = isas.chain([&spec.schedule.strategy]).flatten();
    strategies.try_for_each(|strategy| text_of(strategy, shape))
}

fn text_of(strategy: &Given<Strategy>, shape: &Shape) -> Result<(), Diagnostic> {
    let [z, y, x] = shape.spatial();
    let [oz, oy, ox] = shape.output_sizes();
    let kind = shape.kind();
    let positions: u128 = shape.kernel_sizes().iter().map(|&size| size as u128).product();
    let nests = stretches(kind, z, oz) * stretches(kind, y, oy);
    let phases = phases(kind, x, ox);
    let statements = match strategy.value {
        // A tile for each border block and for what is between, twice for rows and for channels
        // that do not come out even; each has every position for all its sums.
        Strategy::Pixels => {
            let blocks = stretches(kind, x, ox).div_ceil(4);
            nests.saturating_mul(blocks + 2) * positions.saturating_mul(4) + 64 * phases * nests
        }
        // A loop for each position and tile.
        Strategy::Sparse => {
            nests.saturating_mul(3 * positions).saturating_mul(16) + 64 * phases * nests
        }
        Strategy::Unrolled | Strategy::Looped | Strategy::Channels => 0,
    };
    if statements <= TEXT_LIMIT {
        return Ok(());
    }
    let name = strategy.value;
    Err(Diagnostic::new(
        Code::ScheduleTooLarge,
        format!(
            "`strategy = \"{name}\"` would write up to {statements} statements, but may write at \
             most {TEXT_LIMIT}"
        ),
    )
    .label(strategy.span.clone(), "too much code")
    .note("this strategy has code of its own for every border and every position of the kernel")
    .help("write `strategy = \"channels\"`, or leave `strategy` out"))
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

/// At most how many stretches an axis has: a cut where a tap begins to reach the input, and one
/// where it ends to.
fn stretches(kind: Kind, axis: &Axis, output: usize) -> u128 {
    let cuts = match kind {
        // Only taps that reach into the padding.
        Kind::Conv => {
            let taps = |padding: usize| padding.div_ceil(axis.dilation).min(axis.kernel) as u128;
            taps(axis.pad_before) + taps(axis.pad_after)
        }
        Kind::ConvTranspose => 2 * axis.kernel as u128,
    };
    (phases(kind, axis, output) + cuts).min(output as u128)
}
