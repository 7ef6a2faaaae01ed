//! The loops of one axis of one region, and what they add to indices.

use std::collections::BTreeMap;

use super::interleave::interleave;
use crate::kernel::{Builder, Index, Trip, Var};
use crate::stencil::{Axis, Segment, Stencil, Tap};

/// Segments of each axis in pieces that share a nest.
///
/// Segments with as many outputs and as many taps differ in offsets only, and share a nest with
/// constant trip counts. Kernel positions are counted within a phase; segments share a nest only if
/// their phases have as many, so that their weights have the same distances in a table. There is one
/// nest for each product of such pieces, as long as they are within the budget; beyond it, segments
/// share a nest that differ in taps too, and in the end all segments of an axis. Lists then tell the
/// trip counts.
pub(super) struct Pieces {
    pub(super) z: Vec<Vec<Segment>>,
    pub(super) y: Vec<Vec<Segment>>,
    /// By phase: several ones whose outputs alternate, or a single one.
    pub(super) x: Vec<Vec<Vec<Segment>>>,
}

/// What the segments of one nest have in common.
#[derive(Clone, Copy)]
enum Alike {
    Form,
    Outputs,
    Nothing,
}

/// For the axes z, y and x, what to try one after another: the innermost axis matters most.
const PREFERENCES: [[Alike; 3]; 6] = {
    use Alike::{Form, Nothing, Outputs};
    [
        [Form, Form, Form],
        [Outputs, Outputs, Form],
        [Outputs, Outputs, Outputs],
        [Nothing, Outputs, Outputs],
        [Nothing, Nothing, Outputs],
        [Nothing, Nothing, Nothing],
    ]
};

impl Pieces {
    pub(super) fn new(stencil: &Stencil, budget: usize, interleaved: bool) -> Self {
        let pieces = PREFERENCES.map(|alike| Self::alike(stencil, alike, interleaved));
        let [first, others @ ..] = pieces;
        // The last has one nest, or is taken whatever the budget.
        others
            .into_iter()
            .fold(first, |best, next| if best.nests() <= budget { best } else { next })
    }

    fn alike(stencil: &Stencil, [z, y, x]: [Alike; 3], interleaved: bool) -> Self {
        let single = |segments: Vec<Segment>| vec![segments];
        let classes = |n: usize, segments: &[Segment], alike| {
            classes(segments, alike, |segment| segment.slots(&stencil.axes[n]))
        };
        let [of_z, of_y, segments] = [0, 1, 2].map(|n| {
            let axis = &stencil.axes[n];
            stencil.segments(n).iter().map(|segment| segment.in_slots(axis)).collect::<Vec<_>>()
        });
        let whole = matches!(x, Alike::Nothing);
        let alternating = (interleaved && !whole).then(|| interleave(&stencil.axes[2], &segments));
        let x = match alternating.flatten() {
            None => classes(2, &segments, x).into_iter().map(single).collect(),
            Some((stretch, rest)) => {
                let stretch = stretch.into_iter().map(|segment| vec![segment]).collect();
                let rest = classes(2, &rest, x).into_iter().map(single);
                std::iter::once(stretch).chain(rest).collect()
            }
        };
        Self { z: classes(0, &of_z, z), y: classes(1, &of_y, y), x }
    }

    fn nests(&self) -> usize {
        self.z.len() * self.y.len() * self.x.len()
    }
}

/// Groups segments of the same form, in the order of their first.
pub(super) fn same_form(segments: &[Segment]) -> Vec<Vec<Segment>> {
    classes(segments, Alike::Form, |_| 0)
}

/// Groups segments with as many outputs, in the order of their first.
pub(super) fn same_outputs(segments: &[Segment]) -> Vec<Vec<Segment>> {
    classes(segments, Alike::Outputs, |_| 0)
}

/// Groups segments that are alike, and alike in another number.
fn classes(
    segments: &[Segment],
    alike: Alike,
    other: impl Fn(&Segment) -> usize,
) -> Vec<Vec<Segment>> {
    let mut classes: Vec<Vec<Segment>> = Vec::new();
    let mut known = BTreeMap::new();
    for segment in segments {
        let form = match alike {
            Alike::Form => (segment.outputs, segment.taps()),
            Alike::Outputs => (segment.outputs, 0),
            Alike::Nothing => (0, 0),
        };
        let class = *known.entry((form, other(segment))).or_insert(classes.len());
        match classes.get_mut(class) {
            Some(class) => class.push(segment.clone()),
            None => classes.push(vec![segment.clone()]),
        }
    }
    classes
}

/// The loops over segments, over the outputs of one, and over the taps of an output. A loop that
/// runs once has no variable.
///
/// The loop over taps begins at 0 where the taps of all segments follow one another by the same steps.
/// Where they do not, the taps of all segments are one list, and each segment has a range of it.
pub(super) struct AxisLoops {
    pub(super) segment: (Option<Var>, Trip),
    pub(super) outputs: (Option<Var>, Trip),
    pub(super) taps: (Option<Var>, Trip),
    /// The value of the loop over taps at each segment's first tap.
    starts: Vec<usize>,
}

impl AxisLoops {
    pub(super) fn new(builder: &mut Builder, name: &str, segments: &[Segment]) -> Self {
        let trip = Trip::Fixed(segments.len());
        let segment = builder.var(&format!("{name}_segment"), &trip);
        let outputs = trip_by(segment, segments.iter().map(|s| s.outputs).collect());
        let counts: Vec<usize> = segments.iter().map(Segment::taps).collect();
        let steady = common_step(segments, |tap| tap.offset).is_some()
            && common_step(segments, |tap| tap.kernel).is_some();
        let (starts, taps) = match segment {
            Some(var) if !steady => listed(var, &counts),
            _ => (vec![0; segments.len()], trip_by(segment, counts)),
        };
        Self {
            segment: (segment, trip),
            outputs: (builder.var(name, &outputs), outputs),
            taps: (builder.var(&format!("k{name}"), &taps), taps),
            starts,
        }
    }

    /// Adds the outputs of this axis to an index of the input, `row` elements from one position to
    /// the next.
    pub(super) fn input(&self, index: Index, axis: &Axis, row: i64) -> Index {
        index.linear(self.outputs.0, row * axis.in_step as i64)
    }

    /// Adds each segment's first output to an index of the output, and the outputs; these are left
    /// to the caller `by_tile`.
    pub(super) fn output(
        &self,
        index: Index,
        axis: &Axis,
        segments: &[Segment],
        row: i64,
        by_tile: bool,
    ) -> Index {
        let firsts = segments.iter().map(|segment| row * segment.first_output as i64);
        let outputs = if by_tile { None } else { self.outputs.0 };
        index
            .table(self.segment.0, &firsts.collect::<Vec<_>>())
            .linear(outputs, row * axis.out_step as i64)
    }

    /// Adds the taps of this axis, a loop, to an index of the input.
    pub(super) fn input_taps(&self, index: Index, segments: &[Segment], row: i64) -> Index {
        self.each_tap(index, segments, |tap| row * tap.offset)
    }

    /// Adds the taps of this axis, a loop, to an index of the weights.
    pub(super) fn weight_taps(&self, index: Index, segments: &[Segment], row: i64) -> Index {
        self.each_tap(index, segments, |tap| row * tap.kernel)
    }

    /// Adds a number of each segment to an index.
    pub(super) fn each_segment(
        &self,
        index: Index,
        segments: &[Segment],
        of: impl Fn(&Segment) -> i64,
    ) -> Index {
        index.table(self.segment.0, &segments.iter().map(of).collect::<Vec<_>>())
    }

    /// What tap `n` of each segment adds to an index of the input.
    pub(super) fn input_tap(&self, segments: &[Segment], n: usize, row: i64) -> Index {
        self.tap(segments, n, |tap| row * tap.offset)
    }

    /// What tap `n` of each segment adds to an index of the weights.
    pub(super) fn weight_tap(&self, segments: &[Segment], n: usize, row: i64) -> Index {
        self.tap(segments, n, |tap| row * tap.kernel)
    }

    fn tap(&self, segments: &[Segment], n: usize, of: impl Fn(&Tap) -> i64) -> Index {
        let each = segments.iter().map(|segment| segment.each_tap().nth(n).map_or(0, |t| of(&t)));
        Index::default().table(self.segment.0, &each.collect::<Vec<_>>())
    }

    fn each_tap(
        &self,
        index: Index,
        segments: &[Segment],
        of: impl Fn(&Tap) -> i64 + Copy,
    ) -> Index {
        let (segment, taps) = (self.segment.0, self.taps.0);
        match common_step(segments, of) {
            Some(step) => {
                let firsts = segments.iter().zip(&self.starts).map(|(segment, &start)| {
                    let first = segment.runs.first().map_or(0, |run| of(&run.first));
                    first - step * start as i64
                });
                index.table(segment, &firsts.collect::<Vec<_>>()).linear(taps, step)
            }
            None => {
                let list = segments.iter().flat_map(Segment::each_tap).map(|tap| of(&tap));
                index.table(taps, &list.collect::<Vec<_>>())
            }
        }
    }
}

/// What a number of each tap grows by from one tap to the next, if that is the same everywhere.
fn common_step(segments: &[Segment], of: impl Fn(&Tap) -> i64 + Copy) -> Option<i64> {
    let mut steps = segments.iter().flat_map(|segment| segment.steps(of));
    let step = steps.next().unwrap_or(0);
    steps.all(|other| other == step).then_some(step)
}

/// A range of one list of all taps for each segment.
fn listed(segment: Var, counts: &[usize]) -> (Vec<usize>, Trip) {
    let mut end = 0;
    let ranges: Vec<_> = counts
        .iter()
        .map(|count| {
            end += count;
            end - count..end
        })
        .collect();
    (ranges.iter().map(|range| range.start).collect(), Trip::By { var: segment, ranges })
}

/// A trip count for each segment; fixed when it is the same for all.
fn trip_by(segment: Option<Var>, counts: Vec<usize>) -> Trip {
    match segment {
        Some(var) if counts.iter().any(|&count| count != counts[0]) => Trip::counts(var, counts),
        _ => Trip::Fixed(counts[0]),
    }
}
