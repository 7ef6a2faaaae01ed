//! Copies what a strip reads of some channels, a vector of channels for each element.

use super::Lowering;
use super::array::Array;
use super::rows::{Rows, source as source_of, sources};
use super::strip::Strips;
use crate::kernel::{Access, Index, Lanes, Operand, Stmt, Trip, Value, Var, nest};
use crate::strategy::split::even;

/// Where a strip's channels are in the input.
pub(super) struct From<'a> {
    /// The first of them, of the first element.
    pub(super) input: &'a Index,
    /// How many.
    pub(super) channels: usize,
}

/// Every element of the window: of the input, of what the padding mode puts there, or zero.
pub(super) fn fill(
    lowering: &mut Lowering<'_>,
    strips: &[Strips<'_>; 3],
    vars: [Option<Var>; 3],
    from: &From<'_>,
    to: &Array,
) -> Vec<Stmt> {
    let stencil = lowering.stencil;
    let strides = stencil.in_strides.axes;
    let step = |n: usize| to.axes[n].step();
    let [z, y] = [0, 1].map(|n| {
        let [inside, zeros] = sources(&strips[n], &stencil.axes[n], [strides[n], step(n)]);
        [inside, zeros].map(|rows| Rows::new(&mut lowering.builder, vars[n], rows))
    });
    let width = strips[2].input();
    let mut body = Vec::new();
    for (at_z, slices) in z.iter().enumerate() {
        for (at_y, rows) in y.iter().enumerate() {
            let (Some(slices), Some(rows)) = (slices, rows) else { continue };
            let target = rows.at(slices.at(Index::default(), 1), 1);
            let row = match (at_z, at_y) {
                (0, 0) => {
                    let source = rows.at(slices.at(from.input.clone(), 0), 0);
                    row(lowering, &strips[2], vars[2], (from, &source), (to, &target))
                }
                _ => zeros(lowering, to, &target, 0..width),
            };
            body.extend(slices.nest(rows.nest(row)));
        }
    }
    body
}

/// One row.
fn row(
    lowering: &mut Lowering<'_>,
    x: &Strips<'_>,
    var: Option<Var>,
    (from, source): (&From<'_>, &Index),
    (to, target): (&Array, &Index),
) -> Vec<Stmt> {
    let axis = &lowering.stencil.axes[2];
    let element = lowering.stencil.in_strides.axes[2];
    let starts: Vec<i64> = (0..x.count).map(|strip| x.input_start(strip)).collect();
    let width = x.input();
    // All strips of a nest are alike: the first one tells.
    let inside = |n: usize| (0..axis.input as i64).contains(&(starts[0] + n as i64));
    let first = (0..width).find(|&n| inside(n)).unwrap_or(width);
    let end = (first..width).find(|&n| !inside(n)).unwrap_or(width);
    let along = |index: Index, n: usize| {
        let places: Vec<i64> =
            starts.iter().map(|start| (start + n as i64) * element as i64).collect();
        index.table(var, &places)
    };
    let mut body =
        copy(lowering, from, (along(source.clone(), first), end - first), (to, target), first);
    for n in (0..first).chain(end..width) {
        let places: Vec<Option<usize>> =
            starts.iter().map(|start| source_of(axis, start + n as i64)).collect();
        let known: Option<Vec<i64>> =
            places.iter().map(|place| place.map(|place| (place * element) as i64)).collect();
        let to_index = target.clone().offset(to.axes[2].all[n]);
        match known {
            Some(places) => {
                let index = source.clone().table(var, &places);
                let value = load(lowering, from, index, &mut body);
                body.push(store(lowering, to, to_index, value));
            }
            None => body.extend(zeros(lowering, to, target, n..n + 1)),
        }
    }
    body
}

/// Some neighbouring elements, which lie inside the input.
fn copy(
    lowering: &mut Lowering<'_>,
    from: &From<'_>,
    (source, count): (Index, usize),
    (to, target): (&Array, &Index),
    first: usize,
) -> Vec<Stmt> {
    let stencil = lowering.stencil;
    let element = stencil.in_strides.axes[2];
    let lanes = lowering.builder.lanes();
    let mut body = Vec::new();
    let by_tile = stencil.in_strides.channel != 1 && from.channels > 1;
    let most = if by_tile { lanes } else { 1 };
    let step = to.axes[2].step() as i64;
    let mut at = 0;
    for (tiles, size) in even(count, most) {
        let trip = Trip::Fixed(tiles);
        let var = lowering.builder.var("x", &trip);
        let index =
            source.clone().offset((at * element) as i64).linear(var, (size * element) as i64);
        let place =
            target.clone().offset((first + at) as i64 * step).linear(var, size as i64 * step);
        let mut stmts = Vec::new();
        let values = load_tile(lowering, from, index, size, &mut stmts);
        for (n, value) in values.into_iter().enumerate() {
            stmts.push(store(lowering, to, place.clone().offset(n as i64 * step), value));
        }
        body.extend(nest(var, trip, stmts));
        at += tiles * size;
    }
    body
}

fn lanes_of(lowering: &Lowering<'_>, from: &From<'_>) -> Lanes {
    let stride = if from.channels == 1 { 1 } else { lowering.stencil.in_strides.channel };
    Lanes::strided(from.channels, stride)
}

/// The channels of some neighbouring elements.
fn load_tile(
    lowering: &mut Lowering<'_>,
    from: &From<'_>,
    index: Index,
    count: usize,
    body: &mut Vec<Stmt>,
) -> Vec<Operand> {
    if count == 1 {
        return vec![load(lowering, from, index, body)];
    }
    let element = lowering.stencil.in_strides.axes[2];
    let access = Access { buffer: lowering.input, index, lanes: lanes_of(lowering, from) };
    let (registers, load) = lowering.builder.define_tile("input", access, element, count);
    body.push(load);
    registers.into_iter().map(Operand::Register).collect()
}

/// The channels of one element.
fn load(
    lowering: &mut Lowering<'_>,
    from: &From<'_>,
    index: Index,
    body: &mut Vec<Stmt>,
) -> Operand {
    let access = Access { buffer: lowering.input, index, lanes: lanes_of(lowering, from) };
    let (value, load) = lowering.builder.define("input", Value::Load(access));
    body.push(load);
    Operand::Register(value)
}

fn zeros(
    lowering: &mut Lowering<'_>,
    to: &Array,
    target: &Index,
    elements: std::ops::Range<usize>,
) -> Vec<Stmt> {
    let trip = Trip::Fixed(elements.len());
    let var = lowering.builder.var("x", &trip);
    let index = target.clone().table(var, &to.axes[2].all[elements]);
    nest(var, trip, vec![store(lowering, to, index, Operand::Splat(0.0))])
}

fn store(lowering: &Lowering<'_>, to: &Array, index: Index, value: Operand) -> Stmt {
    let lanes = Lanes::strided(lowering.builder.lanes(), 1);
    Stmt::Store(Access { buffer: to.buffer, index, lanes }, value)
}
