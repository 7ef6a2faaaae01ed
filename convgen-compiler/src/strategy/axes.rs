//! The loops of one axis of one region, and what they add to indices.

use std::collections::BTreeMap;

use super::interleave::interleave;
use crate::kernel::{Builder, Index, Trip, Var};
use crate::stencil::{Axis, Segment, Stencil};

/// Segments of each axis in pieces that share a nest.
///
/// Segments with as many outputs and as many taps differ in offsets only, and share a nest with
/// constant trip counts. There is one nest for each product of such pieces, as long as they are
/// within the budget; beyond it, segments share a nest that differ in taps too, and in the end all
/// segments of an axis. Lists then tell the trip counts.
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
        let segments = stencil.segments(2);
        let whole = matches!(x, Alike::Nothing);
        let alternating = (interleaved && !whole).then(|| interleave(&stencil.axes[2], &segments));
        let x = match alternating.flatten() {
            None => classes(&segments, x).into_iter().map(single).collect(),
            Some((stretch, rest)) => {
                let stretch = stretch.into_iter().map(|segment| vec![segment]).collect();
                let rest = classes(&rest, x).into_iter().map(single);
                std::iter::once(stretch).chain(rest).collect()
            }
        };
        Self { z: classes(&stencil.segments(0), z), y: classes(&stencil.segments(1), y), x }
    }

    fn nests(&self) -> usize {
        self.z.len() * self.y.len() * self.x.len()
    }
}

/// Groups segments of the same form, in the order of their first.
pub(super) fn same_form(segments: &[Segment]) -> Vec<Vec<Segment>> {
    classes(segments, Alike::Form)
}

fn classes(segments: &[Segment], alike: Alike) -> Vec<Vec<Segment>> {
    let mut classes: Vec<Vec<Segment>> = Vec::new();
    let mut known = BTreeMap::new();
    for segment in segments {
        let form = match alike {
            Alike::Form => (segment.outputs, segment.taps),
            Alike::Outputs => (segment.outputs, 0),
            Alike::Nothing => (0, 0),
        };
        let class = *known.entry(form).or_insert(classes.len());
        match classes.get_mut(class) {
            Some(class) => class.push(segment.clone()),
            None => classes.push(vec![segment.clone()]),
        }
    }
    classes
}

/// The loops over segments, over the outputs of one, and over the taps of an output. A loop that
/// runs once has no variable.
pub(super) struct AxisLoops {
    pub(super) segment: (Option<Var>, Trip),
    pub(super) outputs: (Option<Var>, Trip),
    pub(super) taps: (Option<Var>, Trip),
    first_kernel: Vec<i64>,
}

impl AxisLoops {
    pub(super) fn new(builder: &mut Builder, name: &str, segments: &[Segment]) -> Self {
        let trip = Trip::Fixed(segments.len());
        let segment = builder.var(&format!("{name}_segment"), &trip);
        let outputs = trip_by(segment, segments.iter().map(|s| s.outputs).collect());
        let taps = trip_by(segment, segments.iter().map(|s| s.taps).collect());
        Self {
            segment: (segment, trip),
            outputs: (builder.var(name, &outputs), outputs),
            taps: (builder.var(&format!("k{name}"), &taps), taps),
            first_kernel: segments.iter().map(|s| s.first_tap.kernel).collect(),
        }
    }

    /// Adds this axis to an index of the input, `row` elements from one position to the next; the
    /// outputs are left to the caller `by_tile`.
    pub(super) fn input(
        &self,
        index: Index,
        axis: &Axis,
        segments: &[Segment],
        row: i64,
        by_tile: bool,
    ) -> Index {
        let firsts = segments.iter().map(|segment| row * segment.first_tap.offset);
        self.positions(index, firsts, row * axis.in_step as i64, by_tile)
    }

    /// The same for an index of the output.
    pub(super) fn output(
        &self,
        index: Index,
        axis: &Axis,
        segments: &[Segment],
        row: i64,
        by_tile: bool,
    ) -> Index {
        let firsts = segments.iter().map(|segment| row * segment.first_output as i64);
        self.positions(index, firsts, row * axis.out_step as i64, by_tile)
    }

    /// Adds each segment's first element, and the step from one output to the next.
    fn positions(
        &self,
        index: Index,
        firsts: impl Iterator<Item = i64>,
        step: i64,
        by_tile: bool,
    ) -> Index {
        let outputs = if by_tile { None } else { self.outputs.0 };
        index.table(self.segment.0, &firsts.collect::<Vec<_>>()).linear(outputs, step)
    }

    /// Adds the taps of this axis, a loop, to an index of the input.
    pub(super) fn input_taps(&self, index: Index, axis: &Axis, row: i64) -> Index {
        index.linear(self.taps.0, row * axis.tap_step.offset)
    }

    /// Adds the first tap and the loop over taps to an index of the weights.
    pub(super) fn weights(&self, index: Index, axis: &Axis, row: i64) -> Index {
        self.first_weight(index, row).linear(self.taps.0, row * axis.tap_step.kernel)
    }

    /// Adds the first tap of this axis to an index of the weights.
    pub(super) fn first_weight(&self, index: Index, row: i64) -> Index {
        let firsts: Vec<i64> = self.first_kernel.iter().map(|kernel| row * kernel).collect();
        index.table(self.segment.0, &firsts)
    }
}

/// A trip count for each segment; fixed when it is the same for all.
fn trip_by(segment: Option<Var>, counts: Vec<usize>) -> Trip {
    match segment {
        Some(var) if counts.iter().any(|&count| count != counts[0]) => Trip::counts(var, counts),
        _ => Trip::Fixed(counts[0]),
    }
}
