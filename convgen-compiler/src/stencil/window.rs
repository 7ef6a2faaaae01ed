//! The part of the input that a tile of neighbouring outputs reads, as it lies in scratch memory.

use std::ops::Range;

use convgen_runtime::geometry::PaddingMode;

use super::{Axis, Phase, Stencil, Tap};

/// `[in_channels, depth, height, pitch]`: rows that begin with what the first tap of a tile's first
/// output reads. They are whole vectors long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// All input channels.
    pub planes: usize,
    /// Elements on z.
    pub depth: usize,
    /// Rows.
    pub height: usize,
    /// Elements from one row to the next.
    pub pitch: usize,
    /// Outputs of each phase of a row that a tile has at most.
    pub outputs: usize,
}

impl Window {
    /// The window of tiles of so many rows, each of so many vectors or less. `None` where the outputs
    /// of a row do not read it step by step, where neighbours of a row do not lie side by side, where its taps reach over a whole tile, or where anything else
    /// than zeros is around the input.
    pub fn new(stencil: &Stencil, lanes: usize, vectors: usize, rows: usize) -> Option<Self> {
        let [z, y, x] = stencil.axes.each_ref();
        let row = x.longest_phase();
        let zeros = |axis: &Axis| axis.padding_mode == PaddingMode::Zeros;
        let apart = stencil.in_strides.axes[2] != 1 || stencil.out_strides.axes[2] != 1;
        if x.in_step != 1 || apart || row == 0 || !stencil.axes.iter().all(zeros) {
            return None;
        }
        let reach = span(&x.taps());
        let most = (vectors * lanes).checked_sub(reach).filter(|&most| most > 0)?;
        // Even tiles may all be shorter.
        let outputs = row.div_ceil(row.div_ceil(most));
        let of_phases = |axis: &Axis, most: usize| {
            let windows = axis.phases.iter().map(|phase| length(axis, phase, most));
            windows.max().unwrap_or(1)
        };
        Some(Self {
            planes: stencil.in_channels,
            depth: of_phases(z, 1),
            height: of_phases(y, rows),
            pitch: (outputs + reach).next_multiple_of(lanes),
            outputs,
        })
    }

    /// Elements of one input channel.
    pub fn plane(&self) -> usize {
        self.depth * self.height * self.pitch
    }

    /// Elements in all.
    pub fn len(&self) -> usize {
        self.planes * self.plane()
    }

    /// Never: a window has an element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a tile's first output finds the row that some taps on z and y read of an input channel.
    pub fn row(&self, stencil: &Stencil, channel: usize, [z, y]: [Tap; 2]) -> i64 {
        let [z, y] = [(0, z), (1, y)].map(|(n, tap)| {
            let phases = &stencil.axes[n].phases;
            let phase = phases.iter().find(|phase| phase.taps.contains(&tap));
            phase.map_or(0, |phase| tap.offset - first(&phase.taps))
        });
        (channel * self.plane()) as i64 + (z * self.height as i64 + y) * self.pitch as i64
    }
}

impl Axis {
    /// The taps of all phases.
    pub fn taps(&self) -> Vec<Tap> {
        self.phases.iter().flat_map(|phase| phase.taps.iter().copied()).collect()
    }

    /// Outputs of the phase that has most.
    pub fn longest_phase(&self) -> usize {
        self.phases.iter().map(|phase| phase.count).max().unwrap_or(0)
    }

    /// Which of `len` elements lie inside the input, when they begin with what the first of some taps
    /// reads for output `q` of a phase.
    pub fn covered(&self, taps: &[Tap], q: usize, len: usize) -> Range<usize> {
        let begin = (self.in_step * q) as i64 + first(taps);
        let part = |at: i64| at.clamp(0, len as i64) as usize;
        let (start, end) = (part(-begin), part(self.input as i64 - begin));
        if start < end { start..end } else { 0..0 }
    }
}

/// The lowest offset of some taps.
pub fn first(taps: &[Tap]) -> i64 {
    taps.iter().map(|tap| tap.offset).min().unwrap_or(0)
}

/// How far the highest offset of some taps is above the lowest.
fn span(taps: &[Tap]) -> usize {
    let last = taps.iter().map(|tap| tap.offset).max().unwrap_or(0);
    (last - first(taps)) as usize
}

/// Input elements from the first to the last that at most so many neighbouring outputs of a phase
/// read.
fn length(axis: &Axis, phase: &Phase, most: usize) -> usize {
    axis.in_step * phase.count.min(most).saturating_sub(1) + span(&phase.taps) + 1
}
