//! From rows of finished sums to the output: bias, residual, activation, and the layout.

use super::Lowering;
use super::array::Array;
use super::rows::Rows;
use super::strip::Strips;
use crate::kernel::{Access, BinaryOp, Index, Lanes, Operand, Stmt, Trip, Value, Var, nest};
use crate::strategy::split::even;

/// Where a vector of channels goes.
pub(super) struct To<'a> {
    /// The first of them, of the first output.
    pub(super) output: &'a Index,
    /// Into biases and slopes.
    pub(super) channel: &'a Index,
    /// How many.
    pub(super) channels: usize,
}

/// All outputs of a strip.
pub(super) fn finish(
    lowering: &mut Lowering<'_>,
    strips: &[Strips<'_>; 3],
    vars: [Option<Var>; 3],
    from: (&Array, &Index),
    to: &To<'_>,
) -> Vec<Stmt> {
    let stencil = lowering.stencil;
    let strides = stencil.out_strides.axes;
    let (array, base) = from;
    let [z, y] = [0, 1].map(|n| {
        let step = array.axes[n].step();
        let rows = (0..strips[n].count).map(|strip| {
            let first = strips[n].output_start(strip);
            let rows = 0..strips[n].output_end(strip);
            rows.map(|row| [(row * step) as i64, ((first + row) * strides[n]) as i64]).collect()
        });
        let rows = rows.collect();
        Rows::new(&mut lowering.builder, vars[n], rows)
    });
    let (Some(z), Some(y)) = (z, y) else { return Vec::new() };
    let mut body = Vec::new();
    let constant = |lowering: &mut Lowering<'_>, name: &str, buffer, body: &mut Vec<Stmt>| {
        let lanes = Lanes::strided(to.channels, 1);
        let access = Access { buffer, index: to.channel.clone(), lanes };
        let (register, load) = lowering.builder.define(name, Value::Load(access));
        body.push(load);
        Operand::Register(register)
    };
    let bias = lowering.bias.map(|buffer| constant(lowering, "bias", buffer, &mut body));
    let slopes = lowering.epilogue.slopes;
    let slope = slopes.map(|buffer| constant(lowering, "slope", buffer, &mut body));
    let source = y.at(z.at(base.clone(), 0), 0);
    let x = &strips[2];
    let starts: Vec<i64> =
        (0..x.count).map(|strip| (x.output_start(strip) * strides[2]) as i64).collect();
    let target = y.at(z.at(to.output.clone(), 1), 1).table(vars[2], &starts);
    let row = row(lowering, x.output_end(0), (array, &source), (to, &target), [bias, slope]);
    body.extend(z.nest(y.nest(row)));
    body
}

/// So many outputs of a row.
fn row(
    lowering: &mut Lowering<'_>,
    width: usize,
    (from, source): (&Array, &Index),
    (to, target): (&To<'_>, &Index),
    constants: [Option<Operand>; 2],
) -> Vec<Stmt> {
    let lanes = lowering.builder.lanes();
    let (step, element) = (from.axes[2].step(), lowering.stencil.out_strides.axes[2]);
    let plane = lowering.stencil.out_strides.channel;
    let most = if plane == 1 { 1 } else { lanes };
    let mut body = Vec::new();
    let mut at = 0;
    for (tiles, size) in even(width, most) {
        let trip = Trip::Fixed(tiles);
        let var = lowering.builder.var("x", &trip);
        let along = |index: &Index, step: usize| {
            index.clone().offset((at * step) as i64).linear(var, (size * step) as i64)
        };
        let (source, target) = (along(source, step), along(target, element));
        let stmts = some(lowering, size, (from, &source), (to, &target), constants);
        body.extend(nest(var, trip, stmts));
        at += tiles * size;
    }
    body
}

/// Some neighbouring outputs at once.
fn some(
    lowering: &mut Lowering<'_>,
    count: usize,
    (from, source): (&Array, &Index),
    (to, target): (&To<'_>, &Index),
    [bias, slope]: [Option<Operand>; 2],
) -> Vec<Stmt> {
    let lanes = lowering.builder.lanes();
    let (step, element) = (from.axes[2].step(), lowering.stencil.out_strides.axes[2]);
    let plane = lowering.stencil.out_strides.channel;
    let part = Lanes::strided(to.channels, if to.channels == 1 { 1 } else { plane });
    let (mut body, mut each) = (Vec::new(), Vec::new());
    for n in 0..count {
        let index = source.clone().offset((n * step) as i64);
        let access = Access { buffer: from.buffer, index, lanes: Lanes::strided(lanes, 1) };
        let (sum, load) = lowering.builder.define("sum", Value::Load(access));
        body.push(load);
        body.extend(bias.map(|bias| {
            Stmt::Set(sum, Value::Binary(BinaryOp::Add, Operand::Register(sum), bias))
        }));
        let index = target.clone().offset((n * element) as i64);
        each.push((sum, Access { buffer: lowering.output, index, lanes: part }));
    }
    body.extend(lowering.epilogue.apply(&mut lowering.builder, slope, &each));
    if count == 1 || plane == 1 {
        body.extend(each.into_iter().map(|(sum, to)| Stmt::Store(to, Operand::Register(sum))));
    } else if let Some((_, access)) = each.first().cloned() {
        let values = each.iter().map(|(sum, _)| Operand::Register(*sum)).collect();
        body.push(Stmt::StoreTile { access, column: element, values });
    }
    body
}
