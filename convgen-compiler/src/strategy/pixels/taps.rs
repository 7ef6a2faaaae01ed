//! The taps of the outputs of a region: those that a tile writes out, and the loops over the others.

use super::{Form, Lowering};
use crate::kernel::{Index, Stmt, Trip, Var, nest};
use crate::stencil::{Segment, Tap};
use crate::strategy::axes::AxisLoops;

/// The taps of one region's outputs.
pub(super) struct Taps {
    /// What each tap on z and on y adds, or the one that a loop stands for.
    pub(super) z: Vec<TapIndex>,
    pub(super) y: Vec<TapIndex>,
    /// The loops over taps on z and y, the outermost first.
    loops: Vec<(Option<Var>, Trip)>,
    /// A loop over the taps on x, which stands for all of them.
    pub(super) column: Option<Column>,
}

/// What a tap adds to indices.
pub(super) struct TapIndex {
    pub(super) input: Index,
    pub(super) weights: Index,
}

/// A loop over the taps of a row.
pub(super) struct Column {
    pair: (Option<Var>, Trip),
    /// From one tap to the next.
    pub(super) step: Tap,
}

impl Taps {
    /// The taps of some segments, in the order of preference: those of columns suit only where every tap
    /// reaches all lanes.
    ///
    /// The taps of a column are those on y. Rows of a tile read the same input through different ones of
    /// them, so that each vector is loaded once for all. Those of a row share nothing, but may each reach
    /// other lanes.
    pub(super) fn of(
        lowering: &mut Lowering<'_>,
        segments: [&[Segment]; 2],
        axes: &[AxisLoops; 2],
    ) -> Vec<Self> {
        let middle = segments.iter().all(|all| all.len() == 1) && segments[1][0].outputs > 1;
        let written = match lowering.form {
            Form::Literals | Form::Taps => true,
            Form::Middle => middle,
            Form::Loops => false,
        };
        if written {
            return vec![Self::new(lowering, segments, axes, [false; 2], None)];
        }
        let rows = Self::new(lowering, segments, axes, [true; 2], None);
        let column = column(lowering, segments[1]);
        let column =
            column.map(|column| Self::new(lowering, segments, axes, [true, false], Some(column)));
        column.into_iter().chain([rows]).collect()
    }

    fn new(
        lowering: &Lowering<'_>,
        [z, y]: [&[Segment]; 2],
        axes: &[AxisLoops; 2],
        looped: [bool; 2],
        column: Option<Column>,
    ) -> Self {
        let [_, axis_y, axis_x] = lowering.stencil.axes.each_ref();
        let [slices, lines, _] = lowering.stencil.in_strides.axes;
        let along = |n: usize, segments: &[Segment], input: usize, weights: usize| {
            let (loops, input, weights) = (&axes[n], input as i64, weights as i64);
            if looped[n] {
                let start = Index::default;
                return vec![TapIndex {
                    input: loops.input_taps(start(), segments, input),
                    weights: loops.weight_taps(start(), segments, weights),
                }];
            }
            let tap = |tap| TapIndex {
                input: loops.input_tap(segments, tap, input),
                weights: loops.weight_tap(segments, tap, weights),
            };
            (0..segments[0].taps()).map(tap).collect()
        };
        let loops = axes.iter().zip(looped).filter(|(_, looped)| *looped);
        Self {
            z: along(0, z, slices, axis_y.kernel * axis_x.kernel),
            y: along(1, y, lines, axis_x.kernel),
            loops: loops.map(|(axis, _)| axis.taps.clone()).collect(),
            column,
        }
    }

    /// Products of one sum of a phase, given how many taps of its row the text has.
    pub(super) fn products(&self, row: usize) -> usize {
        let loops = self.loops.iter().chain(self.column.iter().map(|column| &column.pair));
        let loops: usize = loops.map(|(_, trip)| trip.end()).product();
        self.z.len() * self.y.len() * row * loops
    }

    /// The loops around what is done for the taps of the text.
    pub(super) fn nest(&self, body: Vec<Stmt>) -> Vec<Stmt> {
        let column = self.column.iter().map(|column| &column.pair);
        let loops = column.chain(self.loops.iter().rev());
        loops.fold(body, |body, (var, trip)| nest(*var, trip.clone(), body))
    }
}

impl Column {
    /// Adds the taps to an index, given a number of each.
    pub(super) fn add(&self, index: Index, of: impl Fn(&Tap) -> i64) -> Index {
        index.linear(self.pair.0, of(&self.step))
    }
}

/// The loop over the taps of a row, where there is a single phase, whose neighbours lie side by side, and
/// where all outputs have the same taps on y.
fn column(lowering: &mut Lowering<'_>, y: &[Segment]) -> Option<Column> {
    let x = &lowering.stencil.axes[2];
    let [phase] = &x.phases[..] else { return None };
    let [first, second, ..] = phase.taps[..] else { return None };
    let [segment] = y else { return None };
    if x.in_step > 1 || segment.outputs == 1 {
        return None;
    }
    let trip = Trip::Fixed(phase.taps.len());
    let step = Tap { kernel: second.kernel - first.kernel, offset: second.offset - first.offset };
    Some(Column { pair: (lowering.builder.var("kx", &trip), trip), step })
}
