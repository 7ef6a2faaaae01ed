//! One register tile: every tap of every input channel, then the stores.

use std::collections::BTreeMap;

use super::row::Piece;
use super::{Indices, Lowering, Taps};
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Trip, Value, nest};
use crate::strategy::pieces::{self, active};
use crate::strategy::{phases, reach::reach};

/// A tile's extent.
pub(super) struct Size {
    pub(super) channels: usize,
    pub(super) rows: usize,
    pub(super) piece: Piece,
}

/// An accumulator of the tile: channel, row, vector, phase.
type Place = (usize, usize, usize, usize);

/// An input vector: the tap on z, the row and the element relative to the tile's, and the lanes.
type Source = (usize, i64, i64, Lanes);

/// What an input vector is multiplied with: the taps on y and x, and the sums' row, vector, phase.
type Use = (usize, usize, usize, usize, usize);

pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    indices: &Indices,
    taps: &Taps,
    size: &Size,
) -> Vec<Stmt> {
    let mut tile =
        Tile { lowering, indices, size, sums: BTreeMap::new(), weights: BTreeMap::new() };
    let mut body = tile.define();
    body.extend(tile.reduction(taps));
    body.extend(tile.stores());
    body
}

struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    indices: &'a Indices,
    size: &'a Size,
    sums: BTreeMap<Place, Register>,
    /// Weights in registers, by channel and tap.
    weights: BTreeMap<(usize, usize, usize, usize), Operand>,
}

impl Tile<'_, '_> {
    /// Defines the accumulators of all outputs that exist.
    fn define(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let lanes = self.lowering.builder.lanes();
        let mut body = Vec::new();
        for channel in 0..self.size.channels {
            let start = match self.lowering.bias {
                Some(bias) => {
                    Value::Broadcast(bias, self.indices.bias.clone().offset(channel as i64))
                }
                // Without a table there is no bias, or one channel whose bias is a literal.
                None if stencil.out_channels == 1 => Value::Copy(Operand::Splat(stencil.bias(0))),
                None => Value::Copy(Operand::Splat(0.0)),
            };
            for row in 0..self.size.rows {
                for vector in 0..self.size.piece.vectors {
                    for (phase, outputs) in stencil.axes[2].phases.iter().enumerate() {
                        if active(outputs, lanes, self.size.piece.first + vector) == 0 {
                            continue;
                        }
                        let (sum, define) = self.lowering.builder.define("sum", start.clone());
                        self.sums.insert((channel, row, vector, phase), sum);
                        body.push(define);
                    }
                }
            }
        }
        body
    }

    fn reduction(&mut self, taps: &Taps) -> Vec<Stmt> {
        let channels = Trip::Fixed(self.lowering.stencil.in_channels_per_group());
        let channel = self.lowering.builder.var("c", &channels);
        let plane = self.lowering.stencil.in_plane() as i64;
        let size = self.lowering.stencil.taps_per_channel() as i64;
        let input = self.indices.input.clone().linear(channel, plane);
        let weights = self.indices.weights.clone().linear(channel, size);
        let mut body = Vec::new();
        for ((tap_z, row, at, lanes), uses) in self.sources(taps) {
            let [z, y, x] = self.lowering.stencil.axes.each_ref();
            let step_z = z.tap_step.offset * (y.input * x.input) as i64;
            let index = input.clone().offset(tap_z as i64 * step_z + row * x.input as i64 + at);
            let access = Access { buffer: self.lowering.input, index, lanes };
            let (value, load) = self.lowering.builder.define("value", Value::Load(access));
            let mut products = Vec::new();
            for used in uses {
                for channel in 0..self.size.channels {
                    self.multiply(channel, tap_z, used, value, &weights, &mut products);
                }
            }
            if products.iter().any(|stmt| matches!(stmt, Stmt::Set(..))) {
                body.push(load);
                body.extend(products);
            }
        }
        nest(channel, channels, body)
    }

    /// Adds one product to one sum, unless its weight is known to be zero.
    fn multiply(
        &mut self,
        channel: usize,
        tap_z: usize,
        (tap_y, tap_x, row, vector, phase): Use,
        value: Register,
        weights: &Index,
        body: &mut Vec<Stmt>,
    ) {
        let sum = self.sums[&(channel, row, vector, phase)];
        let weight = match self.weights.get(&(channel, tap_z, tap_y, tap_x)) {
            Some(&weight) => weight,
            None => {
                let (weight, load) = self.weight(channel, tap_z, tap_y, tap_x, weights);
                body.extend(load);
                self.weights.insert((channel, tap_z, tap_y, tap_x), weight);
                weight
            }
        };
        if weight != Operand::Splat(0.0) {
            let fma = Value::Fma(Operand::Register(value), weight, Operand::Register(sum));
            body.push(Stmt::Set(sum, fma));
        }
    }

    /// A weight: a literal where there is no table.
    fn weight(
        &mut self,
        channel: usize,
        tap_z: usize,
        tap_y: usize,
        kernel_x: usize,
        weights: &Index,
    ) -> (Operand, Option<Stmt>) {
        let [z, y, x] = self.lowering.stencil.axes.each_ref();
        let row = x.kernel as i64;
        let tap = tap_z as i64 * z.tap_step.kernel * y.kernel as i64 * row
            + tap_y as i64 * y.tap_step.kernel * row
            + kernel_x as i64;
        let channel_step = self.lowering.channel_weights() as i64;
        let index = weights.clone().offset(channel as i64 * channel_step + tap);
        match self.lowering.weights {
            Some(table) => {
                let value = Value::Broadcast(table, index);
                let (weight, load) = self.lowering.builder.define("weight", value);
                (Operand::Register(weight), Some(load))
            }
            // One channel to one, a segment a nest: the place does not depend on a loop.
            None => {
                assert!(index.terms.is_empty(), "a literal weight depends on a loop");
                let weight = self.lowering.stencil.channel(0)[index.constant as usize];
                (Operand::Splat(weight), None)
            }
        }
    }

    /// The input vectors of the tile in the order of memory, each with its uses.
    fn sources(&self, taps: &Taps) -> BTreeMap<Source, Vec<Use>> {
        let [_, y, x] = self.lowering.stencil.axes.each_ref();
        let lanes = self.lowering.builder.lanes();
        let mut sources: BTreeMap<Source, Vec<Use>> = BTreeMap::new();
        for (phase, outputs) in x.phases.iter().enumerate() {
            for vector in 0..self.size.piece.vectors {
                let qs = pieces::outputs(lanes, self.size.piece.first + vector);
                for tap in &outputs.taps {
                    let Some((at, reached)) = reach(x, outputs, tap, &qs) else {
                        continue;
                    };
                    for tap_z in 0..taps.z {
                        for row in 0..self.size.rows {
                            for tap_y in 0..taps.y {
                                let source_row =
                                    (y.in_step * row) as i64 + y.tap_step.offset * tap_y as i64;
                                let source = (tap_z, source_row, at as i64, reached);
                                let used = (tap_y, tap.kernel as usize, row, vector, phase);
                                sources.entry(source).or_default().push(used);
                            }
                        }
                    }
                }
            }
        }
        sources
    }

    /// Stores the tile: phases that fill the same lanes together, others one by one.
    fn stores(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let [_, y, x] = stencil.axes.each_ref();
        let lanes = self.lowering.builder.lanes();
        let mut body = Vec::new();
        for channel in 0..self.size.channels {
            for row in 0..self.size.rows {
                for vector in 0..self.size.piece.vectors {
                    let block = self.size.piece.first + vector;
                    let at = channel * stencil.out_plane()
                        + row * y.out_step * x.output
                        + block * lanes * x.out_step;
                    let sums: Vec<(usize, usize, Register)> = x
                        .phases
                        .iter()
                        .enumerate()
                        .filter_map(|(phase, outputs)| {
                            let sum = *self.sums.get(&(channel, row, vector, phase))?;
                            Some((outputs.residue, active(outputs, lanes, block), sum))
                        })
                        .collect();
                    let index = self.indices.output.clone().offset(at as i64);
                    body.extend(phases::finish(
                        &mut self.lowering.builder,
                        self.lowering.epilogue,
                        self.lowering.output,
                        &index,
                        x.out_step,
                        &sums,
                    ));
                }
            }
        }
        body
    }
}
