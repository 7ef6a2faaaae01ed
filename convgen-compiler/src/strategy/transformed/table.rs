//! The table of transformed weights.
//!
//! It is the same for every instruction set, so that the program has it once.

use super::axis::Tiling;
use crate::stencil::{Stencil, Weighted};

/// Bytes of the output channels that lie side by side, filled up with zeros: a cache line, which is a register of
/// the widest instruction set and a block of two of the next. So each of them reads from end to end.
const PANEL: usize = 64;

/// Bytes of a table that stay in the second-level cache, beside the values.
const NEAR: usize = 384 << 10;

/// `[group, panel, product z, y, x, in/groups, channel]`: in the order in which strips read it.
#[derive(Clone, Debug)]
pub(super) struct Table {
    groups: usize,
    /// Output channels of a group.
    channels: usize,
    inputs: usize,
    /// Products of each axis.
    products: [usize; 3],
    /// Output channels of a panel.
    pub(super) width: usize,
}

impl Table {
    pub(super) fn new(stencil: &Stencil, tilings: &[Tiling; 3]) -> Self {
        Self {
            groups: stencil.groups,
            channels: stencil.out_channels_per_group(),
            inputs: stencil.in_channels_per_group(),
            products: tilings.each_ref().map(Tiling::products),
            width: PANEL / stencil.element.bytes(),
        }
    }

    /// Elements from one product of each axis to the next.
    pub(super) fn steps(&self) -> [usize; 3] {
        let x = self.inputs * self.width;
        [self.products[1] * self.products[2] * x, self.products[2] * x, x]
    }

    /// Elements of a panel.
    fn panel(&self) -> usize {
        self.products.iter().product::<usize>() * self.inputs * self.width
    }

    /// Where an output channel of a group is, from its start.
    pub(super) fn place(&self, channel: usize) -> i64 {
        (channel / self.width * self.panel() + channel % self.width) as i64
    }

    /// Whether a group's do not stay in the second-level cache from one strip to the next.
    pub(super) fn is_far(&self) -> bool {
        self.group() * PANEL / self.width > NEAR
    }

    /// Elements of a group.
    pub(super) fn group(&self) -> usize {
        self.channels.div_ceil(self.width) * self.panel()
    }

    /// Elements in all.
    pub(super) fn len(&self) -> usize {
        self.groups * self.group()
    }

    /// The numbers, each rounded once: `G` of every axis applied to the weights.
    ///
    /// All output channels of a panel go together, in plain loops: proc macros run without optimisation, and
    /// a layer may have millions of weights.
    pub(super) fn weights(&self, layer: &Weighted, tilings: &[Tiling; 3]) -> Vec<f64> {
        let mut table = Vec::with_capacity(self.len());
        let taps = layer.stencil.taps_per_channel();
        for group in 0..self.groups {
            for first in (0..self.channels).step_by(self.width) {
                let end = self.channels.min(first + self.width);
                let channels: Vec<&[f64]> =
                    (first..end).map(|at| layer.channel(group * self.channels + at)).collect();
                self.panel_weights(&channels, taps, tilings, &mut table);
            }
        }
        table
    }

    /// Those of one panel.
    fn panel_weights(
        &self,
        channels: &[&[f64]],
        taps: usize,
        tilings: &[Tiling; 3],
        table: &mut Vec<f64>,
    ) {
        let (start, width) = (table.len(), self.width);
        table.resize(start + self.panel(), 0.0);
        let mut weights = vec![0.0; taps * width];
        for input in 0..self.inputs {
            for (lane, channel) in channels.iter().enumerate() {
                for (tap, weight) in channel[input * taps..][..taps].iter().enumerate() {
                    weights[tap * width + lane] = *weight;
                }
            }
            let numbers = transform(&weights, width, tilings);
            for (product, numbers) in numbers.chunks_exact(width).enumerate() {
                let place = start + (product * self.inputs + input) * width;
                table[place..place + width].copy_from_slice(numbers);
            }
        }
    }
}

/// `G` on each axis of the weights `[kz, ky, kx, channel]`.
pub(super) fn transform(weights: &[f64], width: usize, tilings: &[Tiling; 3]) -> Vec<f64> {
    along_axes(weights, width, tilings.each_ref().map(|tiling| &tiling.weights[..]))
}

/// A matrix on each axis of `[z, y, x, channel]`, given by rows; the last axis first.
pub(super) fn along_axes(numbers: &[f64], width: usize, matrices: [&[Vec<f64>]; 3]) -> Vec<f64> {
    let mut numbers = numbers.to_vec();
    // From `[before, column, after]` to `[before, row, after]`.
    let mut after = width;
    for matrix in matrices.into_iter().rev() {
        let Some(columns) = matrix.first().map(Vec::len) else { return Vec::new() };
        let mut next = vec![0.0; numbers.len() / columns.max(1) * matrix.len()];
        let mut place = 0;
        for part in numbers.chunks_exact(columns * after) {
            for row in matrix {
                for (column, &factor) in row.iter().enumerate() {
                    if factor != 0.0 {
                        add(&mut next[place..place + after], factor, &part[column * after..]);
                    }
                }
                place += after;
            }
        }
        numbers = next;
        after *= matrix.len();
    }
    numbers
}

/// Adds a multiple of some numbers to others.
fn add(to: &mut [f64], factor: f64, from: &[f64]) {
    let from = &from[..to.len()];
    let mut at = 0;
    while at < to.len() {
        to[at] += factor * from[at];
        at += 1;
    }
}
