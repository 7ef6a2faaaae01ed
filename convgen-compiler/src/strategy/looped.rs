//! Loops over the stencil: the fallback for every layer.
//!
//! A vector is up to `lanes` output channels of one group; their weights lie side by side in a
//! packed table and the input is broadcast. For every segment of every axis there is one nest with
//! constant trip counts, as long as these are few; beyond that, outer axes go through their
//! segments in a loop of its own, with trip counts and offsets from short lists. So the code's
//! size is bounded whatever the geometry.

use super::epilogue;
use crate::kernel::{
    Access, BufferId, Builder, Index, Kernel, Lanes, Operand, Register, Stmt, Trip, Value, Var,
    nest,
};
use crate::stencil::{Axis, Segment, Stencil};

pub(super) fn lower(stencil: &Stencil, lanes: usize, nests: usize) -> Kernel {
    let sizes = Sizes::new(stencil, lanes);
    let (mut builder, input, output) = Builder::new(lanes, sizes.inputs, sizes.outputs);
    let weights = builder.table("weights", pack(stencil, &sizes));
    let bias = stencil.has_bias().then(|| builder.table("bias", pack_bias(stencil, &sizes)));
    let segments = [0, 1, 2].map(|n| stencil.segments(n));
    let split = split(&segments, nests);
    let mut lowering = Lowering { stencil, sizes, builder, input, output, weights, bias };
    let mut body = Vec::new();
    for z in pieces(&segments[0], split[0]) {
        for y in pieces(&segments[1], split[1]) {
            for x in pieces(&segments[2], split[2]) {
                body.extend(lowering.nest([z, y, x]));
            }
        }
    }
    lowering.builder.finish(body)
}

/// Which axes get a nest for each of their segments: innermost first, within the budget.
fn split(segments: &[Vec<Segment>; 3], budget: usize) -> [bool; 3] {
    let mut total = 1;
    let mut split = [false; 3];
    for n in [2, 1, 0] {
        total *= segments[n].len();
        split[n] = total <= budget;
    }
    split
}

fn pieces(segments: &[Segment], split: bool) -> impl Iterator<Item = &[Segment]> {
    segments.chunks(if split { 1 } else { segments.len() })
}

/// Lengths and strides that the lowering uses again and again.
struct Sizes {
    inputs: usize,
    outputs: usize,
    /// Elements of one channel.
    in_plane: usize,
    out_plane: usize,
    /// Elements of the kernel between two channels.
    taps: usize,
    /// Vectors of output channels of one group, and how many of them are full.
    blocks: usize,
    full: usize,
    /// Channels of the vector after the full ones.
    tail: usize,
    lanes: usize,
    per_group: usize,
    /// Table elements of one vector of output channels.
    block_weights: usize,
}

impl Sizes {
    fn new(stencil: &Stencil, lanes: usize) -> Self {
        let product =
            |size: fn(&Axis) -> usize| -> usize { stencil.axes.iter().map(size).product() };
        let (in_plane, out_plane) = (product(|a| a.input), product(|a| a.output));
        let (taps, channels) = (product(|a| a.kernel), stencil.out_channels_per_group());
        let per_group = stencil.in_channels_per_group();
        Self {
            inputs: stencil.batch * stencil.in_channels * in_plane,
            outputs: stencil.batch * stencil.out_channels * out_plane,
            in_plane,
            out_plane,
            taps,
            blocks: channels.div_ceil(lanes),
            full: channels / lanes,
            tail: channels % lanes,
            lanes,
            per_group,
            block_weights: per_group * taps * lanes,
        }
    }
}

/// `[group, block, in/groups, kz, ky, kx, lane]`, zero where the last block has no channel.
fn pack(stencil: &Stencil, sizes: &Sizes) -> Vec<f32> {
    let channels = stencil.out_channels_per_group();
    let mut table = vec![0.0; stencil.groups * sizes.blocks * sizes.block_weights];
    for channel in 0..stencil.out_channels {
        let (group, within) = (channel / channels, channel % channels);
        let block = group * sizes.blocks + within / sizes.lanes;
        let start = block * sizes.block_weights + within % sizes.lanes;
        let mut slots = table[start..].iter_mut().step_by(sizes.lanes);
        for local in 0..sizes.per_group {
            for (&weight, slot) in stencil.taps(channel, local).iter().zip(&mut slots) {
                *slot = weight;
            }
        }
    }
    table
}

/// `[group, block, lane]`
fn pack_bias(stencil: &Stencil, sizes: &Sizes) -> Vec<f32> {
    let channels = stencil.out_channels_per_group();
    let slots = (0..stencil.groups).flat_map(|group| {
        let channel = move |within| (within < channels).then_some(group * channels + within);
        (0..sizes.blocks * sizes.lanes).map(channel)
    });
    slots.map(|channel| channel.map_or(0.0, |channel| stencil.bias(channel))).collect()
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    sizes: Sizes,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    weights: BufferId,
    bias: Option<BufferId>,
}

/// The loops of one axis of one nest.
struct AxisLoops {
    segment: (Option<Var>, Trip),
    outputs: (Option<Var>, Trip),
    taps: (Option<Var>, Trip),
}

/// The indices of one nest, before the channels of a block are added.
struct Indices {
    input: Index,
    output: Index,
    weights: Index,
    bias: Index,
}

impl Lowering<'_> {
    /// The nest of some segments of each axis.
    fn nest(&mut self, segments: [&[Segment]; 3]) -> Vec<Stmt> {
        let axes = [("z", segments[0]), ("y", segments[1]), ("x", segments[2])]
            .map(|(name, segments)| self.axis_loops(name, segments));
        let stencil = self.stencil;
        let batches = Trip::Fixed(stencil.batch);
        let groups = Trip::Fixed(stencil.groups);
        let batch = self.builder.var("n", &batches);
        let group = self.builder.var("g", &groups);
        let indices = self.indices(segments, &axes, batch, group);
        let mut body = Vec::new();
        if self.sizes.full > 0 {
            let blocks = Trip::Fixed(self.sizes.full);
            let block = self.builder.var("block", &blocks);
            let channels = self.channels(&axes, &indices, block, 0, self.sizes.lanes);
            body.extend(nest(block, blocks, channels));
        }
        if self.sizes.tail > 0 {
            body.extend(self.channels(&axes, &indices, None, self.sizes.full, self.sizes.tail));
        }
        let body = nest(batch, batches, nest(group, groups, body));
        axes.into_iter().rev().fold(body, |body, axis| nest(axis.segment.0, axis.segment.1, body))
    }

    fn axis_loops(&mut self, name: &str, segments: &[Segment]) -> AxisLoops {
        let trip = Trip::Fixed(segments.len());
        let segment = self.builder.var(&format!("{name}_segment"), &trip);
        let outputs = trip_by(segment, segments.iter().map(|s| s.outputs).collect());
        let taps = trip_by(segment, segments.iter().map(|s| s.taps).collect());
        AxisLoops {
            segment: (segment, trip),
            outputs: (self.builder.var(name, &outputs), outputs),
            taps: (self.builder.var(&format!("k{name}"), &taps), taps),
        }
    }

    fn indices(
        &self,
        segments: [&[Segment]; 3],
        axes: &[AxisLoops; 3],
        batch: Option<Var>,
        group: Option<Var>,
    ) -> Indices {
        let (stencil, sizes) = (self.stencil, &self.sizes);
        let step = |size: usize| size as i64;
        let group_out = stencil.out_channels_per_group();
        let mut indices = Indices {
            input: Index::default()
                .linear(batch, step(stencil.in_channels * sizes.in_plane))
                .linear(group, step(sizes.per_group * sizes.in_plane)),
            output: Index::default()
                .linear(batch, step(stencil.out_channels * sizes.out_plane))
                .linear(group, step(group_out * sizes.out_plane)),
            weights: Index::default().linear(group, step(sizes.blocks * sizes.block_weights)),
            bias: Index::default().linear(group, step(sizes.blocks * sizes.lanes)),
        };
        let (mut row_in, mut row_out, mut row_taps) = (1, 1, step(sizes.lanes));
        for n in [2, 1, 0] {
            let (axis, loops) = (&stencil.axes[n], &axes[n]);
            let list = |field: fn(&Segment) -> i64, row: i64| -> Vec<i64> {
                segments[n].iter().map(|segment| row * field(segment)).collect()
            };
            let (segment, outputs, taps) = (loops.segment.0, loops.outputs.0, loops.taps.0);
            indices.input = indices
                .input
                .table(segment, &list(|s| s.first_tap.offset, row_in))
                .linear(outputs, row_in * step(axis.in_step))
                .linear(taps, row_in * axis.tap_step.offset);
            indices.output = indices
                .output
                .table(segment, &list(|s| s.first_output as i64, row_out))
                .linear(outputs, row_out * step(axis.out_step));
            indices.weights = indices
                .weights
                .table(segment, &list(|s| s.first_tap.kernel, row_taps))
                .linear(taps, row_taps * axis.tap_step.kernel);
            row_in *= step(axis.input);
            row_out *= step(axis.output);
            row_taps *= step(axis.kernel);
        }
        indices
    }

    /// All outputs of the nest for one vector of `count` channels: block `first + block`.
    fn channels(
        &mut self,
        axes: &[AxisLoops; 3],
        indices: &Indices,
        block: Option<Var>,
        first: usize,
        count: usize,
    ) -> Vec<Stmt> {
        let at = |index: &Index, step: usize| {
            index.clone().offset((first * step) as i64).linear(block, step as i64)
        };
        let (lanes, out_plane) = (self.sizes.lanes, self.sizes.out_plane);
        let start = match self.bias {
            Some(buffer) => Value::Load(Access {
                buffer,
                index: at(&indices.bias, lanes),
                lanes: Lanes::strided(lanes, 1),
            }),
            None => Value::Copy(Operand::Splat(0.0)),
        };
        let (sum, define) = self.builder.define("sum", start);
        let weights = at(&indices.weights, self.sizes.block_weights);
        let mut body = vec![define];
        body.extend(self.reduction(axes, indices, weights, sum));
        body.extend(epilogue::apply(self.stencil.activation, sum));
        let access = Access {
            buffer: self.output,
            index: at(&indices.output, lanes * out_plane),
            lanes: Lanes::strided(count, if count == 1 { 1 } else { out_plane }),
        };
        body.push(Stmt::Store(access, Operand::Register(sum)));
        let outputs = axes.iter().rev().map(|axis| &axis.outputs);
        outputs.fold(body, |body, (var, trip)| nest(*var, trip.clone(), body))
    }

    /// Adds every tap of every input channel to the sum.
    fn reduction(
        &mut self,
        axes: &[AxisLoops; 3],
        indices: &Indices,
        weights: Index,
        sum: Register,
    ) -> Vec<Stmt> {
        let channels = Trip::Fixed(self.sizes.per_group);
        let channel = self.builder.var("c", &channels);
        let input = indices.input.clone().linear(channel, self.sizes.in_plane as i64);
        let (value, load_value) = self.builder.define("value", Value::Broadcast(self.input, input));
        let (taps, lanes) = (self.sizes.taps, self.sizes.lanes);
        let weights = weights.linear(channel, (taps * lanes) as i64);
        let access =
            Access { buffer: self.weights, index: weights, lanes: Lanes::strided(lanes, 1) };
        let (weight, load_weight) = self.builder.define("weight", Value::Load(access));
        let [value, weight, acc] = [value, weight, sum].map(Operand::Register);
        let body = vec![load_value, load_weight, Stmt::Set(sum, Value::Fma(value, weight, acc))];
        let taps = axes.iter().rev().map(|axis| &axis.taps);
        let body = taps.fold(body, |body, (var, trip)| nest(*var, trip.clone(), body));
        nest(channel, channels, body)
    }
}

/// A trip count for each segment; fixed when it is the same for all.
fn trip_by(segment: Option<Var>, counts: Vec<usize>) -> Trip {
    match segment {
        Some(var) if counts.iter().any(|&count| count != counts[0]) => Trip::By { var, counts },
        _ => Trip::Fixed(counts[0]),
    }
}
