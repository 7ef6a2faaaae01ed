//! One tile: a loop over the entries of each part of it that taps reach, then the stores.

use std::collections::BTreeMap;
use std::ops::Range;

use super::entries::Position;
use super::{Indices, Lowering, Span};
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Value, nest};
use crate::strategy::pieces::{self, Piece};
use crate::strategy::{phases, reach::reach};

/// A sum of the tile: row, vector, phase.
type Place = (usize, usize, usize);

/// The sums that a tap reaches, each with its lanes and the distance from the element that the tap's
/// entry names to the one that the first of these lanes reads.
type Part = Vec<(Place, Lanes, i64)>;

pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    indices: &Indices,
    [z, y]: [Span<'_>; 2],
    x: Piece,
) -> Vec<Stmt> {
    let mut tile = Tile { lowering, indices, z, y, x, sums: BTreeMap::new() };
    let mut body = tile.define();
    for (positions, part) in tile.runs() {
        body.extend(tile.run(&positions, &part));
    }
    body.extend(tile.stores());
    body
}

struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    indices: &'a Indices,
    z: Span<'a>,
    y: Span<'a>,
    x: Piece,
    sums: BTreeMap<Place, Register>,
}

impl Tile<'_, '_> {
    /// Defines the sums of all outputs that exist.
    fn define(&mut self) -> Vec<Stmt> {
        let lanes = self.lowering.builder.lanes();
        let start = match self.lowering.bias {
            Some(bias) => Value::Broadcast(bias, Index::default().linear(self.indices.channel, 1)),
            None => Value::Copy(Operand::Splat(0.0)),
        };
        let mut body = Vec::new();
        for row in 0..self.y.piece.size {
            for vector in 0..self.x.size {
                for (n, phase) in self.lowering.stencil.axes[2].phases.iter().enumerate() {
                    if pieces::active(phase, lanes, self.x.first + vector) > 0 {
                        let (sum, define) = self.lowering.builder.define("sum", start.clone());
                        self.sums.insert((row, vector, n), sum);
                        body.push(define);
                    }
                }
            }
        }
        body
    }

    /// Positions that follow one another and reach the same part of the tile.
    fn runs(&self) -> Vec<(Range<usize>, Part)> {
        let mut runs: Vec<(Range<usize>, Part)> = Vec::new();
        for (n, position) in self.lowering.entries.positions().iter().enumerate() {
            let part = self.part(position);
            match runs.last_mut() {
                Some((run, same)) if run.end == n && *same == part => run.end += 1,
                _ => runs.push((n..n + 1, part)),
            }
        }
        runs.retain(|(_, part)| !part.is_empty());
        runs
    }

    /// The part of the tile that a position reaches.
    fn part(&self, position: &Position) -> Part {
        let [z, y, x] = &position.taps;
        let mut part = Vec::new();
        let stencil = self.lowering.stencil;
        let axis = &stencil.axes[2];
        let strides = stencil.in_strides.axes;
        let [slices, lines, elements] = strides.map(|stride| stride as i64);
        let lanes = self.lowering.builder.lanes();
        let rows = self.y.rows(y);
        for (_, slice) in self.z.rows(z) {
            for &(row, line) in &rows {
                let at = slice * slices + line * lines;
                for vector in 0..self.x.size {
                    let outputs = pieces::outputs(lanes, self.x.first + vector);
                    for (n, phase) in axis.phases.iter().enumerate() {
                        if !phase.taps.contains(x) {
                            continue;
                        }
                        for reads in reach(axis, phase, x, &outputs) {
                            let at = at + (reads.at as i64 - x.offset) * elements;
                            part.push(((row, vector, n), reads.lanes(axis, strides[2]), at));
                        }
                    }
                }
            }
        }
        part
    }

    /// The loop over the entries of some positions.
    fn run(&mut self, positions: &Range<usize>, part: &Part) -> Vec<Stmt> {
        let Lowering { stencil, entries, builder, weights, .. } = &mut *self.lowering;
        let run = entries.run(builder, self.indices.channel, positions);
        let (Some(weights), Some(run)) = (*weights, run) else { return Vec::new() };
        let strides = &stencil.in_strides;
        let offsets = entries.places(&run, |channel, position| {
            let taps = position.taps.iter().zip(strides.axes);
            let taps: i64 = taps.map(|(tap, step)| tap.offset * step as i64).sum();
            (channel * strides.channel) as i64 + taps
        });
        let input = self.indices.input.clone().table(run.var, &offsets);
        let (weight, load) = builder.define("weight", run.weight(weights));
        let mut body = vec![load];
        for &(place, lanes, at) in part {
            let index = input.clone().offset(at);
            let access = Access { buffer: self.lowering.input, index, lanes };
            let (value, load) = self.lowering.builder.define("value", Value::Load(access));
            let sum = self.sums[&place];
            let [value, weight, before] = [value, weight, sum].map(Operand::Register);
            body.extend([load, Stmt::Set(sum, Value::Fma(value, weight, before))]);
        }
        nest(run.var, run.trip, body)
    }

    fn stores(&mut self) -> Vec<Stmt> {
        let lowering = &mut *self.lowering;
        let [_, y, x] = lowering.stencil.axes.each_ref();
        let [_, line, element] = lowering.stencil.out_strides.axes;
        let lanes = lowering.builder.lanes();
        let mut body = Vec::new();
        let slope = lowering.slope(self.indices.channel, &mut body);
        for row in 0..self.y.piece.size {
            for vector in 0..self.x.size {
                let block = self.x.first + vector;
                let at = row * y.out_step * line + block * lanes * x.out_step * element;
                let index = self.indices.output.clone().offset(at as i64);
                let sums = x.phases.iter().enumerate().filter_map(|(n, phase)| {
                    let &sum = self.sums.get(&(row, vector, n))?;
                    Some((phase.residue, pieces::active(phase, lanes, block), sum))
                });
                body.extend(phases::finish(
                    &mut lowering.builder,
                    lowering.epilogue,
                    slope,
                    lowering.output,
                    &index,
                    [x.out_step, element],
                    &sums.collect::<Vec<_>>(),
                ));
            }
        }
        body
    }
}
