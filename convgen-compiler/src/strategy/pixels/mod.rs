//! Register tiles of neighbouring outputs.
//!
//! For few output channels: image filters, depthwise layers, the last layer of a decoder. A vector
//! is `lanes` neighbouring outputs of one phase of a row; a tile is some vectors × rows × channels,
//! and all phases of the row, which are interleaved when they are stored. Weights are broadcast. An
//! input vector is loaded once for all rows, phases and channels of the tile that need it. Taps are
//! straight-line code; borders of a row are vectors of their own with partial loads.

mod form;
mod method;
mod model;
mod stride;
mod sums;
mod taps;
mod tile;

use super::axes::AxisLoops;
use super::epilogue::Epilogue;
use super::parameters::{Lowered, Parameters};
use super::row;
use super::split::even;
use crate::isa::PixelTile;
use crate::kernel::{BufferId, Builder, Index, Stmt, Trip, Var, nest};
use crate::stencil::{Segment, Stencil, Weighted};
pub use form::Form;
pub use method::Pixels;
use taps::Taps;

pub(super) fn lower(layer: &Weighted, lanes: usize, method: &Pixels) -> Lowered {
    let stencil = &layer.stencil;
    let (mut parameters, mut builder, input, output) = Parameters::begin(stencil, lanes);
    let epilogue = Epilogue::new(&mut builder, &mut parameters, stencil);
    let Pixels { tile, form } = *method;
    let numbers = match form {
        Form::Literals => Numbers::Literals(layer),
        Form::Taps | Form::Middle | Form::Loops => {
            Numbers::Parameter(parameters.weights(&mut builder, stencil, stencil.weights()))
        }
    };
    let known = form == Form::Literals && !stencil.reads_bias;
    let bias = if known { None } else { parameters.bias(&mut builder, stencil) };
    let [z, y] = [0, 1].map(|n| form::regions(&stencil.segments(n), form));
    let mut lowering =
        Lowering { stencil, tile, form, builder, input, output, epilogue, numbers, bias };
    let mut body = Vec::new();
    for z in &z {
        for y in &y {
            body.extend(lowering.region(z, y));
        }
    }
    parameters.bind(lowering.builder.finish(body), layer, |layer| layer.weights().to_vec())
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    tile: PixelTile,
    form: Form,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    epilogue: Epilogue,
    numbers: Numbers<'a>,
    bias: Option<BufferId>,
}

/// Where weights are, and a bias that is no parameter.
#[derive(Clone, Copy)]
enum Numbers<'a> {
    /// In a parameter, `[out, in/groups, kz, ky, kx]` or as the caller's lie; there is no other bias.
    Parameter(BufferId),
    /// In the text: those of one channel.
    Literals(&'a Weighted),
}

/// What a tile's accesses have in common.
#[derive(Clone)]
struct Indices {
    input: Index,
    output: Index,
    weights: Index,
    bias: Index,
}

impl Lowering<'_> {
    /// All rows whose z and y lie in some segments of the same form.
    fn region(&mut self, z: &[Segment], y: &[Segment]) -> Vec<Stmt> {
        let stencil = self.stencil;
        let axes =
            [AxisLoops::new(&mut self.builder, "z", z), AxisLoops::new(&mut self.builder, "y", y)];
        let (batches, groups) = (Trip::Fixed(stencil.batch), Trip::Fixed(stencil.groups));
        let batch = self.builder.var("n", &batches);
        let group = self.builder.var("g", &groups);
        let indices = self.indices([z, y], &axes, batch, group);
        let taps = Taps::of(self, [z, y], &axes);
        let mut body = Vec::new();
        for (count, channels, first) in spans(stencil.out_channels_per_group(), self.tile.channels)
        {
            let trip = Trip::Fixed(count);
            let var = self.builder.var("channels", &trip);
            let indices = self.at_channel(&indices, first, channels, var);
            let mut rows = Vec::new();
            for (count, height, first) in spans(y[0].outputs, self.tile.rows) {
                let trip = Trip::Fixed(count);
                let var = self.builder.var("rows", &trip);
                let indices = self.at_row(&indices, first, height, var);
                let pieces = self.pieces(&indices, &taps, [channels, height]);
                rows.extend(nest(var, trip, pieces));
            }
            let rows = nest(axes[0].outputs.0, axes[0].outputs.1.clone(), rows);
            body.extend(nest(var, trip, rows));
        }
        let body = nest(batch, batches, nest(group, groups, body));
        axes.into_iter().rev().fold(body, |body, axis| nest(axis.segment.0, axis.segment.1, body))
    }

    /// All vectors of some rows of some channels.
    fn pieces(&mut self, indices: &Indices, taps: &[Taps], size: [usize; 2]) -> Vec<Stmt> {
        let x = &self.stencil.axes[2];
        let lanes = self.builder.lanes();
        let mut body = Vec::new();
        for piece in row::pieces(x, lanes, self.tile.vectors) {
            let trip = Trip::Fixed(piece.tiles);
            let var = self.builder.var("x", &trip);
            let step = (piece.vectors * lanes) as i64;
            let at = |index: &Index, row: usize| index.clone().linear(var, step * row as i64);
            let indices = Indices {
                input: at(&indices.input, x.in_step * self.stencil.in_strides.axes[2]),
                output: at(&indices.output, x.out_step * self.stencil.out_strides.axes[2]),
                ..indices.clone()
            };
            let [channels, rows] = size;
            let shape = tile::Size { channels, rows, piece };
            // The first that suits the place.
            let inner = row::is_inner(x, lanes, piece.first);
            let taps = taps.iter().find(|taps| inner || taps.column.is_none());
            let tile = taps.map(|taps| tile::lower(self, &indices, taps, &shape));
            body.extend(nest(var, trip, tile.unwrap_or_default()));
        }
        body
    }

    fn indices(
        &self,
        segments: [&[Segment]; 2],
        axes: &[AxisLoops; 2],
        batch: Option<Var>,
        group: Option<Var>,
    ) -> Indices {
        let stencil = self.stencil;
        let (from, to) = (&stencil.in_strides, &stencil.out_strides);
        let group_in = stencil.in_channels_per_group();
        let group_out = stencil.out_channels_per_group();
        let mut indices = Indices {
            input: Index::default()
                .linear(batch, from.batch as i64)
                .linear(group, (group_in * from.channel) as i64),
            output: Index::default()
                .linear(batch, to.batch as i64)
                .linear(group, (group_out * to.channel) as i64),
            weights: Index::default().linear(group, stencil.weight_strides.group as i64),
            bias: Index::default().linear(group, group_out as i64),
        };
        let [z, y, _] = stencil.axes.each_ref();
        let [slices, lines, _] = to.axes.map(|stride| stride as i64);
        // Rows are counted in tiles, which `at_row` adds.
        indices.output = axes[1].output(indices.output, y, segments[1], lines, true);
        indices.input = axes[0].input(indices.input, z, from.axes[0] as i64);
        indices.output = axes[0].output(indices.output, z, segments[0], slices, false);
        indices
    }

    fn at_channel(
        &self,
        indices: &Indices,
        first: usize,
        channels: usize,
        var: Option<Var>,
    ) -> Indices {
        let at = |index: &Index, size: usize| {
            index.clone().offset((first * size) as i64).linear(var, (channels * size) as i64)
        };
        Indices {
            input: indices.input.clone(),
            output: at(&indices.output, self.stencil.out_strides.channel),
            weights: at(&indices.weights, self.stencil.weight_strides.output),
            bias: at(&indices.bias, 1),
        }
    }

    fn at_row(&self, indices: &Indices, first: usize, height: usize, var: Option<Var>) -> Indices {
        let y = &self.stencil.axes[1];
        let at = |index: &Index, row: usize| {
            index.clone().offset((first * row) as i64).linear(var, (height * row) as i64)
        };
        Indices {
            input: at(&indices.input, y.in_step * self.stencil.in_strides.axes[1]),
            output: at(&indices.output, y.out_step * self.stencil.out_strides.axes[1]),
            ..indices.clone()
        }
    }
}

/// An even split with each part's first element: how many, of which size, from where.
fn spans(total: usize, most: usize) -> Vec<(usize, usize, usize)> {
    let mut next = 0;
    let place = |(count, size)| {
        let first = next;
        next += count * size;
        (count, size, first)
    };
    even(total, most).into_iter().map(place).collect()
}
