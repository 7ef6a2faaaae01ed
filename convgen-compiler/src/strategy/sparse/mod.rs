//! Only the weights that are not zero.
//!
//! For pruned layers. A vector is `lanes` neighbouring outputs of one phase of a row; a tile is some
//! vectors × rows of one output channel, and all phases of the row. The weights of an output channel
//! that are not zero are entries of a table, each with the input element that it reads relative to
//! the tile's; a loop over them broadcasts the weight and adds its products to every sum of the
//! tile. The code does not grow with the weights.
//!
//! Near a border a tap reaches a part of the tile only. Entries whose taps reach the same part are
//! neighbours in the table, and have a loop of their own.
//!
//! Output channels are the loop inside the rows, so that all of them find the same few rows of the
//! input in the nearest cache.

mod copied;
mod entries;
mod method;
mod model;
mod tile;

use super::epilogue::Epilogue;
use super::parameters::{Lowered, Parameters};
use super::pieces::{self, Piece};
use super::reach::reach;
use crate::isa::RowTile;
use crate::kernel::{BufferId, Builder, Index, Operand, Stmt, Trip, Value, Var, nest};
use crate::stencil::{Axis, Phase, Stencil, Tap, Weighted, Window};
use entries::Entries;
pub use method::Sparse;

/// The places of the weights that are not zero are part of the text.
pub(super) fn lower(layer: &Weighted, lanes: usize, method: &Sparse) -> Lowered {
    let (stencil, tile) = (&layer.stencil, method.tile);
    let (mut parameters, mut builder, input, output) = Parameters::begin(stencil, lanes);
    let epilogue = Epilogue::new(&mut builder, &mut parameters, stencil);
    let entries = Entries::new(layer);
    let len = entries.weights().len();
    let weights = (len > 0).then(|| parameters.weights(&mut builder, stencil, len));
    let bias = parameters.bias(&mut builder, stencil);
    let trip = Trip::Fixed(stencil.batch);
    let batch = builder.var("n", &trip);
    let mut lowering =
        Lowering { stencil, tile, entries, builder, input, output, epilogue, weights, bias, batch };
    let window = Window::new(stencil, lanes, tile.vectors, tile.rows);
    let body = match window.filter(|_| tile.copied) {
        Some(window) => copied::planes(&mut lowering, window),
        None => lowering.planes(),
    };
    let kernel = lowering.builder.finish(nest(batch, trip, body));
    parameters.bind(kernel, layer, |_| lowering.entries.weights())
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    tile: RowTile,
    entries: Entries,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    epilogue: Epilogue,
    weights: Option<BufferId>,
    bias: Option<BufferId>,
    batch: Option<Var>,
}

/// Some outputs of one phase of an axis, and where they are in the loops.
#[derive(Clone, Copy)]
struct Span<'a> {
    axis: &'a Axis,
    phase: &'a Phase,
    piece: Piece,
    var: Option<Var>,
}

/// What a tile's accesses have in common.
#[derive(Clone)]
struct Indices {
    input: Index,
    output: Index,
    /// The output channel's loop.
    channel: Option<Var>,
}

impl<'a> Lowering<'a> {
    fn planes(&mut self) -> Vec<Stmt> {
        let stencil = self.stencil;
        self.axis(&stencil.axes[0], "z", 1, |lowering, z| {
            lowering.axis(&stencil.axes[1], "y", lowering.tile.rows, |lowering, y| {
                lowering.channels(z, y)
            })
        })
    }

    /// One nest for each piece of each phase.
    fn axis(
        &mut self,
        axis: &'a Axis,
        name: &str,
        most: usize,
        mut inside: impl FnMut(&mut Self, Span<'a>) -> Vec<Stmt>,
    ) -> Vec<Stmt> {
        let mut body = Vec::new();
        for phase in &axis.phases {
            for piece in pieces::of_phase(axis, phase, most) {
                let trip = Trip::Fixed(piece.tiles);
                let var = self.builder.var(name, &trip);
                let stmts = inside(self, Span { axis, phase, piece, var });
                body.extend(nest(var, trip, stmts));
            }
        }
        body
    }

    /// The slope of an output channel below zero, if the activation has one for each.
    fn slope(&mut self, channel: Option<Var>, body: &mut Vec<Stmt>) -> Option<Operand> {
        let slopes = self.epilogue.slopes?;
        let value = Value::Broadcast(slopes, Index::default().linear(channel, 1));
        let (slope, load) = self.builder.define("slope", value);
        body.push(load);
        Some(Operand::Register(slope))
    }

    /// Some rows of every output channel.
    fn channels(&mut self, z: Span<'a>, y: Span<'a>) -> Vec<Stmt> {
        let stencil = self.stencil;
        let trip = Trip::Fixed(stencil.out_channels);
        let channel = self.builder.var("channel", &trip);
        let x = &stencil.axes[2];
        let (from, to) = (stencil.in_strides, stencil.out_strides);
        let [[in_slice, in_row, in_element], [out_slice, out_row, out_element]] =
            [from.axes, to.axes];
        let input = Index::default().linear(self.batch, from.batch as i64);
        let output =
            Index::default().linear(self.batch, to.batch as i64).linear(channel, to.channel as i64);
        let indices = Indices {
            input: y.input(z.input(input, in_slice), in_row),
            output: y.output(z.output(output, out_slice), out_row),
            channel,
        };
        let lanes = self.builder.lanes();
        let mut body = Vec::new();
        for piece in pieces::of_row(x, lanes, self.tile.vectors) {
            let trip = Trip::Fixed(piece.tiles);
            let var = self.builder.var("x", &trip);
            let step = piece.size * lanes;
            let indices = Indices {
                input: indices.input.clone().linear(var, (step * x.in_step * in_element) as i64),
                output: indices
                    .output
                    .clone()
                    .linear(var, (step * x.out_step * out_element) as i64),
                ..indices
            };
            body.extend(nest(var, trip, tile::lower(self, &indices, [z, y], piece)));
        }
        nest(channel, trip, body)
    }
}

impl Span<'_> {
    /// Adds the first output's position on this axis, before the tap, to an index of the input.
    fn input(&self, index: Index, row: usize) -> Index {
        self.position(index, row * self.axis.in_step)
    }

    /// The same for an index of the output.
    fn output(&self, index: Index, row: usize) -> Index {
        let index = index.offset((row * self.phase.residue) as i64);
        self.position(index, row * self.axis.out_step)
    }

    fn position(&self, index: Index, step: usize) -> Index {
        let Piece { first, size, .. } = self.piece;
        index.offset((first * step) as i64).linear(self.var, (size * step) as i64)
    }

    /// The outputs of the first tile that a tap reaches, each with the distance from the element that
    /// the tap reads at the tile's first output, if it is inside, to the one that it reads there.
    fn rows(&self, tap: &Tap) -> Vec<(usize, i64)> {
        if !self.phase.taps.contains(tap) {
            return Vec::new();
        }
        let Piece { first, size, .. } = self.piece;
        let step = self.axis.in_step;
        let start = (step * first) as i64 + tap.offset;
        let reads = reach(self.axis, self.phase, tap, &(first..first + size));
        let rows = reads.into_iter().flat_map(|reads| {
            (0..reads.count).map(move |n| (reads.first + n, (reads.at + step * n) as i64 - start))
        });
        rows.collect()
    }
}
