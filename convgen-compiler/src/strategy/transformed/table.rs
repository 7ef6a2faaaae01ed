//! The table of transformed weights.
//!
//! It is the same for every instruction set, so that the program has it once.

use super::axis::Tiling;
use crate::element::Element;
use crate::stencil::{Stencil, Weighted};

/// Bytes of the output channels that lie side by side: two registers of the widest instruction set.
const PANEL: usize = 128;

/// Bytes that these are filled up to with zeros: one of its registers.
const VECTOR: usize = 64;

/// `[group, panel, product z, y, x, in/groups, channel]`: in the order in which strips read it.
#[derive(Clone, Debug)]
pub(super) struct Table {
    groups: usize,
    /// Output channels of a group.
    channels: usize,
    inputs: usize,
    /// Products of each axis.
    products: [usize; 3],
    element: Element,
}

/// Some panels of a group one after another that are alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panels {
    /// The first one's first channel.
    pub(super) first: usize,
    pub(super) count: usize,
    /// Output channels of each.
    pub(super) channels: usize,
    /// The same and the zeros beside them.
    pub(super) width: usize,
}

impl Table {
    pub(super) fn new(stencil: &Stencil, tilings: &[Tiling; 3]) -> Self {
        Self {
            groups: stencil.groups,
            channels: stencil.out_channels_per_group(),
            inputs: stencil.in_channels_per_group(),
            products: tilings.each_ref().map(Tiling::products),
            element: stencil.element,
        }
    }

    /// Those of a group: whole ones, and the rest.
    pub(super) fn panels(&self) -> Vec<Panels> {
        let [panel, vector] = [PANEL, VECTOR].map(|bytes| bytes / self.element.bytes());
        let (whole, rest) = (self.channels / panel, self.channels % panel);
        let whole = Panels { first: 0, count: whole, channels: panel, width: panel };
        let last = Panels {
            first: whole.count * panel,
            count: usize::from(rest > 0),
            channels: rest,
            width: rest.next_multiple_of(vector),
        };
        [whole, last].into_iter().filter(|panels| panels.count > 0).collect()
    }

    /// Elements of one product of a panel.
    pub(super) fn product(&self, panels: &Panels) -> usize {
        self.inputs * panels.width
    }

    /// Elements of a panel.
    pub(super) fn panel(&self, panels: &Panels) -> usize {
        self.products.iter().product::<usize>() * self.product(panels)
    }

    /// Where the first of some panels begins in its group.
    pub(super) fn start(&self, panels: &Panels) -> usize {
        // Those before it are whole.
        self.products.iter().product::<usize>() * self.inputs * panels.first
    }

    /// Elements of a group.
    pub(super) fn group(&self) -> usize {
        self.panels().iter().map(|panels| panels.count * self.panel(panels)).sum()
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
            for panels in &self.panels() {
                for n in 0..panels.count {
                    let first = group * self.channels + panels.first + n * panels.channels;
                    let channels: Vec<&[f64]> =
                        (first..first + panels.channels).map(|at| layer.channel(at)).collect();
                    self.panel_weights(&channels, taps, panels.width, tilings, &mut table);
                }
            }
        }
        table
    }

    /// Those of one panel.
    fn panel_weights(
        &self,
        channels: &[&[f64]],
        taps: usize,
        width: usize,
        tilings: &[Tiling; 3],
        table: &mut Vec<f64>,
    ) {
        let start = table.len();
        let products: usize = self.products.iter().product();
        table.resize(start + products * self.inputs * width, 0.0);
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
