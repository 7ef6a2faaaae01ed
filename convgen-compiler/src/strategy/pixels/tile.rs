//! One register tile: every tap of every input channel, then the stores.

use std::collections::BTreeMap;

use super::stride::{Stretches, Strided};
use super::sums::Sums;
use super::taps::Taps;
use super::{Indices, Lowering, Numbers};
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Trip, Value, nest};
use crate::stencil::{self, Phase};
use crate::strategy::pieces::{self, active};
use crate::strategy::row::Piece;
use crate::strategy::{phases, reach::reach};

/// A tile's extent.
pub(super) struct Size {
    pub(super) channels: usize,
    pub(super) rows: usize,
    pub(super) piece: Piece,
}

/// An input vector: the element relative to the tile's, and the lanes.
type Source = (Index, Lanes);

/// A tap: which one on z and y, and its kernel position on x.
type Tap = [usize; 3];

/// What an input vector is multiplied with: the weight of a tap, and the sums' row, vector, phase.
type Use = (Tap, usize, usize, usize);

pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    indices: &Indices,
    taps: &Taps,
    size: &Size,
) -> Vec<Stmt> {
    let mut tile =
        Tile { lowering, indices, taps, size, sums: Sums::default(), weights: BTreeMap::new() };
    let mut body = tile.define();
    body.extend(tile.reduction());
    body.extend(tile.sums.total());
    body.extend(tile.stores());
    body
}

struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    indices: &'a Indices,
    taps: &'a Taps,
    size: &'a Size,
    sums: Sums,
    /// Weights in registers, by channel and tap.
    weights: BTreeMap<(usize, Tap), Operand>,
}

impl Tile<'_, '_> {
    /// Defines the accumulators of all outputs that exist.
    fn define(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let lanes = self.lowering.builder.lanes();
        let mut places = Vec::new();
        for channel in 0..self.size.channels {
            let start = match (self.lowering.bias, self.lowering.numbers) {
                (Some(bias), _) => {
                    Value::Broadcast(bias, self.indices.bias.clone().offset(channel as i64))
                }
                (None, Numbers::Literals(layer)) => Value::Copy(Operand::Splat(layer.bias(0))),
                (None, Numbers::Parameter(_)) => Value::Copy(Operand::Splat(0.0)),
            };
            for row in 0..self.size.rows {
                for vector in 0..self.size.piece.vectors {
                    for (phase, outputs) in stencil.axes[2].phases.iter().enumerate() {
                        if active(outputs, lanes, self.size.piece.first + vector) == 0 {
                            continue;
                        }
                        places.push(((channel, row, vector, phase), start.clone()));
                    }
                }
            }
        }
        let x = &stencil.axes[2];
        let taps: usize = x.phases.iter().map(|phase| self.row(phase).len()).sum();
        let taps = self.taps.products(taps) / x.phases.len().max(1);
        self.sums.define(&mut self.lowering.builder, &places, taps)
    }

    fn reduction(&mut self) -> Vec<Stmt> {
        let channels = Trip::Fixed(self.lowering.stencil.in_channels_per_group());
        let channel = self.lowering.builder.var("c", &channels);
        let plane = self.lowering.stencil.in_strides.channel as i64;
        let size = self.lowering.stencil.weight_strides.input as i64;
        let input = self.indices.input.clone().linear(channel, plane);
        let weights = self.indices.weights.clone().linear(channel, size);
        let mut body = Vec::new();
        let sources = self.sources();
        let mut stretches =
            Stretches::new(sources.values().filter_map(|(strided, _)| strided.as_ref()));
        for ((index, lanes), (strided, uses)) in sources {
            let value = match strided {
                Some(strided) => stretches.pick(self.lowering, &input, &strided, &mut body),
                None => {
                    let index = input.clone().plus(&index);
                    Value::Load(Access { buffer: self.lowering.input, index, lanes })
                }
            };
            let (value, load) = self.lowering.builder.define("value", value);
            let mut products = Vec::new();
            for used in uses {
                for channel in 0..self.size.channels {
                    self.multiply(channel, used, value, &weights, &mut products);
                }
            }
            if products.iter().any(|stmt| matches!(stmt, Stmt::Set(..))) {
                body.push(load);
                body.extend(products);
            }
        }
        nest(channel, channels, self.taps.nest(body))
    }

    /// The taps of a row that the text has: the first stands for those of a loop.
    fn row<'c>(&self, phase: &'c Phase) -> &'c [stencil::Tap] {
        match self.taps.column {
            Some(_) => &phase.taps[..1],
            None => &phase.taps,
        }
    }

    /// Adds one product to one sum, unless its weight is known to be zero.
    fn multiply(
        &mut self,
        channel: usize,
        (tap, row, vector, phase): Use,
        value: Register,
        weights: &Index,
        body: &mut Vec<Stmt>,
    ) {
        let weight = match self.weights.get(&(channel, tap)) {
            Some(&weight) => weight,
            None => {
                let (weight, load) = self.weight(channel, tap, weights);
                body.extend(load);
                self.weights.insert((channel, tap), weight);
                weight
            }
        };
        if weight != Operand::Splat(0.0) {
            let sum = self.sums.next((channel, row, vector, phase));
            let fma = Value::Fma(Operand::Register(value), weight, Operand::Register(sum));
            body.push(Stmt::Set(sum, fma));
        }
    }

    /// A weight: a literal where there is no table.
    fn weight(
        &mut self,
        channel: usize,
        [tap_z, tap_y, kernel_x]: Tap,
        weights: &Index,
    ) -> (Operand, Option<Stmt>) {
        let [z, y] = [&self.taps.z[tap_z], &self.taps.y[tap_y]].map(|tap| &tap.weights);
        let row = channel * self.lowering.stencil.weight_strides.output + kernel_x;
        let mut index = weights.clone().plus(z).plus(y).offset(row as i64);
        if let Some(column) = &self.taps.column {
            index = column.add(index, |tap| tap.kernel);
        }
        match self.lowering.numbers {
            Numbers::Parameter(table) => {
                let value = Value::Broadcast(table, index);
                let (weight, load) = self.lowering.builder.define("weight", value);
                (Operand::Register(weight), Some(load))
            }
            // One channel to one, a segment a nest: the place does not depend on a loop.
            Numbers::Literals(layer) => {
                assert!(index.terms.is_empty(), "a literal weight depends on a loop");
                let weight = layer.channel(0)[index.constant as usize];
                (Operand::Splat(weight), None)
            }
        }
    }

    /// The input vectors of the tile in the order of memory, each with its uses.
    fn sources(&self) -> BTreeMap<Source, (Option<Strided>, Vec<Use>)> {
        let x = &self.lowering.stencil.axes[2];
        let lanes = self.lowering.builder.lanes();
        let rows = self.source_rows();
        let element = self.lowering.stencil.in_strides.axes[2];
        let mut sources: BTreeMap<Source, (Option<Strided>, Vec<Use>)> = BTreeMap::new();
        for (phase, outputs) in x.phases.iter().enumerate() {
            for vector in 0..self.size.piece.vectors {
                let qs = pieces::outputs(lanes, self.size.piece.first + vector);
                for tap in self.row(outputs) {
                    for reads in reach(x, outputs, tap, &qs) {
                        for (index, z, y, row) in &rows {
                            let lanes = reads.lanes(x, element);
                            let at = reads.at * element;
                            let source = (index.clone().offset(at as i64), lanes);
                            let tap = [*z, *y, tap.kernel as usize];
                            let (_, uses) = sources.entry(source).or_insert_with(|| {
                                let strided =
                                    Strided::new(x, outputs, index, qs.start, reads.at, lanes);
                                (strided.filter(|_| element == 1), Vec::new())
                            });
                            uses.push((tap, *row, vector, phase));
                        }
                    }
                }
            }
        }
        sources
    }

    /// The input rows that each row of the tile reads, relative to the tile's, with the taps on z
    /// and y.
    fn source_rows(&self) -> Vec<(Index, usize, usize, usize)> {
        let strides = self.lowering.stencil.in_strides.axes;
        let (step, element) =
            (self.lowering.stencil.axes[1].in_step * strides[1], strides[2] as i64);
        let mut rows = Vec::new();
        for (tap_z, z) in self.taps.z.iter().enumerate() {
            for row in 0..self.size.rows {
                for (tap_y, tap) in self.taps.y.iter().enumerate() {
                    let mut index = z.input.clone().plus(&tap.input).offset((row * step) as i64);
                    if let Some(column) = &self.taps.column {
                        index = column.add(index, |tap| tap.offset * element);
                    }
                    rows.push((index, tap_z, tap_y, row));
                }
            }
        }
        rows
    }

    /// Stores the tile: phases that fill the same lanes together, others one by one.
    fn stores(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let [_, y, x] = stencil.axes.each_ref();
        let (lanes, strides) = (self.lowering.builder.lanes(), stencil.out_strides);
        let mut body = Vec::new();
        for channel in 0..self.size.channels {
            let slope = self.lowering.epilogue.slopes.map(|slopes| {
                let index = self.indices.bias.clone().offset(channel as i64);
                let value = Value::Broadcast(slopes, index);
                let (slope, load) = self.lowering.builder.define("slope", value);
                body.push(load);
                Operand::Register(slope)
            });
            for row in 0..self.size.rows {
                for vector in 0..self.size.piece.vectors {
                    let block = self.size.piece.first + vector;
                    let at = channel * strides.channel
                        + row * y.out_step * strides.axes[1]
                        + block * lanes * x.out_step * strides.axes[2];
                    let sums: Vec<(usize, usize, Register)> = x
                        .phases
                        .iter()
                        .enumerate()
                        .filter_map(|(phase, outputs)| {
                            let sum = self.sums.get(&(channel, row, vector, phase))?;
                            Some((outputs.residue, active(outputs, lanes, block), sum))
                        })
                        .collect();
                    let index = self.indices.output.clone().offset(at as i64);
                    body.extend(phases::finish(
                        &mut self.lowering.builder,
                        self.lowering.epilogue,
                        slope,
                        self.lowering.output,
                        &index,
                        [x.out_step, strides.axes[2]],
                        &sums,
                    ));
                }
            }
        }
        body
    }
}
