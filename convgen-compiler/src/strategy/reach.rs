//! Which input elements the outputs of a tile read through a tap.

use std::ops::Range;

use crate::kernel::Lanes;
use crate::stencil::{Axis, Phase, Tap};

/// Neighbouring outputs of a tile that read, through one tap, input elements `in_step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reads {
    /// The first of them, counted from the tile's first.
    pub(super) first: usize,
    /// How many.
    pub(super) count: usize,
    /// The input element that the first of them reads.
    pub(super) at: usize,
}

impl Reads {
    /// The lanes of a vector of these outputs that take part, given the elements of memory from one
    /// input element of the axis to the next.
    pub(super) fn lanes(&self, axis: &Axis, element: usize) -> Lanes {
        let stride = if self.count == 1 { 1 } else { axis.in_step * element };
        Lanes { first: self.first, count: self.count, stride }
    }

    /// The same with the element counted from the first input of the tile `qs`: equal for tiles that
    /// are alike.
    pub(super) fn relative(&self, axis: &Axis, qs: &Range<usize>) -> (usize, usize, i64) {
        (self.first, self.count, self.at as i64 - (axis.in_step * qs.start) as i64)
    }
}

/// What the outputs `qs` of a phase, as far as they exist, read through a tap: one stretch inside the
/// input, and beside it what stands in the padding.
pub(super) fn reach(axis: &Axis, phase: &Phase, tap: &Tap, qs: &Range<usize>) -> Vec<Reads> {
    let end = qs.end.min(phase.count).max(qs.start);
    let inside = axis.inside(tap, phase.count);
    let (from, to) = (inside.start.clamp(qs.start, end), inside.end.clamp(qs.start, end));
    let (from, to) = (from.min(to), to);
    let single = |q: usize| Some((q, 1, axis.source(tap, q)?));
    let stretch = || Some((from, to - from, axis.source(tap, from)?));
    let before = (qs.start..from).filter_map(single);
    let after = (to..end).filter_map(single);
    let mut all: Vec<Reads> = Vec::new();
    for (q, count, at) in before.chain((from < to).then(stretch).flatten()).chain(after) {
        let first = q - qs.start;
        match all.last_mut() {
            Some(last)
                if last.first + last.count == first
                    && last.at + last.count * axis.in_step == at =>
            {
                last.count += count;
            }
            _ => all.push(Reads { first, count, at }),
        }
    }
    all
}
