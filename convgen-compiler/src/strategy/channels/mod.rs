//! Loops over the stencil, in register tiles of output channels × pixels.
//!
//! A vector is `lanes` output channels of one group; their weights lie side by side in a packed
//! table, and the input is broadcast. A tile is some vectors × some rows × some neighbouring outputs
//! of a row: every weight is loaded once for all the tile's pixels, every input once for all its
//! vectors. Phases of a row may share a tile, whose pixels then lie side by side in the output.
//!
//! Where channels lie side by side in the input, a depthwise layer's groups are lanes too: an input is
//! a vector then, whose every lane meets a weight of its own channel. Where they lie side by side in
//! the output, vectors are stored as they are.
//!
//! Outputs of a small image are one line, which `line` cuts into tiles. In others, outputs that use the
//! same taps are regions with constant trip counts: `axes` makes them from
//! the segments of each axis. A unit tile is the fallback for every layer: plain loops.

mod line;
mod method;
mod model;
mod pack;
mod packed;
mod place;
mod sums;
mod tile;

use super::axes::{AxisLoops, Pieces};
use super::epilogue::Epilogue;
use super::parameters::{Lowered, Parameters};
use super::split::{self, Block};
use crate::kernel::{BufferId, Builder, Stmt, Trip, Var, nest};
use crate::stencil::{Segment, Stencil, Weighted};
pub use method::Channels;
use pack::Packing;
use place::{Indices, Steps};

/// A kernel that no number of the layer has part in, with them.
///
/// Weights that are the caller's are read as they lie in memory, or packed first.
pub(super) fn lower(layer: &Weighted, lanes: usize, method: &Channels) -> Lowered {
    let stencil = &layer.stencil;
    let packing = Packing::new(stencil, lanes, method.tile.vectors, method.packed);
    let (mut parameters, mut builder, input, output) = Parameters::begin(stencil, lanes);
    let epilogue = Epilogue::new(&mut builder, &mut parameters, stencil);
    let given = parameters.weights(&mut builder, stencil, packing.len());
    let bias = parameters.bias(&mut builder, stencil);
    let (weights, mut body) = match stencil.reads_weights && method.packed {
        true => packed::weights(&mut builder, stencil, &packing, given),
        false => (given, Vec::new()),
    };
    let mut lowering = Lowering {
        stencil,
        packing,
        method: *method,
        builder,
        input,
        output,
        epilogue,
        weights,
        bias,
    };
    body.extend(lowering.outputs());
    let kernel = lowering.builder.finish(body);
    parameters.bind(kernel, layer, |layer| lowering.packing.weights(layer))
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    packing: Packing,
    method: Channels,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    epilogue: Epilogue,
    weights: BufferId,
    bias: Option<BufferId>,
}

/// All outputs whose position on z and y is in one of some segments of the same form, and on x
/// likewise for each of the phases that share a tile.
struct Region<'a> {
    segments: [&'a [Segment]; 2],
    phases: &'a [Vec<Segment>],
    outer: [AxisLoops; 2],
    /// One a phase; all with the same outputs.
    inner: Vec<AxisLoops>,
    batch: Option<Var>,
    group: Option<Var>,
    /// The axis of a tile's rows, z or y.
    row_axis: usize,
}

/// Tiles along one axis: `trip` of them, of `size` outputs each, from output `first` on.
struct Tiles {
    var: Option<Var>,
    trip: Trip,
    first: usize,
    size: usize,
}

impl Lowering<'_> {
    /// All of them: as a line, or region by region.
    fn outputs(&mut self) -> Vec<Stmt> {
        if self.method.line {
            return line::lower(self);
        }
        let Channels { tile, nests, .. } = self.method;
        let pieces = Pieces::new(self.stencil, nests, tile.interleaved);
        let mut body = Vec::new();
        for z in &pieces.z {
            for y in &pieces.y {
                for x in &pieces.x {
                    body.extend(self.region([z, y], x));
                }
            }
        }
        body
    }

    fn region(&mut self, segments: [&[Segment]; 2], phases: &[Vec<Segment>]) -> Vec<Stmt> {
        let [z, y] = segments;
        let builder = &mut self.builder;
        let outer = [AxisLoops::new(builder, "z", z), AxisLoops::new(builder, "y", y)];
        let inner = phases.iter().map(|x| AxisLoops::new(builder, "x", x)).collect();
        let (batches, groups) = (Trip::Fixed(self.stencil.batch), Trip::Fixed(self.packing.groups));
        let (batch, group) = (builder.var("n", &batches), builder.var("g", &groups));
        let row_axis = row_axis(&outer);
        let region = Region { segments, phases, outer, inner, batch, group, row_axis };
        let indices = Indices::of(self, &region);
        let mut body = Vec::new();
        for block in self.packing.blocks() {
            let trip = Trip::Fixed(block.count);
            let var = self.builder.var("block", &trip);
            let indices = indices.at_block(self, &block, var);
            let rows = self.rows(&region, &indices, &block);
            let (other, trip_other) = &region.outer[1 - row_axis].outputs;
            body.extend(nest(var, trip, nest(*other, trip_other.clone(), rows)));
        }
        let body = nest(region.batch, batches, nest(region.group, groups, body));
        let [z, y] = region.outer;
        let x = region.inner.into_iter().next().map(|axis| axis.segment);
        let segments = [x, Some(y.segment), Some(z.segment)].into_iter().flatten();
        segments.fold(body, |body, (var, trip)| nest(var, trip, body))
    }

    /// All tiles of one block of channels: most pixels of a row first, then rows.
    fn rows(&mut self, region: &Region<'_>, indices: &Indices, block: &Block) -> Vec<Stmt> {
        // A block of fewer vectors has as many sums, in more pixels.
        let sums = self.method.tile.vectors * self.method.tile.pixels;
        let most = (sums / block.vectors / region.phases.len()).max(1);
        let steps = Steps::of(self.stencil, region);
        let width = tiles_of(&region.inner[0], most).first().map_or(1, |&(_, size)| size);
        let tiles = [(row_axis_of(region), most / width), (&region.inner[0], most)]
            .map(|(axis, most)| tiles_of(axis, most).iter().map(|(count, _)| count).sum::<usize>());
        // What is read in order, processors ask for by themselves.
        let gaps = self.stencil.axes.iter().any(|axis| axis.out_step > 1);
        let packed = self.packing.direct.is_none();
        let streamed = packed && gaps && self.method.far && tiles[0] * tiles[1] <= STREAMED;
        let mut body = Vec::new();
        for row in self.tiles(row_axis_of(region), "row", most / width) {
            let indices = indices.at_tiles(&row, steps.row);
            let mut columns = Vec::new();
            for column in self.tiles(&region.inner[0], "tile", most) {
                let indices = indices.at_tiles(&column, steps.column);
                let size = tile::Size { rows: row.size, columns: column.size, streamed };
                let stmts = tile::lower(self, region, &indices, &steps, block, size);
                columns.extend(nest(column.var, column.trip, stmts));
            }
            body.extend(nest(row.var, row.trip, columns));
        }
        body
    }

    fn tiles(&mut self, axis: &AxisLoops, name: &str, most: usize) -> Vec<Tiles> {
        if let (var, by @ Trip::By { .. }) = &axis.outputs {
            // As many as a list says: one by one.
            return vec![Tiles { var: *var, trip: by.clone(), first: 0, size: 1 }];
        }
        let mut tiles = Vec::new();
        let mut first = 0;
        for (count, size) in tiles_of(axis, most) {
            let trip = Trip::Fixed(count);
            tiles.push(Tiles { var: self.builder.var(name, &trip), trip, first, size });
            first += count * size;
        }
        tiles
    }
}

/// Tiles of almost the same size: a short last one would waste registers.
fn tiles_of(axis: &AxisLoops, most: usize) -> Vec<(usize, usize)> {
    match axis.outputs.1 {
        Trip::Fixed(outputs) => split::even(outputs, most),
        Trip::By { .. } => Vec::new(),
    }
}

/// The axis of a tile's rows.
fn row_axis_of<'a>(region: &'a Region<'_>) -> &'a AxisLoops {
    &region.outer[region.row_axis]
}

/// Tiles of a block of channels for which its weights are asked for ahead: with more of them, most find
/// the weights in the second-level cache, where asking costs more than it spares.
const STREAMED: usize = 2;

/// y, unless it is one output long and z is longer.
fn row_axis(outer: &[AxisLoops; 2]) -> usize {
    let long = |n: usize| outer[n].outputs.1 != Trip::Fixed(1);
    usize::from(long(1) || !long(0))
}
