//! The sums of a tile: what they begin with, what is added to them, and where they go.

use super::Lowering;
use super::place::Indices;
use crate::kernel::{Access, Index, Lanes, Operand, Register, Stmt, Value};
use crate::strategy::split::Block;

/// Elements of a cache line.
const LINE: usize = 16;

/// The sums of some outputs of a block of channels.
pub(super) struct Sums<'a> {
    indices: &'a Indices,
    block: &'a Block,
    /// By vector, then by output.
    registers: Vec<Vec<Register>>,
}

impl<'a> Sums<'a> {
    /// Defines the sums of so many outputs.
    pub(super) fn define(
        lowering: &mut Lowering<'_>,
        indices: &'a Indices,
        block: &'a Block,
        outputs: usize,
    ) -> (Self, Vec<Stmt>) {
        let lanes = lowering.packing.lanes;
        let (mut registers, mut body) = (Vec::new(), Vec::new());
        for vector in 0..block.vectors {
            let start = match lowering.bias {
                Some(buffer) => Value::Load(Access {
                    buffer,
                    index: indices.bias.clone().offset((vector * lanes) as i64),
                    lanes: Lanes::strided(channels(lowering, block, vector), 1),
                }),
                None => Value::Copy(Operand::Splat(0.0)),
            };
            let define = |_| lowering.builder.define("sum", start.clone());
            let (sums, defines): (Vec<_>, Vec<_>) = (0..outputs).map(define).unzip();
            registers.push(sums);
            body.extend(defines);
        }
        (Self { indices, block, registers }, body)
    }

    /// Loads the weights of one tap, and asks for those some elements ahead.
    pub(super) fn weights(
        &self,
        lowering: &mut Lowering<'_>,
        weights: &Index,
        ahead: Option<i64>,
    ) -> (Vec<Operand>, Vec<Stmt>) {
        let lanes = lowering.packing.lanes;
        let (mut loaded, mut body) = (Vec::new(), Vec::new());
        for vector in 0..self.block.vectors {
            let step = lowering.packing.lane_step();
            let index = weights.clone().offset((vector * lanes * step) as i64);
            if let Some(ahead) = ahead.filter(|_| (vector * lanes).is_multiple_of(LINE)) {
                body.push(Stmt::Prefetch(lowering.weights, index.clone().offset(ahead)));
            }
            let lanes = match lowering.packing.direct {
                Some(_) => Lanes::strided(channels(lowering, self.block, vector), step),
                None => Lanes::strided(lanes, 1),
            };
            let access = Access { buffer: lowering.weights, index, lanes };
            let (weight, load) = lowering.builder.define("weight", Value::Load(access));
            body.push(load);
            loaded.push(Operand::Register(weight));
        }
        (loaded, body)
    }

    /// Multiplies the weights of one tap with the input of one output.
    pub(super) fn multiply(
        &self,
        lowering: &mut Lowering<'_>,
        output: usize,
        input: &Index,
        weights: &[Operand],
    ) -> Vec<Stmt> {
        let (mut shared, mut body) = (None, Vec::new());
        for (vector, &weight) in weights.iter().enumerate() {
            let value = shared.unwrap_or_else(|| {
                let (value, load) = self.value(lowering, input, vector);
                body.push(load);
                value
            });
            shared = (!lowering.packing.by_lanes).then_some(value);
            let sum = self.registers[vector][output];
            let fma = Value::Fma(Operand::Register(value), weight, Operand::Register(sum));
            body.push(Stmt::Set(sum, fma));
        }
        body
    }

    /// The input that the channels of a vector are multiplied with.
    fn value(&self, lowering: &mut Lowering<'_>, index: &Index, vector: usize) -> (Register, Stmt) {
        let buffer = lowering.input;
        let value = match lowering.packing.by_lanes {
            true => {
                let first = vector * lowering.packing.lanes;
                let lanes = Lanes::strided(channels(lowering, self.block, vector), 1);
                Value::Load(Access { buffer, index: index.clone().offset(first as i64), lanes })
            }
            false => Value::Broadcast(buffer, index.clone()),
        };
        lowering.builder.define("value", value)
    }

    /// Finishes and stores the sums: rows of outputs, each of so many that lie `column` elements apart
    /// from a place of the output on.
    pub(super) fn store(
        &self,
        lowering: &mut Lowering<'_>,
        rows: &[(usize, usize)],
        column: usize,
    ) -> Vec<Stmt> {
        let vectors = 0..self.block.vectors;
        vectors.flat_map(|vector| self.store_vector(lowering, vector, rows, column)).collect()
    }

    fn store_vector(
        &self,
        lowering: &mut Lowering<'_>,
        vector: usize,
        rows: &[(usize, usize)],
        column: usize,
    ) -> Vec<Stmt> {
        let (plane, count) =
            (lowering.stencil.out_strides.channel, channels(lowering, self.block, vector));
        let width = lowering.packing.lanes;
        let lanes = Lanes::strided(count, if count == 1 { 1 } else { plane });
        let mut body = Vec::new();
        let slope = lowering.epilogue.slopes.map(|buffer| {
            let index = self.indices.bias.clone().offset((vector * width) as i64);
            let access = Access { buffer, index, lanes: Lanes::strided(count, 1) };
            let (slope, load) = lowering.builder.define("slope", Value::Load(access));
            body.push(load);
            Operand::Register(slope)
        });
        let mut rest = &self.registers[vector][..];
        for &(place, count) in rows {
            let (sums, others) = rest.split_at(count);
            rest = others;
            let access = |n: usize| {
                let at = vector * width * plane + place + n * column;
                let index = self.indices.output.clone().offset(at as i64);
                Access { buffer: lowering.output, index, lanes }
            };
            let values: Vec<Operand> = sums.iter().copied().map(Operand::Register).collect();
            let each: Vec<_> = sums.iter().enumerate().map(|(n, &sum)| (sum, access(n))).collect();
            body.extend(lowering.epilogue.apply(&mut lowering.builder, slope, &each));
            if values.len() == 1 || plane == 1 {
                let each = each.into_iter().map(|(_, access)| access).zip(values);
                body.extend(each.map(|(access, value)| Stmt::Store(access, value)));
            } else if let Some((_, access)) = each.into_iter().next() {
                body.push(Stmt::StoreTile { access, column, values });
            }
        }
        body
    }
}

/// Channels of a vector.
fn channels(lowering: &Lowering<'_>, block: &Block, vector: usize) -> usize {
    if vector + 1 == block.vectors { block.last } else { lowering.packing.lanes }
}
