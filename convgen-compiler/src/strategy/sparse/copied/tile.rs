//! One tile of an output channel: a loop over the entries of each tap on x, then the stores.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Copied, Place, active};
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Value, Var, nest};
use crate::stencil::{Phase, Tap, first};
use crate::strategy::phases;
use crate::strategy::sparse::Lowering;

pub(super) fn lower(
    copied: &Copied,
    lowering: &mut Lowering<'_>,
    place: &Place<'_>,
    channel: Option<Var>,
) -> Vec<Stmt> {
    let mut tile = Tile { copied, lowering, place, channel, sums: Vec::new() };
    let mut body = Vec::new();
    for phase in &tile.lowering.stencil.axes[2].phases {
        body.extend(tile.phase(phase));
    }
    body.extend(tile.stores());
    body
}

struct Tile<'a, 'b> {
    copied: &'a Copied,
    lowering: &'a mut Lowering<'b>,
    place: &'a Place<'a>,
    /// The output channel's loop.
    channel: Option<Var>,
    /// By phase, row and vector.
    sums: Vec<Vec<Vec<Register>>>,
}

impl Tile<'_, '_> {
    /// All sums of one phase.
    fn phase(&mut self, phase: &Phase) -> Vec<Stmt> {
        let (mut body, rows) = self.define();
        let mut taps = phase.taps.clone();
        taps.sort_by_key(|tap| Reverse(tap.offset));
        // What a tap reads lies this far above where its outputs end.
        let lowest = first(&self.lowering.stencil.axes[2].taps());
        let mut above = taps.first().map_or(0, |tap| (tap.offset - lowest) as usize);
        for tap in &taps {
            let height = (tap.offset - lowest) as usize;
            body.extend(self.slide(&rows, above - height));
            above = height;
            for positions in self.runs(tap) {
                body.extend(self.run(&rows, &positions));
            }
        }
        body.extend(self.slide(&rows, above));
        self.sums.push(rows);
        body
    }

    /// Defines the sums of a phase, by row and vector.
    fn define(&mut self) -> (Vec<Stmt>, Vec<Vec<Register>>) {
        let builder = &mut self.lowering.builder;
        let start = match self.lowering.bias {
            Some(bias) => Value::Broadcast(bias, Index::default().linear(self.channel, 1)),
            None => Value::Copy(Operand::Splat(0.0)),
        };
        let vectors = self.copied.window.pitch / builder.lanes();
        let (mut body, mut rows) = (Vec::new(), Vec::new());
        for _ in 0..self.place.y.piece.size {
            let (sums, defines): (Vec<_>, Vec<_>) =
                (0..vectors).map(|_| builder.define("sum", start.clone())).unzip();
            rows.push(sums);
            body.extend(defines);
        }
        (body, rows)
    }

    /// Moves all lanes down by `distance`. What comes in at the top is of no output.
    fn slide(&self, rows: &[Vec<Register>], distance: usize) -> Vec<Stmt> {
        let lanes = self.lowering.builder.lanes();
        let (whole, by) = (distance / lanes, distance % lanes);
        if distance == 0 {
            return Vec::new();
        }
        let slide = |row: &Vec<Register>| {
            let at =
                |n: usize| row.get(n).map_or(Operand::Splat(0.0), |&sum| Operand::Register(sum));
            let slid = row.iter().enumerate().map(|(n, &sum)| {
                let from = vec![at(n + whole), at(n + whole + 1)];
                let value = match by {
                    0 => Value::Copy(from[0]),
                    first => Value::Pick { from, first, step: 1 },
                };
                Stmt::Set(sum, value)
            });
            slid.collect::<Vec<_>>()
        };
        rows.iter().flat_map(slide).collect()
    }

    /// The positions that have a tap on x and taps of the tile's phases on z and y, those that follow
    /// one another together.
    fn runs(&self, tap: &Tap) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (n, position) in self.lowering.entries.positions().iter().enumerate() {
            let [z, y, x] = &position.taps;
            let spans = [(&self.place.z, z), (&self.place.y, y)];
            if x == tap && spans.iter().all(|(span, tap)| span.phase.taps.contains(tap)) {
                match runs.last_mut() {
                    Some(run) if run.end == n => run.end += 1,
                    _ => runs.push(n..n + 1),
                }
            }
        }
        runs
    }

    /// The loop over the entries of some positions.
    fn run(&mut self, rows: &[Vec<Register>], positions: &Range<usize>) -> Vec<Stmt> {
        let Lowering { stencil, entries, builder, weights, .. } = &mut *self.lowering;
        let run = entries.run(builder, self.channel, positions);
        let (Some(weights), Some(run)) = (*weights, run) else { return Vec::new() };
        let window = &self.copied.window;
        let places = entries.places(&run, |channel, position| {
            let [z, y, _] = position.taps;
            window.row(stencil, channel, [z, y])
        });
        let index = Index::default().table(run.var, &places);
        let (weight, load) = builder.define("weight", run.weight(weights));
        let mut body = vec![load];
        let lanes = Lanes::strided(builder.lanes(), 1);
        for (row, sums) in rows.iter().enumerate() {
            for (vector, &sum) in sums.iter().enumerate() {
                let at = row * stencil.axes[1].in_step * window.pitch + vector * lanes.count;
                let index = index.clone().offset(at as i64);
                let access = Access { buffer: self.copied.scratch, index, lanes };
                let (value, load) = builder.define("value", Value::Load(access));
                let [value, weight, before] = [value, weight, sum].map(Operand::Register);
                body.extend([load, Stmt::Set(sum, Value::Fma(value, weight, before))]);
            }
        }
        nest(run.var, run.trip, body)
    }

    fn stores(&mut self) -> Vec<Stmt> {
        let lowering = &mut *self.lowering;
        let (stencil, lanes) = (lowering.stencil, lowering.builder.lanes());
        let [_, y, x] = stencil.axes.each_ref();
        let strides = &stencil.out_strides;
        let [slice_len, row_len, _] = strides.axes;
        let Place { x: piece, x_var, .. } = *self.place;
        let index = Index::default()
            .linear(lowering.batch, strides.batch as i64)
            .linear(self.channel, strides.channel as i64)
            .linear(x_var, (piece.size * x.out_step) as i64)
            .offset((piece.first * x.out_step) as i64);
        let index = self.place.z.output(index, slice_len);
        let index = self.place.y.output(index, row_len);
        let mut body = Vec::new();
        let slope = lowering.slope(self.channel, &mut body);
        for row in 0..self.place.y.piece.size {
            for vector in 0..piece.size.div_ceil(lanes) {
                let at = row * y.out_step * row_len + vector * lanes * x.out_step;
                let sums: Vec<_> = (x.phases.iter().zip(&self.sums))
                    .map(|(phase, sums)| {
                        let count = active(phase, &self.place.outputs(), vector, lanes);
                        (phase.residue, count, sums[row][vector])
                    })
                    .filter(|&(_, count, _)| count > 0)
                    .collect();
                let index = index.clone().offset(at as i64);
                body.extend(phases::finish(
                    &mut lowering.builder,
                    lowering.epilogue,
                    slope,
                    lowering.output,
                    &index,
                    [x.out_step, 1],
                    &sums,
                ));
            }
        }
        body
    }
}
