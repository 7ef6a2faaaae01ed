//! How much of a layer a page shows.

use convgen_compiler::stencil;
use convgen_runtime::{Axis, Kind};

/// What fits a page, along each axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Most outputs.
    outputs: usize,
    /// Cells of the input, padding and inserted zeros included, that outputs are added up to.
    cells: i64,
    /// Most cells when a single output needs more, and most kernel positions.
    cut: i64,
}

/// A stretch of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The first outputs.
    pub(super) outputs: usize,
    /// The first kernel positions.
    pub(super) kernel: usize,
    /// The first and the last cell: element `i` of the input lies in cell `out_step·i`.
    pub(super) cells: [i64; 2],
}

impl Limits {
    /// Cells of 20 pixels or more: a row across a page, a square of half its width, or a smaller
    /// one beside others of its kind.
    pub(super) fn of(dims: usize) -> Self {
        match dims {
            1 => Self { outputs: 32, cells: 40, cut: 64 },
            2 => Self { outputs: 16, cells: 20, cut: 40 },
            _ => Self { outputs: 8, cells: 12, cut: 16 },
        }
    }
}

/// The cell of a kernel position when an output is computed. Where the output is of the tap's
/// phase, that is the cell of the element which it reads; elsewhere, a zero that the textbook inserts.
pub(super) fn cell(
    axis: &stencil::Axis,
    phase: &stencil::Phase,
    tap: &stencil::Tap,
    output: usize,
) -> i64 {
    let (in_step, out_step) = (axis.in_step as i64, axis.out_step as i64);
    in_step * (output as i64 - phase.residue as i64) + out_step * tap.offset
}

/// The first and the last cell that a kernel lies on when an output is computed.
fn reach(axis: &stencil::Axis, output: usize) -> [i64; 2] {
    let mut ends: Option<[i64; 2]> = None;
    for phase in &axis.phases {
        for tap in &phase.taps {
            let at = cell(axis, phase, tap, output);
            let [low, high] = ends.unwrap_or([at, at]);
            ends = Some([low.min(at), high.max(at)]);
        }
    }
    ends.unwrap_or([0, 0])
}

impl Window {
    pub(super) fn of(axis: &stencil::Axis, geometry: &Axis, kind: Kind, limits: Limits) -> Self {
        // A convolution's padding, also where no kernel comes to lie on it.
        let (before, after) = match kind {
            Kind::Conv => (geometry.pad_before as i64, geometry.pad_after as i64),
            Kind::ConvTranspose => (0, 0),
        };
        let margin = limits.cut / 8;
        let [first, first_end] = reach(axis, 0);
        // Elements that are cropped before the first output, and padding alone, would say little.
        let mut low = if first > margin { first - margin } else { first.min(-before).min(0) };
        let one = first_end - low + 1;
        let more = axis.in_step as i64 * limits.outputs as i64 / 4;
        let most =
            if one < limits.cut { limits.cells.max(one + more).min(limits.cut) } else { i64::MAX };
        let mut outputs = axis.output.min(limits.outputs);
        while outputs > 1 && reach(axis, outputs - 1)[1] - low >= most {
            outputs -= 1;
        }
        let mut high = reach(axis, outputs - 1)[1].max(low);
        if outputs == axis.output {
            high = high.max((axis.out_step * (axis.input - 1)) as i64 + after);
        }
        if high - low >= limits.cut {
            low = low.max(-margin);
            high = high.min(low + limits.cut - 1);
        }
        Self { outputs, kernel: axis.kernel.min(limits.cut as usize), cells: [low, high] }
    }
}
