//! The second pass: rows of outputs, sums along y of rows that were filtered along x.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ring::Band;
use super::{Lowering, Steps};
use crate::kernel::{
    Access, BinaryOp, Index, Lanes, Operand, Register, Stmt, Trip, Value, Var, nest,
};
use crate::stencil::{Phase, Tap};
use crate::strategy::phases;
use crate::strategy::pieces::{self, Piece, active};

/// A sum of the tile: its row and vector, and the phases on y and x.
type Place = (usize, usize, usize, usize);

impl Lowering<'_> {
    /// The rows of outputs of one step.
    pub(super) fn step(&mut self, band: &Band, steps: Steps) -> Vec<Stmt> {
        let (x, lanes) = (&self.stencil.axes[2], self.builder.lanes());
        let form = |tile: Range<usize>| {
            let blocks = tile.flat_map(|block| x.phases.iter().map(move |phase| (phase, block)));
            blocks.map(|(phase, block)| active(phase, lanes, block)).collect::<Vec<_>>()
        };
        let mut body = Vec::new();
        for piece in pieces::pieces(self.ring.pitch / lanes, self.vectors, form) {
            let trip = Trip::Fixed(piece.tiles);
            let x = self.builder.var("x", &trip);
            let (sums, loaded) = (BTreeMap::new(), BTreeMap::new());
            let mut tile = Tile { lowering: self, band, steps, piece, x, sums, loaded };
            let stmts = tile.lower();
            body.extend(nest(x, trip, stmts));
        }
        body
    }

    /// Adds a product to a sum, which may begin with it.
    pub(super) fn add<P: Ord>(
        &mut self,
        sums: &mut BTreeMap<P, Register>,
        place: P,
        [a, b]: [Operand; 2],
        body: &mut Vec<Stmt>,
    ) {
        if let Some(&sum) = sums.get(&place) {
            body.push(Stmt::Set(sum, Value::Fma(a, b, Operand::Register(sum))));
            return;
        }
        let product = Value::Binary(BinaryOp::Mul, a, b);
        let (sum, define) = self.builder.define("sum", product);
        sums.insert(place, sum);
        body.push(define);
    }
}

/// Some vectors of each row of a step.
struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    band: &'a Band,
    steps: Steps,
    piece: Piece,
    x: Option<Var>,
    sums: BTreeMap<Place, Register>,
    /// Vectors of the ring, by the row that the first step reads, term, vector and phase on x.
    loaded: BTreeMap<(i64, usize, usize, usize), Register>,
}

impl Tile<'_, '_> {
    fn lower(&mut self) -> Vec<Stmt> {
        let mut body = Vec::new();
        let inputs = self.lowering.stencil.in_channels_per_group();
        if inputs > 1 || self.lowering.bias.is_some() {
            self.begin(&mut body);
        }
        let trip = Trip::Fixed(inputs);
        let channel = self.lowering.builder.var("c", &trip);
        let products = self.products(channel);
        body.extend(nest(channel, trip, products));
        // A phase may have no taps, or only such as are zero.
        self.begin(&mut body);
        body.extend(self.stores());
        body
    }

    /// The sums that exist: rows and phases on y, vectors and phases on x.
    fn places(&self) -> Vec<Place> {
        let [_, y, x] = self.lowering.stencil.axes.each_ref();
        let (ring, lanes) = (&self.lowering.ring, self.lowering.builder.lanes());
        let mut places = Vec::new();
        for row in 0..self.band.height {
            for vector in 0..self.piece.size {
                for (n, phase) in y.phases.iter().enumerate() {
                    if !ring.has(phase, self.band.first, row) {
                        continue;
                    }
                    let block = self.piece.first + vector;
                    let exists = |(_, phase): &(usize, &Phase)| active(phase, lanes, block) > 0;
                    let phases = x.phases.iter().enumerate().filter(exists);
                    places.extend(phases.map(|(m, _)| (row, vector, n, m)));
                }
            }
        }
        places
    }

    /// Defines the sums that are not yet there.
    fn begin(&mut self, body: &mut Vec<Stmt>) {
        let missing: Vec<Place> =
            self.places().into_iter().filter(|place| !self.sums.contains_key(place)).collect();
        if missing.is_empty() {
            return;
        }
        let start = match self.lowering.bias {
            Some(bias) => self.lowering.of_channel(bias, "bias_all", body),
            None => Operand::Splat(0.0),
        };
        for place in missing {
            let (sum, define) = self.lowering.builder.define("sum", Value::Copy(start));
            self.sums.insert(place, sum);
            body.push(define);
        }
    }

    /// All products of an input channel: for each factor, those of all sums. So of every row of the ring a vector is
    /// loaded once, and few are in use at a time.
    fn products(&mut self, channel: Option<Var>) -> Vec<Stmt> {
        let y = &self.lowering.stencil.axes[1];
        let places = self.places();
        let mut body = Vec::new();
        for term in 0..self.lowering.factors.rank {
            for (n, phase) in y.phases.iter().enumerate() {
                let mut taps = phase.taps.clone();
                taps.sort_by_key(|tap| tap.offset);
                for tap in taps {
                    let at = self.lowering.factors.column(term, tap.kernel as usize);
                    let factor = self.lowering.number(at, channel, &mut body);
                    if factor == Operand::Splat(0.0) {
                        continue;
                    }
                    for place in places.iter().filter(|(_, _, own, _)| *own == n) {
                        let value = self.load(place, &tap, term, channel, &mut body);
                        self.lowering.add(&mut self.sums, *place, [value, factor], &mut body);
                    }
                }
            }
        }
        body
    }

    /// The vector of the ring that a sum reads through a tap.
    fn load(
        &mut self,
        &(row, vector, _, phase): &Place,
        tap: &Tap,
        term: usize,
        channel: Option<Var>,
        body: &mut Vec<Stmt>,
    ) -> Operand {
        let Lowering { ring, stencil, builder, scratch, .. } = &mut *self.lowering;
        let read = |step: usize| ring.read(self.band.first + step, row, tap);
        let register = *self.loaded.entry((read(0), term, vector, phase)).or_insert_with(|| {
            let starts = (0..self.band.steps).map(|step| ring.place(read(step)));
            let lanes = builder.lanes();
            let inside = (term * stencil.axes[2].phases.len() + phase) * ring.pitch
                + (self.piece.first + vector) * lanes;
            let index = Index::constant(inside as i64)
                .table(self.steps[1], &starts.collect::<Vec<_>>())
                .linear(channel, ring.plane() as i64)
                .linear(self.x, (self.piece.size * lanes) as i64);
            let access = Access { buffer: *scratch, index, lanes: Lanes::strided(lanes, 1) };
            let (value, load) = builder.define("value", Value::Load(access));
            body.push(load);
            value
        });
        Operand::Register(register)
    }

    fn stores(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let [_, y, x] = stencil.axes.each_ref();
        let lanes = self.lowering.builder.lanes();
        let [_, line, element] = stencil.out_strides.axes;
        let index = self.output();
        let mut body = Vec::new();
        let slopes = self.lowering.epilogue.slopes;
        let slope = slopes.map(|slopes| self.lowering.of_channel(slopes, "slope", &mut body));
        for row in 0..self.band.height {
            for (n, phase) in y.phases.iter().enumerate() {
                for vector in 0..self.piece.size {
                    let block = self.piece.first + vector;
                    let sum = |(m, phase): (usize, &Phase)| {
                        let sum = self.sums.get(&(row, vector, n, m))?;

                        Some((phase.residue, active(phase, lanes, block), *sum))
                    };
                    let sums: Vec<_> = x.phases.iter().enumerate().filter_map(sum).collect();
                    if sums.is_empty() {
                        continue;
                    }
                    let at = (row * y.out_step + phase.residue) * line
                        + block * lanes * x.out_step * element;
                    body.extend(phases::finish(
                        &mut self.lowering.builder,
                        self.lowering.epilogue,
                        slope,
                        self.lowering.output,
                        &index.clone().offset(at as i64),
                        [x.out_step, element],
                        &sums,
                    ));
                }
            }
        }
        body
    }

    /// Where the tile's first output is stored.
    fn output(&self) -> Index {
        let Lowering { stencil, ring, loops: [batch, group, own], .. } = &*self.lowering;
        let [_, y, x] = stencil.axes.each_ref();
        let strides = &stencil.out_strides;
        let [_, line, element] = strides.axes;
        let step = (ring.height * y.out_step * line) as i64;
        let [turn, inner] = self.steps;
        let tile = self.piece.size * self.lowering.builder.lanes() * x.out_step * element;
        Index::constant(self.band.first as i64 * step)
            .linear(*batch, strides.batch as i64)
            .linear(*group, (stencil.out_channels_per_group() * strides.channel) as i64)
            .linear(*own, strides.channel as i64)
            .linear(turn, self.band.steps as i64 * step)
            .linear(inner, step)
            .linear(self.x, tile as i64)
    }
}
