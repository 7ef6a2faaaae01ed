//! The outputs of a row on which all phases are alike.

use crate::stencil::{Axis, Segment};

/// Cuts the segments of an axis into those of one stretch of neighbouring outputs, one segment a
/// phase in the order of their outputs, all equally long; and the rest.
///
/// A stretch is what the longest segments of all phases have in common, so that the phases may
/// differ in taps, but not from one period to the next. `None` when there is one phase only, or no
/// such stretch.
pub(super) fn interleave(
    axis: &Axis,
    segments: &[Segment],
) -> Option<(Vec<Segment>, Vec<Segment>)> {
    let period = axis.out_step;
    if period == 1 || axis.phases.len() < period {
        return None;
    }
    let longest = |residue: usize| {
        let of_phase = segments.iter().filter(|s| s.first_output % period == residue);
        of_phase.max_by_key(|s| s.outputs)
    };
    let longest: Vec<&Segment> = (0..period).map(longest).collect::<Option<_>>()?;
    // From the first output whose period is whole to the first that belongs to no such segment.
    let start = longest.iter().map(|s| s.first_output).max()?.checked_sub(period - 1)?;
    let end = longest.iter().map(|s| s.first_output + period * s.outputs).min()?;
    let periods = end.saturating_sub(start) / period;
    if periods == 0 {
        return None;
    }
    let mut stretch: Vec<Segment> = Vec::new();
    let mut rest: Vec<Segment> = Vec::new();
    for segment in segments {
        if !longest.contains(&segment) {
            rest.push(segment.clone());
            continue;
        }
        let before = start.saturating_sub(segment.first_output).div_ceil(period);
        let after = segment.outputs - before - periods;
        let part = |first, outputs| (outputs > 0).then(|| segment.part(axis, first, outputs));
        rest.extend(part(0, before));
        stretch.extend(part(before, periods));
        rest.extend(part(before + periods, after));
    }
    stretch.sort_by_key(|segment| segment.first_output);
    Some((stretch, rest))
}
