//! Loops over the stencil, in register tiles of output channels × pixels.
//!
//! A vector is `lanes` output channels of one group; their weights lie side by side in a packed
//! table, and the input is broadcast. A tile is some vectors × some neighbouring outputs of a row:
//! every weight is loaded once for all the tile's pixels, every input once for all its vectors.
//!
//! Outputs that use the same taps are regions with constant trip counts: `axes` makes them from
//! the segments of each axis. A unit tile is the fallback for every layer: plain loops.

mod pack;

use super::axes::{AxisLoops, pieces};
use pack::Packing;

use super::split::Block;
use super::{epilogue, split};
use crate::isa::Tile;
use crate::kernel::{
    Access, BufferId, Builder, Index, Kernel, Lanes, Operand, Register, Stmt, Trip, Value, Var,
    nest,
};
use crate::stencil::{Segment, Stencil};

/// Lowers with a register tile and a budget of nests.
pub(super) fn lower(stencil: &Stencil, lanes: usize, tile: Tile, nests: usize) -> Kernel {
    let packing = Packing::new(stencil, lanes, tile.vectors);
    let (mut builder, input, output) =
        Builder::new(lanes, stencil.input_len(), stencil.output_len());
    let weights = builder.table("weights", packing.weights(stencil));
    let bias = stencil.has_bias().then(|| builder.table("bias", packing.bias(stencil)));
    let [z, y, x] = pieces(stencil, nests);
    let mut lowering = Lowering { stencil, packing, tile, builder, input, output, weights, bias };
    let mut body = Vec::new();
    for z in &z {
        for y in &y {
            for x in &x {
                body.extend(lowering.region([z, y, x]));
            }
        }
    }
    lowering.builder.finish(body)
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    packing: Packing,
    tile: Tile,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    weights: BufferId,
    bias: Option<BufferId>,
}

/// The indices of one region, before the channels of a block are added.
#[derive(Clone)]
struct Indices {
    input: Index,
    output: Index,
    weights: Index,
    bias: Index,
}

/// The outputs of one region along the axis of its tiles: `tiles` times `pixels`, from `first` on.
#[derive(Clone, Copy)]
struct Row {
    along: usize,
    first: usize,
    tiles: usize,
    pixels: usize,
}

impl Lowering<'_> {
    /// All outputs whose position on each axis is in one of some segments of the same form.
    fn region(&mut self, segments: [&[Segment]; 3]) -> Vec<Stmt> {
        let [z, y, x] = segments;
        let axes = [
            AxisLoops::new(&mut self.builder, "z", z),
            AxisLoops::new(&mut self.builder, "y", y),
            AxisLoops::new(&mut self.builder, "x", x),
        ];
        let (batches, groups) = (Trip::Fixed(self.stencil.batch), Trip::Fixed(self.stencil.groups));
        let batch = self.builder.var("n", &batches);
        let group = self.builder.var("g", &groups);
        let along = self.tile_axis(&axes);
        let indices = self.indices(segments, &axes, batch, group, along);
        let mut body = Vec::new();
        for block in self.packing.blocks() {
            let trip = Trip::Fixed(block.count);
            let var = self.builder.var("block", &trip);
            let indices = self.at_block(&indices, &block, var);
            let mut rows = Vec::new();
            for row in self.rows(&axes, along) {
                rows.extend(self.row(&axes, indices.clone(), &block, row));
            }
            let others = [2, 1, 0].into_iter().filter(|&n| n != along).map(|n| &axes[n].outputs);
            let rows = others.fold(rows, |rows, (var, trip)| nest(*var, trip.clone(), rows));
            body.extend(nest(var, trip, rows));
        }
        let body = nest(batch, batches, nest(group, groups, body));
        axes.into_iter().rev().fold(body, |body, axis| nest(axis.segment.0, axis.segment.1, body))
    }

    /// The axis along which pixels make a tile: x, unless that is too short for one and another axis
    /// is longer. The columns at a border are one pixel wide: across them, a tile would be one
    /// pixel, and the few sums of that wait for one another.
    fn tile_axis(&self, axes: &[AxisLoops; 3]) -> usize {
        let outputs = |n: usize| match axes[n].outputs.1 {
            Trip::Fixed(outputs) => outputs.min(self.tile.pixels),
            Trip::By { .. } => 1,
        };
        [2, 1, 0].into_iter().rev().max_by_key(|&n| (outputs(n), n)).unwrap_or(2)
    }

    /// Tiles of almost the same number of pixels: a short last one would waste registers.
    fn rows(&self, axes: &[AxisLoops; 3], along: usize) -> Vec<Row> {
        match axes[along].outputs.1 {
            Trip::Fixed(outputs) => {
                let mut rows = Vec::new();
                let mut first = 0;
                for (tiles, pixels) in split::even(outputs, self.tile.pixels) {
                    rows.push(Row { along, first, tiles, pixels });
                    first += tiles * pixels;
                }
                rows
            }
            // As many as a list says: one by one.
            Trip::By { .. } => vec![Row { along, first: 0, tiles: 1, pixels: 1 }],
        }
    }

    /// Elements of the input and of the output from one pixel of a tile to the next.
    fn pixel_steps(&self, along: usize) -> (usize, usize) {
        let inner = &self.stencil.axes[along + 1..];
        let row_in: usize = inner.iter().map(|axis| axis.input).product();
        let row_out: usize = inner.iter().map(|axis| axis.output).product();
        let axis = &self.stencil.axes[along];
        (axis.in_step * row_in, axis.out_step * row_out)
    }

    /// One row of a region for one block of channels.
    fn row(
        &mut self,
        axes: &[AxisLoops; 3],
        indices: Indices,
        block: &Block,
        row: Row,
    ) -> Vec<Stmt> {
        let (step_in, step_out) = self.pixel_steps(row.along);
        let (var, trip) = match &axes[row.along].outputs.1 {
            Trip::Fixed(_) => {
                let trip = Trip::Fixed(row.tiles);
                (self.builder.var("tile", &trip), trip)
            }
            by @ Trip::By { .. } => (axes[row.along].outputs.0, by.clone()),
        };
        let step = |index: Index, step: usize| {
            index.offset((row.first * step) as i64).linear(var, (row.pixels * step) as i64)
        };
        let indices = Indices {
            input: step(indices.input, step_in),
            output: step(indices.output, step_out),
            ..indices
        };
        let sums = self.sums(&indices, block, row.pixels);
        let mut body: Vec<Stmt> = sums.iter().flatten().map(|(_, define)| define.clone()).collect();
        let sums: Vec<Vec<Register>> =
            sums.iter().map(|vector| vector.iter().map(|(sum, _)| *sum).collect()).collect();
        body.extend(self.reduction(axes, &indices, block, &sums, step_in));
        for vector in &sums {
            body.extend(
                vector.iter().filter_map(|&sum| epilogue::apply(self.stencil.activation, sum)),
            );
        }
        body.extend(
            sums.iter()
                .enumerate()
                .map(|(n, vector)| self.store(&indices, block, n, vector, step_out)),
        );
        nest(var, trip, body)
    }

    /// The accumulators, vector by vector, each with its definition.
    fn sums(
        &mut self,
        indices: &Indices,
        block: &Block,
        pixels: usize,
    ) -> Vec<Vec<(Register, Stmt)>> {
        let lanes = self.packing.lanes;
        let mut sums = Vec::new();
        for vector in 0..block.vectors {
            let start = match self.bias {
                Some(buffer) => Value::Load(Access {
                    buffer,
                    index: indices.bias.clone().offset((vector * lanes) as i64),
                    lanes: Lanes::strided(lanes, 1),
                }),
                None => Value::Copy(Operand::Splat(0.0)),
            };
            let pixel = |_| self.builder.define("sum", start.clone());
            sums.push((0..pixels).map(pixel).collect());
        }
        sums
    }

    /// Adds every tap of every input channel to the sums.
    fn reduction(
        &mut self,
        axes: &[AxisLoops; 3],
        indices: &Indices,
        block: &Block,
        sums: &[Vec<Register>],
        pixel_step: usize,
    ) -> Vec<Stmt> {
        let (stencil, lanes) = (self.stencil, self.packing.lanes);
        let channels = Trip::Fixed(stencil.in_channels_per_group());
        let channel = self.builder.var("c", &channels);
        let input = indices.input.clone().linear(channel, stencil.in_plane() as i64);
        let mut weights = indices.weights.clone();
        let mut step = block.vectors * lanes;
        for n in [2, 1, 0] {
            let (axis, loops) = (&stencil.axes[n], &axes[n]);
            weights = loops.weights(weights, axis, step as i64);
            step *= axis.kernel;
        }
        let weights = weights.linear(channel, step as i64);
        let mut body = Vec::new();
        let mut loaded = Vec::new();
        for vector in 0..block.vectors {
            let index = weights.clone().offset((vector * lanes) as i64);
            let access = Access { buffer: self.weights, index, lanes: Lanes::strided(lanes, 1) };
            let (weight, load) = self.builder.define("weight", Value::Load(access));
            body.push(load);
            loaded.push(Operand::Register(weight));
        }
        let pixels = sums[0].len();
        for pixel in 0..pixels {
            let index = input.clone().offset((pixel * pixel_step) as i64);
            let (value, load) = self.builder.define("value", Value::Broadcast(self.input, index));
            body.push(load);
            for (sums, &weight) in sums.iter().zip(&loaded) {
                let sum = sums[pixel];
                let fma = Value::Fma(Operand::Register(value), weight, Operand::Register(sum));
                body.push(Stmt::Set(sum, fma));
            }
        }
        let taps = axes.iter().rev().map(|axis| &axis.taps);
        let body = taps.fold(body, |body, (var, trip)| nest(*var, trip.clone(), body));
        nest(channel, channels, body)
    }

    /// Stores one vector of channels of every pixel of the tile.
    fn store(
        &self,
        indices: &Indices,
        block: &Block,
        vector: usize,
        sums: &[Register],
        column: usize,
    ) -> Stmt {
        let (lanes, plane) = (self.packing.lanes, self.stencil.out_plane());
        let count = if vector + 1 == block.vectors { block.last } else { lanes };
        let index = indices.output.clone().offset((vector * lanes * plane) as i64);
        let stride = if count == 1 { 1 } else { plane };
        let access = Access { buffer: self.output, index, lanes: Lanes::strided(count, stride) };
        match sums {
            [sum] => Stmt::Store(access, Operand::Register(*sum)),
            sums => Stmt::StoreTile {
                access,
                column,
                values: sums.iter().copied().map(Operand::Register).collect(),
            },
        }
    }

    fn indices(
        &self,
        segments: [&[Segment]; 3],
        axes: &[AxisLoops; 3],
        batch: Option<Var>,
        group: Option<Var>,
        along: usize,
    ) -> Indices {
        let (stencil, packing) = (self.stencil, &self.packing);
        let (in_plane, out_plane) = (stencil.in_plane(), stencil.out_plane());
        let by_group = |channels: usize, plane: usize| (channels / stencil.groups * plane) as i64;
        let (inputs, outputs) = (stencil.in_channels, stencil.out_channels);
        let mut input = Index::default()
            .linear(batch, (inputs * in_plane) as i64)
            .linear(group, by_group(inputs, in_plane));
        let mut output = Index::default()
            .linear(batch, (outputs * out_plane) as i64)
            .linear(group, by_group(outputs, out_plane));
        let (mut row_in, mut row_out) = (1, 1);
        for n in [2, 1, 0] {
            let axis = &stencil.axes[n];
            // Outputs along the tiles are counted in tiles, which `row` adds.
            let by_tile = n == along;
            input = axes[n].input(input, axis, segments[n], row_in, by_tile);
            input = axes[n].input_taps(input, axis, row_in);
            output = axes[n].output(output, axis, segments[n], row_out, by_tile);
            row_in *= axis.input as i64;
            row_out *= axis.output as i64;
        }
        Indices {
            input,
            output,
            weights: Index::default().linear(group, packing.group_weights() as i64),
            bias: Index::default().linear(group, packing.group_bias() as i64),
        }
    }

    /// The indices of a block of channels; `var` counts blocks of the same form.
    fn at_block(&self, indices: &Indices, block: &Block, var: Option<Var>) -> Indices {
        let at = |index: &Index, vector: usize| {
            let block_step = (block.vectors * vector) as i64;
            index.clone().offset((block.first * vector) as i64).linear(var, block_step)
        };
        let lanes = self.packing.lanes;
        Indices {
            input: indices.input.clone(),
            output: at(&indices.output, lanes * self.stencil.out_plane()),
            weights: at(&indices.weights, self.packing.vector_weights()),
            bias: at(&indices.bias, lanes),
        }
    }
}
