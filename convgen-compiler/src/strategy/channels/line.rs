//! Tiles of a small image: all outputs of a phase are one line, which is cut anywhere.
//!
//! Where an image is little larger than its borders, tiles of outputs that use the same taps are small:
//! a corner is a tile of a single pixel, whose sums wait for one another, and which reads all weights
//! for itself. Tiles of a line are all of nearly the same size. Their taps are straight-line code, each with the
//! outputs that it reaches.

use super::Lowering;
use super::place::Indices;
use super::sums::Sums;
use crate::kernel::{Index, Stmt, Trip, nest};
use crate::stencil::{Axis, Phase, Tap};
use crate::strategy::split::{Block, even};

/// All outputs.
pub(super) fn lower(lowering: &mut Lowering<'_>) -> Vec<Stmt> {
    let stencil = lowering.stencil;
    let (batches, groups) = (Trip::Fixed(stencil.batch), Trip::Fixed(lowering.packing.groups));
    let batch = lowering.builder.var("n", &batches);
    let group = lowering.builder.var("g", &groups);
    let indices = Indices::start(lowering, batch, group);
    let [z, y, x] = stencil.axes.each_ref();
    let mut body = Vec::new();
    for block in lowering.packing.blocks() {
        let trip = Trip::Fixed(block.count);
        let var = lowering.builder.var("block", &trip);
        let indices = indices.at_block(lowering, &block, var);
        let mut stmts = Vec::new();
        for z in &z.phases {
            for y in &y.phases {
                for x in &x.phases {
                    stmts.extend(line(lowering, &indices, &block, [z, y, x]));
                }
            }
        }
        body.extend(nest(var, trip, stmts));
    }
    nest(batch, batches, nest(group, groups, body))
}

/// All outputs of one phase of each axis.
fn line(
    lowering: &mut Lowering<'_>,
    indices: &Indices,
    block: &Block,
    phases: [&Phase; 3],
) -> Vec<Stmt> {
    let [z, y, x] = phases.map(|phase| phase.count);
    let outputs: Vec<[usize; 3]> =
        (0..z * y * x).map(|at| [at / (y * x), at / x % y, at % x]).collect();
    let most = (lowering.method.tile.vectors * lowering.method.tile.pixels / block.vectors).max(1);
    let mut body = Vec::new();
    let mut rest = &outputs[..];
    for size in even(outputs.len(), most).into_iter().flat_map(|(count, size)| vec![size; count]) {
        let (outputs, others) = rest.split_at(size);
        let (sums, define) = Sums::define(lowering, indices, block, size);
        let mut tile = Tile { lowering, indices, block, phases, outputs, sums };
        body.extend([define, tile.reduction(), tile.stores()].concat());
        rest = others;
    }
    body
}

struct Tile<'a, 'b> {
    lowering: &'a mut Lowering<'b>,
    indices: &'a Indices,
    block: &'a Block,
    phases: [&'a Phase; 3],
    /// Positions on z, y and x, in periods.
    outputs: &'a [[usize; 3]],
    sums: Sums<'a>,
}

impl Tile<'_, '_> {
    /// Adds every tap of every input channel to the sums that it reaches.
    fn reduction(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let channels = Trip::Fixed(stencil.in_channels_per_group());
        let packing = &self.lowering.packing;
        let width = self.block.vectors * packing.lanes;
        let slots = self.phases.map(|phase| phase.taps.len());
        let axes = stencil.axes.each_ref();
        let before = (0..3)
            .map(|n| packing.phase_step(slots, n) * axes[n].taps_before(self.phases[n]) * width);
        let before: usize = before.sum();
        let step = match packing.direct {
            Some(strides) => strides.input,
            None => slots.iter().product::<usize>() * width,
        };
        let direct = packing.direct.is_some();
        let plane = stencil.in_strides.channel as i64;
        let [z, y, x] = self.phases;
        let taps = z.taps.iter().flat_map(|z| {
            let rows = y.taps.iter().map(move |y| [z, y]);
            rows.flat_map(|[z, y]| x.taps.iter().map(move |x| [z, y, x]))
        });
        let channel = self.lowering.builder.var("c", &channels);
        let weights = self.indices.weights.clone().linear(channel, step as i64);
        let input = self.indices.input[0].clone().linear(channel, plane);
        let mut body = Vec::new();
        for (n, tap) in taps.enumerate() {
            let at = if direct { position(axes, tap) } else { (before + n * width) as i64 };
            let weights = weights.clone().offset(at);
            let products = self.products(tap, &input, &weights);
            // The next tap reads the same inputs, for which there are no registers.
            let scope = self.lowering.builder.scope("tap");
            body.extend(nest(Some(scope), Trip::Fixed(1), products));
        }
        nest(channel, channels, body)
    }

    /// Multiplies the weights of one tap with the inputs of all outputs that it reaches.
    fn products(&mut self, tap: [&Tap; 3], input: &Index, weights: &Index) -> Vec<Stmt> {
        let outputs = self.outputs.iter().enumerate();
        let sources: Vec<(usize, i64)> =
            outputs.filter_map(|(n, output)| Some((n, self.source(tap, output)?))).collect();
        if sources.is_empty() {
            return Vec::new();
        }
        let (loaded, mut body) = self.sums.weights(self.lowering, weights, None);
        for (output, at) in sources {
            let index = input.clone().offset(at);
            body.extend(self.sums.multiply(self.lowering, output, &index, &loaded));
        }
        body
    }

    /// The element of an input channel that an output reads through a tap.
    fn source(&self, tap: [&Tap; 3], output: &[usize; 3]) -> Option<i64> {
        let stencil = self.lowering.stencil;
        let each = (0..3).map(|n| {
            let at = stencil.axes[n].source(tap[n], output[n])?;
            Some((at * stencil.in_strides.axes[n]) as i64)
        });
        each.sum()
    }

    /// Stores the outputs row by row.
    fn stores(&mut self) -> Vec<Stmt> {
        let stencil = self.lowering.stencil;
        let [_, _, x] = stencil.axes.each_ref();
        let column = x.out_step * stencil.out_strides.axes[2];
        let rows: Vec<&[[usize; 3]]> = self.outputs.chunk_by(|a, b| a[..2] == b[..2]).collect();
        let place = |row: &&[[usize; 3]]| {
            let axes = (0..3).map(|n| {
                let (axis, stride) = (&stencil.axes[n], stencil.out_strides.axes[n]);
                (axis.out_step * row[0][n] + self.phases[n].residue) * stride
            });
            (axes.sum(), row.len())
        };
        let rows: Vec<(usize, usize)> = rows.iter().map(place).collect();
        self.sums.store(self.lowering, &rows, column)
    }
}

/// The place of a tap among the kernel's positions.
fn position([_, y, x]: [&Axis; 3], taps: [&Tap; 3]) -> i64 {
    let [kz, ky, kx] = taps.map(|tap| tap.kernel);
    (kz * y.kernel as i64 + ky) * x.kernel as i64 + kx
}
