//! The first pass: rows of the input, filtered along x.

use std::collections::BTreeMap;

use super::ring::Band;
use super::{Lowering, Steps};
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Trip, Value, Var, nest};
use crate::stencil::Tap;
use crate::strategy::pieces::{active, outputs};
use crate::strategy::reach::reach;
use crate::strategy::row::{self, Piece};

/// A row of the tile: its vector, and which phase and term.
type Place = (usize, usize, usize);

impl Lowering<'_> {
    /// The new rows of a band whose rows are input rows one after another.
    pub(super) fn steady(&mut self, band: &Band, [turn, step]: Steps) -> Vec<Stmt> {
        let (ring, line) = (self.ring, self.line());
        let trip = Trip::Fixed(ring.new);
        let row = self.builder.var("row", &trip);
        let steps = band.first..band.first + band.steps;
        let starts = steps.map(|step| ring.place((step * ring.new) as i64));
        let target = Index::default()
            .table(step, &starts.collect::<Vec<_>>())
            .linear(row, ring.slot() as i64);
        let first = (band.first * ring.new) as i64;
        let first = ring.source(first).map_or(0, |row| row as i64);
        let source = Index::constant(first * line)
            .linear(turn, (band.steps * ring.new) as i64 * line)
            .linear(step, ring.new as i64 * line)
            .linear(row, line);
        let body = self.filter(&source, &target);
        nest(row, trip, body)
    }

    /// Some rows of each step of a loop: those that are input rows are filtered, others are zeros.
    pub(super) fn listed(&mut self, steps: &[Vec<i64>], step: Option<Var>) -> Vec<Stmt> {
        let (ring, line) = (self.ring, self.line());
        let [is_inside, is_outside] = [true, false].map(|inside| {
            let rows = |rows: &Vec<i64>| {
                let own = rows.iter().copied();
                own.filter(|&row| ring.source(row).is_some() == inside).collect::<Vec<i64>>()
            };
            steps.iter().map(rows).collect::<Vec<_>>()
        });
        let (row, trip) = self.over("row", &is_inside, step);
        let target = places(&is_inside, row, |row| ring.place(row));
        let source = places(&is_inside, row, |row| {
            ring.source(row).map_or(0, |source| source as i64 * line)
        });
        let mut body = match trip.end() {
            0 => Vec::new(),
            _ => nest(row, trip, self.filter(&source, &target)),
        };
        let (row, trip) = self.over("outside", &is_outside, step);
        let target = places(&is_outside, row, |row| ring.place(row));
        if trip.end() > 0 {
            body.extend(nest(row, trip, self.zeros(&target)));
        }
        body
    }

    /// Elements from one row of the input to the next.
    fn line(&self) -> i64 {
        self.stencil.in_strides.axes[1] as i64
    }

    /// The loop over the rows of a step.
    fn over(&mut self, name: &str, steps: &[Vec<i64>], step: Option<Var>) -> (Option<Var>, Trip) {
        let mut end = 0;
        let range = |rows: &Vec<i64>| {
            end += rows.len();
            end - rows.len()..end
        };
        let ranges: Vec<_> = steps.iter().map(range).collect();
        let trip = match step {
            Some(var) => Trip::By { var, ranges },
            None => Trip::Fixed(end),
        };
        (self.builder.var(name, &trip), trip)
    }

    /// A slot of zeros.
    fn zeros(&mut self, target: &Index) -> Vec<Stmt> {
        let lanes = self.builder.lanes();
        let trip = Trip::Fixed(self.ring.slot() / lanes);
        let vector = self.builder.var("vector", &trip);
        let index = target.clone().linear(vector, lanes as i64);
        nest(vector, trip, vec![self.keep(index, Operand::Splat(0.0))])
    }

    fn keep(&self, index: Index, value: Operand) -> Stmt {
        let lanes = Lanes::strided(self.builder.lanes(), 1);
        Stmt::Store(Access { buffer: self.scratch, index, lanes }, value)
    }

    /// One row of each input channel, for every term.
    fn filter(&mut self, source: &Index, target: &Index) -> Vec<Stmt> {
        let strides = &self.stencil.in_strides;
        let inputs = self.stencil.in_channels_per_group();
        let trip = Trip::Fixed(inputs);
        let channel = self.builder.var("c", &trip);
        let [batch, group, _] = self.loops;
        let source = source
            .clone()
            .linear(batch, strides.batch as i64)
            .linear(group, (inputs * strides.channel) as i64)
            .linear(channel, strides.channel as i64);
        let target = target.clone().linear(channel, self.ring.plane() as i64);
        let mut body = Vec::new();
        let mut numbers = BTreeMap::new();
        for term in 0..self.factors.rank {
            for tap in self.stencil.axes[2].taps() {
                let kernel = tap.kernel as usize;
                let number = self.number(self.factors.row(term, kernel), channel, &mut body);
                numbers.insert((term, kernel), number);
            }
        }
        let (x, lanes) = (&self.stencil.axes[2], self.builder.lanes());
        for piece in row::pieces(x, lanes, self.vectors) {
            let trip = Trip::Fixed(piece.tiles);
            let var = self.builder.var("x", &trip);
            let step = (piece.vectors * lanes) as i64;
            let source = source.clone().linear(var, step * x.in_step as i64);
            let target = target.clone().linear(var, step);
            let mut tile = Tile { lowering: self, numbers: &numbers, sums: BTreeMap::new() };
            let stmts = tile.lower(&source, &target, piece);
            body.extend(nest(var, trip, stmts));
        }
        nest(channel, trip, body)
    }
}

/// A number of each row as a term of an index by the loop over them.
fn places(steps: &[Vec<i64>], row: Option<Var>, of: impl Fn(i64) -> i64) -> Index {
    let all: Vec<i64> = steps.iter().flatten().map(|&row| of(row)).collect();
    Index::default().table(row, &all)
}

/// Some vectors of a row side by side.
struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    /// The factors, by term and kernel position.
    numbers: &'a BTreeMap<(usize, usize), Operand>,
    sums: BTreeMap<Place, Register>,
}

impl Tile<'_, '_> {
    fn lower(&mut self, source: &Index, target: &Index, piece: Piece) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let (x, lanes) = (&stencil.axes[2], self.lowering.builder.lanes());
        let mut body = Vec::new();
        let mut loaded = BTreeMap::new();
        // Vectors that share a factor one after another.
        for (phase, tap) in self.taps() {
            for vector in 0..piece.vectors {
                let qs = outputs(lanes, piece.first + vector);
                for reads in reach(x, &x.phases[phase], &tap, &qs) {
                    let part = reads.lanes(x, 1);
                    let value = *loaded.entry((reads.at, part)).or_insert_with(|| {
                        let index = source.clone().offset(reads.at as i64);
                        let access = Access { buffer: self.lowering.input, index, lanes: part };
                        let (value, load) =
                            self.lowering.builder.define("value", Value::Load(access));
                        body.push(load);
                        value
                    });
                    self.multiply(value, [vector, phase], tap.kernel as usize, &mut body);
                }
            }
        }
        for vector in 0..piece.vectors {
            for (n, phase) in x.phases.iter().enumerate() {
                if active(phase, lanes, piece.first + vector) > 0 {
                    body.extend(self.stores(target, [piece.first, vector, n]));
                }
            }
        }
        body
    }

    /// The taps that some factor is not zero for, in the order of memory.
    fn taps(&self) -> Vec<(usize, Tap)> {
        let phases = self.lowering.stencil.axes[2].phases.iter().enumerate();
        let all = phases.flat_map(|(n, phase)| phase.taps.iter().map(move |&tap| (n, tap)));
        let terms = 0..self.lowering.factors.rank;
        let is_used = |(_, tap): &(usize, Tap)| {
            let kernel = tap.kernel as usize;
            terms.clone().any(|term| self.numbers[&(term, kernel)] != Operand::Splat(0.0))
        };
        let mut taps: Vec<_> = all.filter(is_used).collect();
        taps.sort_by_key(|(_, tap)| tap.offset);
        taps
    }

    /// Adds the products of a value to the sums of all terms.
    fn multiply(
        &mut self,
        value: Register,
        [vector, phase]: [usize; 2],
        kernel: usize,
        body: &mut Vec<Stmt>,
    ) {
        for term in 0..self.lowering.factors.rank {
            let factor = self.numbers[&(term, kernel)];
            if factor != Operand::Splat(0.0) {
                let place = (vector, phase, term);
                self.lowering.add(&mut self.sums, place, [Operand::Register(value), factor], body);
            }
        }
    }

    /// Keeps the sums of a phase of a vector.
    fn stores(&self, target: &Index, [first, vector, phase]: [usize; 3]) -> Vec<Stmt> {
        let (lowering, phases) = (&self.lowering, self.lowering.stencil.axes[2].phases.len());
        let store = |term: usize| {
            let row = (term * phases + phase) * lowering.ring.pitch;
            let at = row + (first + vector) * lowering.builder.lanes();
            let sum = self.sums.get(&(vector, phase, term));
            let sum = sum.map_or(Operand::Splat(0.0), |&sum| Operand::Register(sum));
            lowering.keep(target.clone().offset(at as i64), sum)
        };
        (0..lowering.factors.rank).map(store).collect()
    }
}
