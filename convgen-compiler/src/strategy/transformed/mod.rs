//! Fewer multiplications: Cook–Toom algorithms, which most call Winograd's, on every phase.
//!
//! Each axis has matrices `A`, `B` and `G` ([`Tiling`]), whatever kind of layer it is one of; several axes combine
//! as products. The weights are transformed (`G`) when the kernel is made. The output is cut into tiles, and these into
//! strips, of which one is computed at a time, all of it in scratch memory:
//!
//! ```text
//! for each strip of tiles
//!   for each vector of input channels
//!     its window with what surrounds the input → B along z, y and x → values[product][tile][channel]
//!   for each block of vectors of output channels
//!     for each product, some tiles: sums over channels of values · table → products[product][tile][vector]
//!     for each vector: A along z, y and x → rows → bias, residual, activation → output
//! ```
//!
//! Lanes are channels throughout: of the input while `B` is applied, then of the output. So neither the
//! step of a layer nor the layout of its arrays is known to more than the first copy and the last one.
//!
//! A tile at the far border that has less outputs uses some of the products only, and so the same table.

mod array;
mod axis;
mod bound;
mod combine;
mod fill;
mod finish;
#[cfg(test)]
mod measure;
mod memory;
mod method;
mod model;
#[cfg(test)]
mod normal;
mod pass;
mod points;
mod products;
mod rational;
mod rows;
mod search;
mod strip;
mod table;
mod tiles;
mod toom;
mod traffic;
#[cfg(test)]
mod trial;

use super::epilogue::Epilogue;
use super::parameters::{Lowered, Parameters};
use super::split::{Block, blocks};
use crate::kernel::{BufferId, Builder, Index, Stmt, Trip, Var, nest};
use crate::stencil::{Stencil, Weighted};
use array::Array;
use axis::Tiling;
use memory::{Arrays, Buffers, arrays};
use pass::{Matrix, Side, pass};
use products::{Place, Weights};
use strip::{Strips, strips};
use table::Table;
pub use tiles::Transformed;

/// A kernel with a table of transformed weights; `None` where an axis has no such tiles.
pub(super) fn lower(layer: &Weighted, lanes: usize, method: &Transformed) -> Option<Lowered> {
    let stencil = &layer.stencil;
    let tilings = method.tilings(stencil)?;
    let (mut parameters, mut builder, input, output) = Parameters::begin(stencil, lanes);
    let epilogue = Epilogue::new(&mut builder, &mut parameters, stencil);
    let table = Table::new(stencil, &tilings);
    let weights = parameters.weights(&mut builder, stencil, table.len());
    let bias = parameters.bias(&mut builder, stencil);
    let buffers = Buffers::new(&mut builder, &method.sizes(stencil, &tilings, lanes));
    let mut lowering = Lowering {
        stencil,
        method: *method,
        table: &table,
        builder,
        input,
        output,
        epilogue,
        weights,
        bias,
        buffers,
    };
    let body = lowering.outputs(&tilings);
    let kernel = lowering.builder.finish(body);
    Some(parameters.bind(kernel, layer, |layer| table.weights(layer, &tilings)))
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    method: Transformed,
    table: &'a Table,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    epilogue: Epilogue,
    weights: BufferId,
    bias: Option<BufferId>,
    buffers: Buffers,
}

/// A block of output channels.
struct Channels<'a> {
    outer: [Option<Var>; 2],
    block: &'a Block,
    var: Option<Var>,
}

impl Lowering<'_> {
    /// All strips of all groups of all inputs.
    fn outputs(&mut self, tilings: &[Tiling; 3]) -> Vec<Stmt> {
        let (batches, groups) = (Trip::Fixed(self.stencil.batch), Trip::Fixed(self.stencil.groups));
        let batch = self.builder.var("n", &batches);
        let group = self.builder.var("g", &groups);
        let [z, y, x] = std::array::from_fn(|n| strips(&tilings[n], self.method.strip[n]));
        let x: Vec<_> = x.into_iter().flat_map(|x| x.alike(&self.stencil.axes[2])).collect();
        let mut body = Vec::new();
        for &z in &z {
            for &y in &y {
                for &x in &x {
                    body.extend(self.strips([z, y, x], [batch, group]));
                }
            }
        }
        nest(batch, batches, nest(group, groups, body))
    }

    fn strips(&mut self, strips: [Strips<'_>; 3], outer: [Option<Var>; 2]) -> Vec<Stmt> {
        let trips = strips.map(|strips| Trip::Fixed(strips.count));
        let vars = [0, 1, 2].map(|n| self.builder.var("strip", &trips[n]));
        let lanes = self.builder.lanes();
        let arrays = arrays(&strips, self.stencil, lanes, self.method.vectors);
        let mut body = self.inputs(&strips, vars, outer, &arrays);
        for block in blocks(self.stencil.out_channels_per_group(), lanes, self.method.vectors) {
            let trip = Trip::Fixed(block.count);
            let var = self.builder.var("block", &trip);
            let place = Channels { outer, block: &block, var };
            body.extend(nest(var, trip, self.block(&strips, vars, &place, &arrays)));
        }
        let loops = vars.into_iter().zip(trips).rev();
        loops.fold(body, |body, (var, trip)| nest(var, trip, body))
    }

    /// The values of all input channels of a group.
    fn inputs(
        &mut self,
        strips: &[Strips<'_>; 3],
        vars: [Option<Var>; 3],
        [batch, group]: [Option<Var>; 2],
        arrays: &Arrays,
    ) -> Vec<Stmt> {
        let (lanes, channels) = (self.builder.lanes(), self.stencil.in_channels_per_group());
        let strides = self.stencil.in_strides;
        let input = Index::default()
            .linear(batch, strides.batch as i64)
            .linear(group, (channels * strides.channel) as i64);
        let mut body = Vec::new();
        let (whole, rest) = (channels / lanes, channels % lanes);
        for (first, count, size) in [(0, whole, lanes), (whole, usize::from(rest > 0), rest)] {
            if count == 0 {
                continue;
            }
            let trip = Trip::Fixed(count);
            let var = self.builder.var("vector", &trip);
            let along = |index: Index, step: usize| {
                index.offset((first * lanes * step) as i64).linear(var, (lanes * step) as i64)
            };
            let input = along(input.clone(), strides.channel);
            let values = along(Index::default(), 1);
            let stmts = self.vector(
                strips,
                vars,
                &fill::From { input: &input, channels: size },
                (&values, arrays),
            );
            body.extend(nest(var, trip, stmts));
        }
        body
    }

    /// The values of a vector of input channels.
    fn vector(
        &mut self,
        strips: &[Strips<'_>; 3],
        vars: [Option<Var>; 3],
        from: &fill::From<'_>,
        (values, arrays): (&Index, &Arrays),
    ) -> Vec<Stmt> {
        let buffers = self.buffers;
        let window = |n: usize| Array { buffer: buffers.window[n], axes: arrays.window[n].clone() };
        let mut current = window(0);
        let mut body = fill::fill(self, strips, vars, from, &current);
        let start = Index::default();
        for n in 0..3 {
            let last = n == 2;
            if strips[n].tiling.is_plain() && !last {
                continue;
            }
            let next = match last {
                true => Array { buffer: buffers.values, axes: arrays.values.0.clone() },
                false => window(n + 1),
            };
            let from = Side { array: &current, base: &start };
            let to = Side { array: &next, base: if last { values } else { &start } };
            body.extend(pass(&mut self.builder, strips, n, Matrix::Forward, [from, to]));
            current = next;
        }
        body
    }

    /// The outputs of a block of channels.
    fn block(
        &mut self,
        strips: &[Strips<'_>; 3],
        vars: [Option<Var>; 3],
        place: &Channels<'_>,
        arrays: &Arrays,
    ) -> Vec<Stmt> {
        let Channels { outer: [batch, group], block, var } = *place;
        let (lanes, channels) = (self.builder.lanes(), self.stencil.out_channels_per_group());
        // Elements from one channel to the next.
        let along = |index: Index, step: usize| {
            index
                .offset((block.first * lanes * step) as i64)
                .linear(var, (block.vectors * lanes * step) as i64)
        };
        let weights = Weights::new(self.table, block, lanes, [group, var]);
        let places = [
            Place { buffer: self.buffers.values, steps: arrays.values.1 },
            Place { buffer: self.buffers.products, steps: arrays.products.1 },
        ];
        let mut body = products::products(self, strips, block, &weights, places);
        let strides = self.stencil.out_strides;
        let output = Index::default()
            .linear(batch, strides.batch as i64)
            .linear(group, (channels * strides.channel) as i64);
        let output = along(output, strides.channel);
        let channel = along(Index::default().linear(group, channels as i64), 1);
        let whole = block.vectors - usize::from(block.last < lanes);
        for (first, count, size) in [(0, whole, lanes), (whole, block.vectors - whole, block.last)]
        {
            if count == 0 {
                continue;
            }
            let trip = Trip::Fixed(count);
            let var = self.builder.var("vector", &trip);
            let along = |index: &Index, step: usize| {
                let first = (first * lanes * step) as i64;
                index.clone().offset(first).linear(var, (lanes * step) as i64)
            };
            let (output, channel) = (along(&output, strides.channel), along(&channel, 1));
            let to = finish::To { output: &output, channel: &channel, channels: size };
            let from = along(&Index::default(), 1);
            let stmts = self.results(strips, vars, &from, &to, arrays);
            body.extend(nest(var, trip, stmts));
        }
        body
    }

    /// The outputs of a vector of channels from its products.
    fn results(
        &mut self,
        strips: &[Strips<'_>; 3],
        vars: [Option<Var>; 3],
        from: &Index,
        to: &finish::To<'_>,
        arrays: &Arrays,
    ) -> Vec<Stmt> {
        let buffers = self.buffers;
        let mut current = Array { buffer: buffers.products, axes: arrays.products.0.clone() };
        let (start, mut base) = (Index::default(), from);
        let mut body = Vec::new();
        for n in 0..3 {
            if strips[n].tiling.is_plain() && n < 2 {
                continue;
            }
            let next = Array { buffer: buffers.rows[n], axes: arrays.rows[n].clone() };
            let sides = [Side { array: &current, base }, Side { array: &next, base: &start }];
            body.extend(pass(&mut self.builder, strips, n, Matrix::Backward, sides));
            (current, base) = (next, &start);
        }
        body.extend(finish::finish(self, strips, vars, (&current, base), to));
        body
    }
}
