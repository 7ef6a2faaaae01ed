//! Segments: stretches of an axis whose outputs use the same taps, all of them inside the input.

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
            let stretch = |cut: &[usize]| {
                let reaches = |range: &&std::ops::Range<usize>| range.contains(&cut[0]);
                // Offsets grow or shrink steadily from tap to tap, so those inside are neighbours.
                let first = inside.iter().position(|range| reaches(&range));
                let taps = inside.iter().filter(reaches).count();
                let mut first_tap = first.map_or(Tap { kernel: 0, offset: 0 }, |n| phase.taps[n]);
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
