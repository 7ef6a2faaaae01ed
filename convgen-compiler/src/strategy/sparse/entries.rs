//! The weights that are not zero, in the order of the table.

use std::ops::Range;

use crate::kernel::{BufferId, Builder, Index, Trip, Value, Var};
use crate::stencil::{Axis, Stencil, Tap, Weighted};

/// A tap on each axis z, y, x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) taps: [Tap; 3],
}

/// One weight.
struct Entry {
    /// The input channel that it reads.
    plane: usize,
    /// Its place in the kernel.
    position: usize,
    weight: f64,
}

/// All weights that are not zero: by output channel, then by position, then by input channel.
pub(super) struct Entries {
    /// Every position of the kernel that has a phase, x first: taps that reach the same part of a
    /// row are neighbours, and so are among them those of one phase on y.
    positions: Vec<Position>,
    entries: Vec<Entry>,
    /// Where the entries of each channel and position begin, and after all of them the end.
    starts: Vec<usize>,
}

/// The loop over the entries of some positions.
pub(super) struct Run {
    pub(super) var: Option<Var>,
    pub(super) trip: Trip,
    /// The entry that the variable's 0 stands for.
    pub(super) first: usize,
    /// How many entries an index by the variable has a step for.
    listed: usize,
}

impl Run {
    /// The weight of the entry, in every lane.
    pub(super) fn weight(&self, weights: BufferId) -> Value {
        Value::Broadcast(weights, Index::constant(self.first as i64).linear(self.var, 1))
    }
}

impl Entries {
    pub(super) fn new(layer: &Weighted) -> Self {
        let stencil = &layer.stencil;
        let positions = positions(stencil);
        let per_group = stencil.in_channels_per_group();
        let (mut entries, mut starts) = (Vec::new(), Vec::new());
        for channel in 0..stencil.out_channels {
            for (position, Position { taps }) in positions.iter().enumerate() {
                starts.push(entries.len());
                let kernel = taps.map(|tap| tap.kernel as usize);
                for local in 0..per_group {
                    let weight = layer.weight(channel, local, kernel);
                    if weight != 0.0 {
                        let plane = stencil.group(channel) * per_group + local;
                        entries.push(Entry { plane, position, weight });
                    }
                }
            }
        }
        starts.push(entries.len());
        Self { positions, entries, starts }
    }

    pub(super) fn positions(&self) -> &[Position] {
        &self.positions
    }

    pub(super) fn weights(&self) -> Vec<f64> {
        self.entries.iter().map(|entry| entry.weight).collect()
    }

    /// The loop over the entries of some positions that follow one another, for the output channel
    /// that a loop says, or for the only one. `None` if no channel has any.
    pub(super) fn run(
        &self,
        builder: &mut Builder,
        channel: Option<Var>,
        positions: &Range<usize>,
    ) -> Option<Run> {
        let ranges = self.ranges(positions);
        let (trip, first, listed) = match channel {
            // A range by the output channel's value counts from the first entry of all.
            Some(var) => (Trip::By { var, ranges }, 0, self.entries.len()),
            None => (Trip::Fixed(ranges[0].len()), ranges[0].start, ranges[0].len()),
        };
        (trip.end() > 0).then(|| Run { var: builder.var("entry", &trip), trip, first, listed })
    }

    /// For each value of a run's variable, the place that the entry reads, given its input channel and
    /// its position.
    pub(super) fn places(&self, run: &Run, place: impl Fn(usize, &Position) -> i64) -> Vec<i64> {
        let listed = &self.entries[run.first..run.first + run.listed];
        listed.iter().map(|entry| place(entry.plane, &self.positions[entry.position])).collect()
    }

    /// For each output channel, the entries of some positions that follow one another.
    fn ranges(&self, positions: &Range<usize>) -> Vec<Range<usize>> {
        let channels = (self.starts.len() - 1) / self.positions.len().max(1);
        let channel = |n: usize| {
            let first = n * self.positions.len();
            self.starts[first + positions.start]..self.starts[first + positions.end]
        };
        (0..channels).map(channel).collect()
    }
}

fn positions(stencil: &Stencil) -> Vec<Position> {
    let [z, y, x] = stencil.axes.each_ref().map(Axis::taps);
    let mut positions = Vec::with_capacity(z.len() * y.len() * x.len());
    for &x in &x {
        for &z in &z {
            positions.extend(y.iter().map(|&y| Position { taps: [z, y, x] }));
        }
    }
    positions
}
