//! One axis as a page shows it: cells, outputs, and which cells each output is made of.

use std::collections::BTreeSet;

use convgen_compiler::stencil;
use convgen_runtime::{self as runtime, Kind, PaddingMode};
use serde::Serialize;

use super::window::{self, Limits, Window};

/// One axis. All of its numbers come from the compiler's stencil.
#[derive(Serialize)]
pub(super) struct Axis {
    /// Elements along the whole axis.
    input: usize,
    output: usize,
    /// Kernel positions, and how many of them are shown.
    kernel: usize,
    kernel_shown: usize,
    in_step: usize,
    out_step: usize,
    /// The first output of each phase.
    residues: Vec<usize>,
    /// The phase of each kernel position that is shown; none where no output uses it.
    kernel_phases: Vec<Option<usize>>,
    cells: Vec<Cell>,
    outputs: Vec<Output>,
    /// The input elements among the cells, and those that the padding holds copies of.
    elements: Vec<usize>,
}

/// A place of the input as the textbook has it, padded and spread out by zeros.
#[derive(Serialize)]
struct Cell {
    is: Place,
    /// The element of the input, or what the padding holds a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<usize>,
    /// Whether any output reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Element,
    /// Between two elements of a transposed layer's input.
    Zero,
    Padding,
}

/// An output and all kernel positions as they lie on the cells for it.
#[derive(Serialize)]
struct Output {
    /// Index into the phases.
    phase: usize,
    /// Whether it is there by the output padding.
    extra: bool,
    taps: Vec<Tap>,
    /// How many more elements it reads that are not shown.
    hidden: usize,
}

#[derive(Serialize)]
struct Tap {
    kernel: usize,
    /// Index into the cells.
    cell: usize,
    /// Whether it is of the output's phase: the others lie on inserted zeros, or on padding.
    own: bool,
    /// The element that it reads; none for padding and inserted zeros.
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<usize>,
}

impl Axis {
    pub(super) fn of(
        axis: &stencil::Axis,
        geometry: &runtime::Axis,
        kind: Kind,
        limits: Limits,
    ) -> Self {
        let window = Window::of(axis, geometry, kind, limits);
        let [low, high] = window.cells;
        let cells: Vec<Cell> = (low..=high).map(|at| Cell::of(axis, at)).collect();
        let elements: BTreeSet<usize> = cells.iter().filter_map(|cell| cell.at).collect();
        let phase_of = |kernel: usize| {
            let has = |tap: &stencil::Tap| tap.kernel == kernel as i64;
            axis.phases.iter().position(|phase| phase.taps.iter().any(has))
        };
        let extra = axis.output - geometry.output_padding.min(axis.output);
        Self {
            input: axis.input,
            output: axis.output,
            kernel: axis.kernel,
            kernel_shown: window.kernel,
            in_step: axis.in_step,
            out_step: axis.out_step,
            residues: axis.phases.iter().map(|phase| phase.residue).collect(),
            kernel_phases: (0..window.kernel).map(phase_of).collect(),
            elements: elements.into_iter().collect(),
            outputs: (0..window.outputs)
                .map(|at| Output::of(axis, &window, at, at >= extra))
                .collect(),
            cells,
        }
    }

    /// How many outputs are shown.
    pub(super) fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// The input elements that are shown.
    pub(super) fn elements(&self) -> &[usize] {
        &self.elements
    }

    /// How many kernel positions are shown.
    pub(super) fn kernel_shown(&self) -> usize {
        self.kernel_shown
    }

    /// Whether all of it is shown.
    pub(super) fn whole(&self) -> bool {
        (self.outputs.len(), self.elements.len(), self.kernel_shown)
            == (self.output, self.input, self.kernel)
    }
}

impl Cell {
    fn of(axis: &stencil::Axis, at: i64) -> Self {
        let step = axis.out_step as i64;
        let last = step * (axis.input as i64 - 1);
        let is = match at {
            _ if at < 0 || at > last => Place::Padding,
            _ if at % step == 0 => Place::Element,
            _ => Place::Zero,
        };
        let element = match is {
            Place::Element => Some((at / step) as usize),
            Place::Zero => None,
            // Copies stand beside each other, as in a convolution's input: nothing is spread there.
            Place::Padding if step == 1 => axis.padding_mode.source(at, axis.input),
            Place::Padding => None,
        };
        let read = element.filter(|_| is == Place::Element).map(|element| is_read(axis, element));
        Self { is, at: element, read }
    }
}

/// Whether any output reads an element.
fn is_read(axis: &stencil::Axis, element: usize) -> bool {
    axis.phases.iter().any(|phase| {
        phase.taps.iter().any(|tap| {
            // in_step·q + offset = element
            let distance = element as i64 - tap.offset;
            let step = axis.in_step as i64;
            let itself =
                distance >= 0 && distance % step == 0 && distance / step < phase.count as i64;
            itself
                || (axis.padding_mode != PaddingMode::Zeros
                    && copy_is_read(axis, phase, tap, element))
        })
    })
}

/// Whether a tap reads a copy of an element in the padding.
fn copy_is_read(
    axis: &stencil::Axis,
    phase: &stencil::Phase,
    tap: &stencil::Tap,
    element: usize,
) -> bool {
    let inside = axis.inside(tap, phase.count);
    let mut outside = (0..inside.start).chain(inside.end..phase.count);
    outside.any(|q| axis.source(tap, q) == Some(element))
}

impl Output {
    fn of(axis: &stencil::Axis, window: &Window, output: usize, extra: bool) -> Self {
        let own = output % axis.out_step;
        let [low, high] = window.cells;
        let reads: Vec<(usize, usize)> = axis.reads(output).collect();
        let mut taps = Vec::new();
        for (at, phase) in axis.phases.iter().enumerate() {
            for tap in &phase.taps {
                let (kernel, cell) = (tap.kernel as usize, window::cell(axis, phase, tap, output));
                if !(low..=high).contains(&cell) || kernel >= window.kernel {
                    continue;
                }
                let read = reads.iter().find(|(at, _)| *at == kernel);
                taps.push(Tap {
                    kernel,
                    cell: (cell - low) as usize,
                    own: at == own,
                    input: read.map(|(_, input)| *input),
                });
            }
        }
        taps.sort_unstable_by_key(|tap| tap.kernel);
        let shown = taps.iter().filter(|tap| tap.input.is_some()).count();
        Self { phase: own, extra, hidden: reads.len() - shown, taps }
    }
}
