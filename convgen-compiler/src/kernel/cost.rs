//! What a kernel costs, counted on the IR.

use super::{Kernel, Loop, SHORT_LIST, Step, Stmt, Touch, TouchKind, Trip, Value, Var};

/// Work done by one call, in vector operations, and the size of the code that does it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Multiply-adds, and multiplications that begin a sum.
    pub multiply_adds: u64,
    /// Other arithmetic.
    pub other_ops: u64,
    /// Loads and broadcasts from memory.
    pub loads: u64,
    /// Stores to memory.
    pub stores: u64,
    /// Statements in the kernel's text, each emitted once.
    pub statements: u64,
    /// Most registers in scope at one place.
    pub registers: usize,
}

/// Counts a kernel. Loops whose variable sets another's range are counted value by value.
pub fn cost(kernel: &Kernel) -> Cost {
    let mut counter = Counter { cost: Cost::default(), values: vec![0; kernel.vars.len()] };
    counter.block(&kernel.body, 1);
    let (statements, registers) = size(&kernel.body);
    Cost { statements, registers, ..counter.cost }
}

/// The statements of a block, and the most registers that it has in scope at one place.
fn size(body: &[Stmt]) -> (u64, usize) {
    let (mut statements, mut live, mut most) = (0, 0, 0);
    for stmt in body {
        statements += 1;
        let (inside, registers) = size(stmt.inner());
        statements += inside;
        most = most.max(live + registers);
        live += stmt.definitions().len();
    }
    (statements, most.max(live))
}

/// What a kernel's text costs the Rust compiler, in statements of straight-line code on vectors: the sum of
/// what each statement is worth, once for each place where it is written.
pub fn text(kernel: &Kernel) -> u64 {
    let mut sum = 0;
    kernel.each_stmt(|stmt| sum += worth(stmt));
    sum
}

/// A loop is lists, an iterator, and a body that LLVM may write several times. Measured on kernels of 20 to
/// 100 loops: 2 to 3 ms each, and a plain statement 0.25 ms.
const LOOP: u64 = 8;

/// A choice of lanes is a constant array that LLVM looks through: 2 ms and more.
const PICK: u64 = 8;

/// A number of an index that is looked up in a list in the text, which LLVM looks through: kernels with 300
/// accesses by two lists each took twice as long as their statements alone. A static is only loaded from.
const LOOK_UP: u64 = 4;

fn worth(stmt: &Stmt) -> u64 {
    let lanes = |touch: Touch<'_>| match (touch.lanes.stride, touch.columns.0) {
        (1, 1) => 1,
        // One by one, or a transposition of as many.
        (_, columns) => (touch.lanes.count * columns) as u64,
    };
    let look_ups = |touch: Touch<'_>| {
        let is_short = |step: &Step| matches!(step, Step::Table(list) if list.len() <= SHORT_LIST);
        LOOK_UP * touch.index.terms.iter().filter(|term| is_short(&term.step)).count() as u64
    };
    match stmt {
        Stmt::Loop(_) => LOOP,
        Stmt::Apply(_, registers) => registers.len() as u64,
        Stmt::Let(_, Value::Pick { .. }) | Stmt::Set(_, Value::Pick { .. }) => PICK,
        _ => stmt.touch().map_or(1, |touch| lanes(touch) + look_ups(touch)),
    }
}

struct Counter {
    cost: Cost,
    values: Vec<usize>,
}

impl Counter {
    /// Adds the work of a block that runs `times` times.
    fn block(&mut self, body: &[Stmt], times: u64) {
        for stmt in body {
            if let Some(touch) = stmt.touch() {
                self.touch(&touch, times);
            }
            match stmt {
                Stmt::Loop(inner) => self.repeat(inner, times),
                Stmt::Let(_, value) | Stmt::Set(_, value) => self.value(value, times),
                Stmt::Apply(function, registers) => {
                    self.cost.other_ops += times * function.operations() * registers.len() as u64;
                }
                Stmt::LoadTile { .. }
                | Stmt::Store(..)
                | Stmt::StoreTile { .. }
                | Stmt::Prefetch(..) => {}
            }
        }
    }

    fn touch(&mut self, touch: &Touch<'_>, times: u64) {
        match touch.kind {
            TouchKind::Read => self.cost.loads += times * touch.columns.0 as u64,
            TouchKind::Write => self.cost.stores += times * touch.columns.0 as u64,
            TouchKind::Prefetch => {}
        }
    }

    fn repeat(&mut self, inner: &Loop, times: u64) {
        let range = inner.trip.range(&self.values);
        if sets_a_trip(inner.var, &inner.body) {
            for value in range {
                self.values[inner.var.0] = value;
                self.block(&inner.body, times);
            }
        } else {
            self.block(&inner.body, times * range.len() as u64);
        }
    }

    fn value(&mut self, value: &Value, times: u64) {
        match value {
            Value::Copy(_) | Value::Load(_) | Value::Broadcast(..) => {}
            Value::Fma(..) | Value::Binary(super::BinaryOp::Mul, ..) => {
                self.cost.multiply_adds += times;
            }
            Value::Binary(..) | Value::Pick { .. } => self.cost.other_ops += times,
        }
    }
}

/// Whether a loop inside takes its range from `var`.
pub(super) fn sets_a_trip(var: Var, body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Loop(inner) => {
            matches!(inner.trip, Trip::By { var: by, .. } if by == var)
                || sets_a_trip(var, &inner.body)
        }
        _ => false,
    })
}
