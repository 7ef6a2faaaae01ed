//! One register tile: the sums, every tap of every input channel, then the stores.

use super::place::{Indices, Steps};
use super::sums::Sums;
use super::{Lowering, Region};
use crate::kernel::{Index, Stmt, Trip, nest};
use crate::stencil::Segment;
use crate::strategy::split::Block;

/// How far ahead weights are asked for at least: sixteen steps of a tile of two vectors × nine pixels, as long as
/// the third-level cache takes when it is busy.
const AHEAD: usize = 512;

/// A tile's extent.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) rows: usize,
    /// Outputs of each phase in a row.
    pub(super) columns: usize,
    /// Whether the weights come from far away, and are asked for ahead.
    pub(super) streamed: bool,
}

pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    region: &Region<'_>,
    indices: &Indices,
    steps: &Steps,
    block: &Block,
    size: Size,
) -> Vec<Stmt> {
    let outputs = size.rows * size.columns * region.phases.len();
    let (sums, mut body) = Sums::define(lowering, indices, block, outputs);
    let mut tile = Tile { lowering, region, indices, steps, block, size, sums };
    body.extend(tile.reduction());
    body.extend(tile.stores());
    body
}

struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    region: &'a Region<'a>,
    indices: &'a Indices,
    steps: &'a Steps,
    block: &'a Block,
    size: Size,
    /// By row, column and phase, as they lie in the output.
    sums: Sums<'a>,
}

impl Tile<'_, '_> {
    /// Outputs of one row.
    fn width(&self) -> usize {
        self.size.columns * self.region.phases.len()
    }

    /// Adds every tap of every input channel to the sums. Taps of x are a loop for each phase.
    fn reduction(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let channels = Trip::Fixed(stencil.in_channels_per_group());
        let channel = self.lowering.builder.var("c", &channels);
        let plane = stencil.in_strides.channel as i64;
        let mut body = Vec::new();
        for phase in 0..self.region.phases.len() {
            let input = self.indices.input[phase].clone().linear(channel, plane);
            let (weights, channel_step) = self.weights(phase);
            // The same tap some channels on: those between may not be needed.
            let ahead = channel_step * (AHEAD as u64).div_ceil(channel_step.max(1) as u64) as i64;
            let ahead = self.size.streamed.then_some(ahead);
            let weights = weights.linear(channel, channel_step);
            let products = self.products(phase, &input, &weights, ahead);
            let (mut var, trip) = self.region.inner[phase].taps.clone();
            if self.region.phases.len() > 1 {
                // LLVM would keep inputs that phases have in common in registers, and spill sums.
                var.get_or_insert_with(|| self.lowering.builder.scope("phase"));
            }
            body.extend(nest(var, trip, products));
        }
        let outer = self.region.outer.iter().rev().map(|axis| &axis.taps);
        let body = outer.fold(body, |body, (var, trip)| nest(*var, trip.clone(), body));
        nest(channel, channels, body)
    }

    /// Where the weights of the taps of a phase are, and elements from one input channel to the next.
    fn weights(&self, phase: usize) -> (Index, i64) {
        let ([loops_z, loops_y], [z, y]) = (&self.region.outer, self.region.segments);
        let x = (&self.region.inner[phase], &self.region.phases[phase][..]);
        let mut index = self.indices.weights.clone();
        let width = self.block.vectors * self.lowering.packing.lanes;
        let axes = [(loops_z, z), (loops_y, y), x];
        let all = &self.lowering.stencil.axes;
        if let Some(strides) = self.lowering.packing.direct {
            let mut row = 1;
            for (n, (loops, segments)) in axes.into_iter().enumerate().rev() {
                let first = |segment: &Segment| row * segment.positions(&all[n])[0];
                let [_, step] = segments[0].positions(&all[n]);
                index = loops.each_segment(index, segments, first);
                index = loops.weight_taps(index, segments, row * step);
                row *= all[n].kernel as i64;
            }
            return (index, strides.input as i64);
        }
        let slots: [usize; 3] = std::array::from_fn(|n| axes[n].1[0].slots(&all[n]));
        let mut step = width;
        for (n, (loops, segments)) in axes.into_iter().enumerate().rev() {
            let phase = self.lowering.packing.phase_step(slots, n) * width;
            index = loops.each_segment(index, segments, |segment| {
                (phase * all[n].taps_before(segment.phase(&all[n]))) as i64
            });
            index = loops.weight_taps(index, segments, step as i64);
            step *= slots[n];
        }
        (index, step as i64)
    }

    /// Multiplies the weights of one tap with the inputs of all pixels of a phase.
    fn products(
        &mut self,
        phase: usize,
        input: &Index,
        weights: &Index,
        ahead: Option<i64>,
    ) -> Vec<Stmt> {
        let (loaded, mut body) = self.sums.weights(self.lowering, weights, ahead);
        for row in 0..self.size.rows {
            for column in 0..self.size.columns {
                let at = row * self.steps.row[0] + column * self.steps.column[0];
                let index = input.clone().offset(at as i64);
                let output = (row * self.size.columns + column) * self.region.phases.len() + phase;
                body.extend(self.sums.multiply(self.lowering, output, &index, &loaded));
            }
        }
        body
    }

    /// Finishes and stores the sums row by row, but a single column at once.
    fn stores(&mut self) -> Vec<Stmt> {
        let [row_step, period] = [self.steps.row[1], self.steps.column[1]];
        let rows: Vec<(usize, usize)> = match self.width() {
            1 => vec![(0, self.size.rows)],
            width => (0..self.size.rows).map(|row| (row * row_step, width)).collect(),
        };
        // Phases that share a tile are all there are.
        let column = match self.width() {
            1 => row_step,
            _ => period / self.region.phases.len(),
        };
        self.sums.store(self.lowering, &rows, column)
    }
}
