//! The rows between the two passes, as they lie in scratch memory.

use crate::stencil::{Axis, Phase, Stencil, Tap, first};

/// Rows of input that were filtered along x, in turn in as many slots. A step makes some rows of outputs of each
/// phase: it needs as many new rows as it moves on in the input, and some that earlier steps have made.
///
/// Rows are counted from the first new one of the first step; those before it have negative numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ring<'a> {
    y: &'a Axis,
    /// Rows of outputs of each phase that a step has at most.
    pub(super) height: usize,
    /// Rows of the input that a step moves on.
    pub(super) new: usize,
    /// Rows before the new ones that a step needs.
    pub(super) before: usize,
    /// Steps after which a row's slot is used again.
    pub(super) period: usize,
    /// The input row that the first tap of the first output reads.
    first: i64,
    /// Elements from the row of one phase on x to the next: whole vectors.
    pub(super) pitch: usize,
    /// Rows of one input channel in a slot: one for each term and phase on x.
    rows: usize,
    /// Input channels.
    planes: usize,
}

/// Steps that are alike: `turns` times `steps` of them, from step `first` on, each with `height` rows of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) first: usize,
    /// Several only if all new rows are input rows one after another.
    pub(super) turns: usize,
    pub(super) steps: usize,
    pub(super) height: usize,
}

impl<'a> Ring<'a> {
    /// `None` where outputs below one another have no row in common.
    pub(super) fn new(
        stencil: &'a Stencil,
        lanes: usize,
        terms: usize,
        height: usize,
    ) -> Option<Self> {
        let [_, y, x] = stencil.axes.each_ref();
        let taps = y.taps();
        let first = first(&taps);
        let last = taps.iter().map(|tap| tap.offset).max()?;
        let window = (last - first) as usize + 1;
        let before = window.checked_sub(y.in_step).filter(|&before| before > 0)?;
        let new = height * y.in_step;
        let period = (new + before).div_ceil(new);
        let pitch = x.longest_phase().next_multiple_of(lanes);
        let (rows, planes) = (terms * x.phases.len(), stencil.in_channels_per_group());
        Some(Self { y, height, new, before, period, first, pitch, rows, planes })
    }

    /// Elements of one input channel in a slot.
    pub(super) fn plane(&self) -> usize {
        self.rows * self.pitch
    }

    /// Elements from one slot to the next.
    pub(super) fn slot(&self) -> usize {
        self.planes * self.plane()
    }

    /// Elements in all.
    pub(super) fn len(&self) -> usize {
        self.slots() * self.slot()
    }

    /// Where a row begins.
    pub(super) fn place(&self, row: i64) -> i64 {
        row.rem_euclid(self.slots() as i64) * self.slot() as i64
    }

    fn slots(&self) -> usize {
        self.period * self.new
    }

    /// The input row that is filtered for a row; `None` for one of zeros.
    pub(super) fn source(&self, row: i64) -> Option<usize> {
        self.y.source(&Tap { kernel: 0, offset: self.position(row) }, 0)
    }

    /// The input row, if that is inside.
    fn position(&self, row: i64) -> i64 {
        row + self.before as i64 + self.first
    }

    /// The rows that must be there before the first step.
    pub(super) fn prologue(&self) -> Vec<i64> {
        (-(self.before as i64)..0).collect()
    }

    /// The new rows of a step with so many rows of outputs.
    pub(super) fn rows(&self, step: usize, height: usize) -> Vec<i64> {
        let first = (step * self.new) as i64;
        (first..first + (height * self.y.in_step) as i64).collect()
    }

    /// The row that a tap reads for an output row of a step.
    pub(super) fn read(&self, step: usize, row: usize, tap: &Tap) -> i64 {
        let moved = (step * self.new + row * self.y.in_step) as i64;
        moved + tap.offset - self.first - self.before as i64
    }

    /// Whether a phase has an output in a row of a step.
    pub(super) fn has(&self, phase: &Phase, step: usize, row: usize) -> bool {
        step * self.height + row < phase.count
    }

    /// All steps. Those in the middle of the input, whose new rows are all inside, take turns; those near its borders
    /// and those of fewer rows are bands of their own.
    pub(super) fn bands(&self) -> Vec<Band> {
        let counts = self.y.phases.iter().map(|phase| phase.count);
        let (least, most) = (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0));
        let steps = least / self.height;
        let is_inside = |&step: &usize| {
            let input = 0..self.y.input as i64;
            self.rows(step, self.height).iter().all(|&row| input.contains(&self.position(row)))
        };
        let lead = (0..steps).find(is_inside).unwrap_or(steps);
        let inside = (lead..steps).take_while(is_inside).count();
        let turns = inside / self.period;
        let whole = Band { first: 0, turns: 1, steps: 0, height: self.height };
        let bands = match turns {
            0 | 1 => vec![Band { steps, ..whole }],
            _ => {
                let rest = lead + turns * self.period;
                vec![
                    Band { steps: lead, ..whole },
                    Band { first: lead, turns, steps: self.period, ..whole },
                    Band { first: rest, steps: steps - rest, ..whole },
                ]
            }
        };
        let left = most - steps * self.height;
        let last = Band { first: steps, turns: 1, steps: usize::from(left > 0), height: left };
        bands.into_iter().chain([last]).filter(|band| band.steps > 0).collect()
    }
}
