//! One register tile: the sums, every tap of every input channel, then the stores.

use super::place::{Indices, Steps};
use super::{Lowering, Region};
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Trip, Value, nest};
use crate::strategy::split::Block;

/// Elements of a cache line.
const LINE: usize = 16;

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
    let mut tile = Tile { lowering, region, indices, steps, block, size, sums: Vec::new() };
    let mut body = tile.define();
    body.extend(tile.reduction());
    for vector in 0..block.vectors {
        body.extend(tile.stores(vector));
    }
    body
}

struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    region: &'a Region<'a>,
    indices: &'a Indices,
    steps: &'a Steps,
    block: &'a Block,
    size: Size,
    /// By vector, then by row, column and phase, as they lie in the output.
    sums: Vec<Vec<Register>>,
}

impl Tile<'_, '_> {
    /// Sums of one row of one vector.
    fn row_sums(&self) -> usize {
        self.size.columns * self.region.phases.len()
    }

    /// Defines the sums.
    fn define(&mut self) -> Vec<Stmt> {
        let lanes = self.lowering.packing.lanes;
        let mut body = Vec::new();
        for vector in 0..self.block.vectors {
            let start = match self.lowering.bias {
                Some(buffer) => Value::Load(Access {
                    buffer,
                    index: self.indices.bias.clone().offset((vector * lanes) as i64),
                    lanes: Lanes::strided(lanes, 1),
                }),
                None => Value::Copy(Operand::Splat(0.0)),
            };
            let mut sums = Vec::new();
            for _ in 0..self.size.rows * self.row_sums() {
                let (sum, define) = self.lowering.builder.define("sum", start.clone());
                sums.push(sum);
                body.push(define);
            }
            self.sums.push(sums);
        }
        body
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
        let lanes = self.lowering.packing.lanes;
        let builder = &mut self.lowering.builder;
        let (mut body, mut loaded) = (Vec::new(), Vec::new());
        for vector in 0..self.block.vectors {
            let index = weights.clone().offset((vector * lanes) as i64);
            if let Some(ahead) = ahead.filter(|_| (vector * lanes).is_multiple_of(LINE)) {
                body.push(Stmt::Prefetch(self.lowering.weights, index.clone().offset(ahead)));
            }
            let lanes = Lanes::strided(lanes, 1);
            let access = Access { buffer: self.lowering.weights, index, lanes };
            let (weight, load) = builder.define("weight", Value::Load(access));
            body.push(load);
            loaded.push(Operand::Register(weight));
        }
        for row in 0..self.size.rows {
            for column in 0..self.size.columns {
                let at = row * self.steps.row[0] + column * self.steps.column[0];
                let index = input.clone().offset(at as i64);
                let slot = (row * self.size.columns + column) * self.region.phases.len() + phase;
                let mut shared = None;
                for (vector, &weight) in loaded.iter().enumerate() {
                    let value = shared.unwrap_or_else(|| {
                        let (value, load) = self.value(&index, vector);
                        body.push(load);
                        value
                    });
                    shared = (!self.lowering.packing.by_lanes).then_some(value);
                    let sum = self.sums[vector][slot];
                    let fma = Value::Fma(Operand::Register(value), weight, Operand::Register(sum));
                    body.push(Stmt::Set(sum, fma));
                }
            }
        }
        body
    }

    /// The input that the channels of a vector are multiplied with.
    fn value(&mut self, index: &Index, vector: usize) -> (Register, Stmt) {
        let buffer = self.lowering.input;
        let value = match self.lowering.packing.by_lanes {
            true => {
                let first = vector * self.lowering.packing.lanes;
                let lanes = Lanes::strided(self.channels(vector), 1);
                Value::Load(Access { buffer, index: index.clone().offset(first as i64), lanes })
            }
            false => Value::Broadcast(buffer, index.clone()),
        };
        self.lowering.builder.define("value", value)
    }

    /// Channels of a vector.
    fn channels(&self, vector: usize) -> usize {
        let Block { vectors, last, .. } = *self.block;
        if vector + 1 == vectors { last } else { self.lowering.packing.lanes }
    }

    /// Finishes and stores one vector of channels: row by row, but a single column at once.
    fn stores(&mut self, vector: usize) -> Vec<Stmt> {
        let (plane, count) = (self.lowering.stencil.out_strides.channel, self.channels(vector));
        let lanes = Lanes::strided(count, if count == 1 { 1 } else { plane });
        let first = vector * self.lowering.packing.lanes * plane;
        let [row_step, period] = [self.steps.row[1], self.steps.column[1]];
        let (width, column) = match self.row_sums() {
            1 => (self.size.rows, row_step),
            // Phases that share a tile are all there are.
            width => (width, period / self.region.phases.len()),
        };
        let mut body = Vec::new();
        let slope = self.lowering.epilogue.slopes.map(|buffer| {
            let width = self.lowering.packing.lanes;
            let index = self.indices.bias.clone().offset((vector * width) as i64);
            let access = Access { buffer, index, lanes: Lanes::strided(width, 1) };
            let (slope, load) = self.lowering.builder.define("slope", Value::Load(access));
            body.push(load);
            Operand::Register(slope)
        });
        for (row, sums) in self.sums[vector].chunks(width).enumerate() {
            let access = |column: usize| Access {
                buffer: self.lowering.output,
                index: self.indices.output.clone().offset((first + row * row_step + column) as i64),
                lanes,
            };
            let (first, values) = (access(0), sums.iter().copied().map(Operand::Register));
            let each = sums.iter().enumerate().map(|(n, &sum)| (sum, access(n * column)));
            let (each, builder) = (each.collect::<Vec<_>>(), &mut self.lowering.builder);
            body.extend(self.lowering.epilogue.apply(builder, slope, &each));
            let values: Vec<Operand> = values.collect();
            if values.len() == 1 || plane == 1 {
                let store = |(n, &value): (usize, &Operand)| Stmt::Store(access(n * column), value);
                body.extend(values.iter().enumerate().map(store));
            } else {
                body.push(Stmt::StoreTile { access: first, column, values });
            }
        }
        body
    }
}
