//! Kernels that are products of a column and a row, or sums of two such: a pass along x, and one along y.
//!
//! For image filters. Every row of the input is filtered along x once, for each term of the kernels, and kept in scratch
//! memory as long as outputs need it: in a ring of rows. Some rows of outputs after the other are then sums
//! of such rows. A vector is `lanes` neighbouring outputs of one phase of a row, in both passes. A kernel of
//! k×k is 2·k multiply-adds instead of k².
//!
//! With multiply-adds there is nothing to gain from symmetric factors: to add two values before they are multiplied
//! takes the instruction that it saves.

mod columns;
mod factors;
mod fit;
mod matrix;
mod method;
mod model;
mod one;
mod ring;
mod rows;
mod two;
mod whole;

use super::contract::Strategy;
use super::epilogue::Epilogue;
use super::looped::Looped;
use super::parameters::{Lowered, Parameters};
use crate::kernel::{BufferId, Builder, Index, Operand, Stmt, Trip, Value, Var, nest};
use crate::stencil::{Stencil, Weighted};
use factors::Factors;
pub use method::Separable;
use ring::Ring;

/// The places of factors that are zero are part of the text, and so are factors that all kernels have.
pub(super) fn lower(layer: &Weighted, lanes: usize, method: &Separable) -> Lowered {
    let stencil = &layer.stencil;
    let factors = Factors::of(layer).filter(|_| method::suits(stencil));
    let found = factors.and_then(|factors| {
        let ring = Ring::new(stencil, lanes, factors.rank, method.rows)?;
        Some((factors, ring))
    });
    let Some((factors, ring)) = found else {
        // Such a layer is not asked for; this one is right for all.
        return Looped { nests: 1 }.lower(layer, lanes);
    };
    let (mut parameters, mut builder, input, output) = Parameters::begin(stencil, lanes);
    let epilogue = Epilogue::new(&mut builder, &mut parameters, stencil);
    let table = factors.table();
    let varies = (0..factors.len()).any(|at| factors.common(at).is_none());
    let weights = varies.then(|| parameters.weights(&mut builder, stencil, table.len()));
    let bias = parameters.bias(&mut builder, stencil);
    let trips = [stencil.batch, stencil.groups, stencil.out_channels_per_group()];
    let names = ["n", "g", "channel"];
    let loops = [0, 1, 2].map(|n| builder.var(names[n], &Trip::Fixed(trips[n])));
    let scratch = builder.scratch("rows", ring.len());
    let vectors = method.vectors;
    let mut lowering = Lowering {
        stencil,
        vectors,
        factors,
        ring,
        builder,
        input,
        output,
        scratch,
        epilogue,
        weights,
        bias,
        loops,
    };
    let body = lowering.plane();
    let body = loops
        .into_iter()
        .zip(trips)
        .rev()
        .fold(body, |body, (var, count)| nest(var, Trip::Fixed(count), body));
    parameters.bind(lowering.builder.finish(body), layer, |_| table.clone())
}

struct Lowering<'a> {
    stencil: &'a Stencil,
    /// Vectors of a tile.
    vectors: usize,
    factors: Factors,
    ring: Ring<'a>,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    scratch: BufferId,
    epilogue: Epilogue,
    /// The table of factors, if kernels differ.
    weights: Option<BufferId>,
    bias: Option<BufferId>,
    /// Over the batch, groups, and output channels of a group.
    loops: [Option<Var>; 3],
}

/// The loops over steps: over turns, and over the steps of one.
type Steps = [Option<Var>; 2];

impl Lowering<'_> {
    /// One output channel of one input of the batch.
    fn plane(&mut self) -> Vec<Stmt> {
        let mut body = self.listed(&[self.ring.prologue()], None);
        for band in self.ring.bands() {
            let (turns, steps) = (Trip::Fixed(band.turns), Trip::Fixed(band.steps));
            let turn = self.builder.var("turn", &turns);
            let step = self.builder.var("step", &steps);
            let mut inner = match band.turns {
                1 => {
                    let steps = band.first..band.first + band.steps;
                    let rows = steps.map(|step| self.ring.rows(step, band.height));
                    self.listed(&rows.collect::<Vec<_>>(), step)
                }
                _ => self.steady(&band, [turn, step]),
            };
            inner.extend(self.step(&band, [turn, step]));
            body.extend(nest(turn, turns, nest(step, steps, inner)));
        }
        body
    }

    /// A number of the pair of channels that some loops say, in every lane: a literal where all pairs have the same.
    fn number(&mut self, at: usize, channel: Option<Var>, body: &mut Vec<Stmt>) -> Operand {
        let (Some(weights), None) = (self.weights, self.factors.common(at)) else {
            return Operand::Splat(self.factors.common(at).unwrap_or(0.0));
        };
        let [_, group, own] = self.loops;
        let (pair, inputs) = (self.factors.len(), self.stencil.in_channels_per_group());
        let index = Index::constant(at as i64)
            .linear(group, (self.stencil.out_channels_per_group() * inputs * pair) as i64)
            .linear(own, (inputs * pair) as i64)
            .linear(channel, pair as i64);
        let (number, load) = self.builder.define("weight", Value::Broadcast(weights, index));
        body.push(load);
        Operand::Register(number)
    }

    /// The number of an output channel in a parameter.
    fn of_channel(&mut self, buffer: BufferId, name: &str, body: &mut Vec<Stmt>) -> Operand {
        let [_, group, own] = self.loops;
        let outputs = self.stencil.out_channels_per_group();
        let index = Index::default().linear(group, outputs as i64).linear(own, 1);
        let (number, load) = self.builder.define(name, Value::Broadcast(buffer, index));
        body.push(load);
        Operand::Register(number)
    }
}
