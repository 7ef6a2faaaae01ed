//! The weights that are not zero, in the order of the table.

use std::ops::Range;

use crate::stencil::{Axis, Phase, Stencil, Tap};

/// A tap on each axis z, y, x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) taps: [Tap; 3],
}

/// One weight.
struct Entry {
    /// Of the input element that it reads at `q = 0` on every axis.
    offset: i64,
    weight: f32,
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

impl Entries {
    pub(super) fn new(stencil: &Stencil) -> Self {
        let positions = positions(stencil);
        let strides = stencil.in_strides.axes.map(|stride| stride as i64);
        let per_group = stencil.in_channels_per_group();
        let (mut entries, mut starts) = (Vec::new(), Vec::new());
        for channel in 0..stencil.out_channels {
            for Position { taps } in &positions {
                starts.push(entries.len());
                let offset: i64 =
                    taps.iter().zip(strides).map(|(tap, step)| tap.offset * step).sum();
                let kernel = taps.map(|tap| tap.kernel as usize);
                for local in 0..per_group {
                    let weight = stencil.weight(channel, local, kernel);
                    if weight != 0.0 {
                        let in_channel = stencil.group(channel) * per_group + local;
                        let offset = (in_channel * stencil.in_strides.channel) as i64 + offset;
                        entries.push(Entry { offset, weight });
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

    pub(super) fn weights(&self) -> Vec<f32> {
        self.entries.iter().map(|entry| entry.weight).collect()
    }

    pub(super) fn offsets(&self, range: Range<usize>) -> Vec<i64> {
        self.entries[range].iter().map(|entry| entry.offset).collect()
    }

    /// For each output channel, the entries of some positions that follow one another.
    pub(super) fn ranges(&self, positions: &Range<usize>) -> Vec<Range<usize>> {
        let channels = (self.starts.len() - 1) / self.positions.len().max(1);
        let channel = |n: usize| {
            let first = n * self.positions.len();
            self.starts[first + positions.start]..self.starts[first + positions.end]
        };
        (0..channels).map(channel).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// The taps of all phases of an axis.
fn taps(axis: &Axis) -> Vec<Tap> {
    axis.phases.iter().flat_map(|phase: &Phase| phase.taps.iter().copied()).collect()
}

fn positions(stencil: &Stencil) -> Vec<Position> {
    let [z, y, x] = stencil.axes.each_ref().map(taps);
    let mut positions = Vec::with_capacity(z.len() * y.len() * x.len());
    for &x in &x {
        for &z in &z {
            positions.extend(y.iter().map(|&y| Position { taps: [z, y, x] }));
        }
    }
    positions
}
