//! One axis' matrix on all that a strip has: vectors from one array to another.

use super::array::Array;
use super::combine::{Operation, Plan, Term};
use super::strip::Strips;
use crate::kernel::{
    Access, BinaryOp, BufferId, Builder, Index, Lanes, Operand, Register, Stmt, Trip, Value, nest,
};

/// Which matrix.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Matrix {
    /// Products' inputs from elements.
    Forward,
    /// Outputs from products.
    Backward,
}

/// An array, and what loops around the pass add to its places.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) array: &'a Array,
    pub(super) base: &'a Index,
}

/// Applies the matrix of axis `n` to every tile of it, for all places of the other axes.
pub(super) fn pass(
    builder: &mut Builder,
    strips: &[Strips<'_>; 3],
    n: usize,
    matrix: Matrix,
    [from, to]: [Side<'_>; 2],
) -> Vec<Stmt> {
    let mut bases = [from.base.clone(), to.base.clone()];
    let mut loops = Vec::new();
    for axis in (0..3).filter(|&axis| axis != n) {
        let all = [from, to].map(|side| &side.array.axes[axis].all);
        let trip = Trip::Fixed(all[0].len());
        let var = builder.var("place", &trip);
        let [a, b] = bases;
        bases = [a.table(var, all[0]), b.table(var, all[1])];
        loops.push((axis, var, trip));
    }
    let whole = Trip::Fixed(strips[n].whole());
    let tile = builder.var("tile", &whole);
    let part = strips[n].part.map(|part| (part, 1));
    let forms = [Some((&strips[n].tiling.whole, 0)).filter(|_| strips[n].whole() > 0), part];
    let mut body = Vec::new();
    for (transform, form) in forms.into_iter().flatten() {
        let sides = [from, to].map(|side| &side.array.axes[n]);
        let ends: [Index; 2] = std::array::from_fn(|side| {
            let (base, along) = (bases[side].clone(), sides[side]);
            match form {
                0 => base.table(tile, &along.tiles[..strips[n].whole()]),
                _ => base.offset(along.tiles[strips[n].tiles - 1]),
            }
        });
        let plan = match matrix {
            Matrix::Forward => &transform.forward,
            Matrix::Backward => &transform.backward,
        };
        let [source, target] = std::array::from_fn(|side| Items {
            buffer: [from, to][side].array.buffer,
            start: &ends[side],
            places: &sides[side].items[form],
        });
        let stmts = product(builder, plan, &source, &target);
        body.extend(match form {
            0 => nest(tile, whole.clone(), stmts),
            _ => stmts,
        });
    }
    // The places of inner axes lie closer together.
    loops.sort_by_key(|(axis, ..)| std::cmp::Reverse(*axis));
    loops.into_iter().fold(body, |body, (_, var, trip)| nest(var, trip, body))
}

/// The items of a tile: vectors of channels.
struct Items<'a> {
    buffer: BufferId,
    start: &'a Index,
    /// From there to each of them.
    places: &'a [i64],
}

impl Items<'_> {
    fn access(&self, builder: &Builder, place: i64) -> Access {
        let lanes = Lanes::strided(builder.lanes(), 1);
        Access { buffer: self.buffer, index: self.start.clone().offset(place), lanes }
    }
}

/// The product of one tile with the matrix of a plan.
fn product(builder: &mut Builder, plan: &Plan, from: &Items<'_>, to: &Items<'_>) -> Vec<Stmt> {
    let mut body = Vec::new();
    let mut loaded = Vec::new();
    for &place in from.places {
        let value = Value::Load(from.access(builder, place));
        let (register, load) = builder.define("read", value);
        body.push(load);
        loaded.push(Operand::Register(register));
    }
    let results = apply(builder, plan, &loaded, &mut body);
    let stores = to.places.iter().zip(results);
    body.extend(stores.map(|(&place, value)| Stmt::Store(to.access(builder, place), value)));
    body
}

/// The rows of a plan.
fn apply(
    builder: &mut Builder,
    plan: &Plan,
    inputs: &[Operand],
    body: &mut Vec<Stmt>,
) -> Vec<Operand> {
    let mut steps: Vec<Register> = Vec::new();
    let operand = |steps: &[Register], term: Term| match term {
        Term::Input(n) => inputs[n],
        Term::Step(n) => Operand::Register(steps[n]),
    };
    for step in &plan.steps {
        let value = match *step {
            Operation::Mul(factor, a) => {
                Value::Binary(BinaryOp::Mul, operand(&steps, a), Operand::Splat(factor))
            }
            Operation::Add(a, b) => {
                Value::Binary(BinaryOp::Add, operand(&steps, a), operand(&steps, b))
            }
            Operation::Fma(factor, a, b) => {
                Value::Fma(operand(&steps, a), Operand::Splat(factor), operand(&steps, b))
            }
        };
        let (register, define) = builder.define("part", value);
        body.push(define);
        steps.push(register);
    }
    let result =
        |term: &Option<Term>| term.map_or(Operand::Splat(0.0), |term| operand(&steps, term));
    plan.results.iter().map(result).collect()
}
