//! Segments: stretches of an axis whose outputs use the same taps, all of them inside the input.

use std::ops::Range;

use super::{Axis, Tap};

/// The outputs `first_output + out_step·j` for `j` in `0..outputs`, which use `taps` taps: the
/// `t`-th is `first_tap + t·tap_step`, its offset being the input element that it reads at
/// `j = 0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The first output element.
    pub first_output: usize,
    /// How many outputs.
    pub outputs: usize,
    /// The first tap; meaningless without taps.
    pub first_tap: Tap,
    /// How many taps reach each of these outputs.
    pub taps: usize,
}

/// The segments of an axis: phase by phase, each from its near border to its far one.
pub(super) fn segments(axis: &Axis) -> Vec<Segment> {
    axis.phases
        .iter()
        .flat_map(|phase| {
            let inside: Vec<_> =
                phase.taps.iter().map(|tap| axis.inside(tap, phase.count)).collect();
            let mut cuts: Vec<usize> = inside.iter().flat_map(|r| [r.start, r.end]).collect();
            cuts.extend([0, phase.count]);
            cuts.sort_unstable();
            cuts.dedup();
            // Offsets grow or shrink steadily from tap to tap, and so do both ends of what a tap
            // reaches: the taps inside are neighbours, and found by halving.
            let falling = inside.first().map(|r| r.start) > inside.last().map(|r| r.start)
                || inside.first().map(|r| r.end) > inside.last().map(|r| r.end);
            let stretch = |cut: &[usize]| {
                let begun = |range: &Range<usize>| range.start <= cut[0];
                let ended = |range: &Range<usize>| range.end <= cut[0];
                let (first, end) = match falling {
                    true => (
                        inside.partition_point(|range| !begun(range)),
                        inside.partition_point(|range| !ended(range)),
                    ),
                    false => (inside.partition_point(ended), inside.partition_point(begun)),
                };
                let taps = end - first;
                let mut first_tap = match taps {
                    0 => Tap { kernel: 0, offset: 0 },
                    _ => phase.taps[first],
                };
                if taps > 0 {
                    first_tap.offset += (axis.in_step * cut[0]) as i64;
                }
                Segment {
                    first_output: axis.out_step * cut[0] + phase.residue,
                    outputs: cut[1] - cut[0],
                    first_tap,
                    taps,
                }
            };
            cuts.windows(2).map(stretch).collect::<Vec<_>>()
        })
        .collect()
}
