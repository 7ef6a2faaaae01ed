//! Which lanes of a vector of neighbouring outputs a tap reaches.

use std::ops::Range;

use crate::kernel::Lanes;
use crate::stencil::{Axis, Phase, Tap};

/// The lanes of the outputs `qs` of a phase that a tap reaches from inside the input, and the input
/// element that the first of them reads; `None` if it reaches none.
pub(super) fn reach(
    x: &Axis,
    phase: &Phase,
    tap: &Tap,
    qs: &Range<usize>,
) -> Option<(usize, Lanes)> {
    let inside = x.inside(tap, phase.count);
    let (first, end) = (inside.start.max(qs.start), inside.end.min(qs.end));
    let count = end.checked_sub(first).filter(|&count| count > 0)?;
    let at = (x.in_step * first) as i64 + tap.offset;
    let stride = if count == 1 { 1 } else { x.in_step };
    Some((usize::try_from(at).ok()?, Lanes { first: first - qs.start, count, stride }))
}
