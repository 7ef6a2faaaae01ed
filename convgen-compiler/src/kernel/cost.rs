//! What a kernel costs, counted on the IR.

use super::{Kernel, Loop, Stmt, Trip, Value, Var};

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
    /// Bytes of constant data.
    pub table_bytes: usize,
}

/// Counts a kernel. Loops whose variable sets another's trip count are counted value by value.
pub fn cost(kernel: &Kernel) -> Cost {
    let mut counter = Counter { cost: Cost::default(), values: vec![0; kernel.vars.len()], live: 0 };
    counter.block(&kernel.body, 1, true);
    Cost { table_bytes: kernel.table_bytes(), ..counter.cost }
}

struct Counter {
    cost: Cost,
    values: Vec<usize>,
    live: usize,
}

impl Counter {
    /// Adds a block that runs `times` times; its text is counted only when it is seen `first`.
    fn block(&mut self, body: &[Stmt], times: u64, first: bool) {
        let outside = self.live;
        for stmt in body {
            self.cost.statements += u64::from(first);
            match stmt {
                Stmt::Loop(inner) => self.repeat(inner, times, first),
                Stmt::Let(_, value) => {
                    self.live += 1;
                    self.cost.registers = self.cost.registers.max(self.live);
                    self.value(value, times);
                }
                Stmt::Set(_, value) => self.value(value, times),
                Stmt::Store(..) => self.cost.stores += times,
            }
        }
        self.live = outside;
    }

    fn repeat(&mut self, inner: &Loop, times: u64, first: bool) {
        let count = match &inner.trip {
            Trip::Fixed(count) => *count,
            Trip::By { var, counts } => counts[self.values[var.0]],
        };
        if sets_a_trip(inner.var, &inner.body) {
            for value in 0..count {
                self.values[inner.var.0] = value;
                self.block(&inner.body, times, first && value == 0);
            }
        } else {
            self.block(&inner.body, times * count as u64, first);
        }
    }

    fn value(&mut self, value: &Value, times: u64) {
        match value {
            Value::Copy(_) => {}
            Value::Load(_) | Value::Broadcast(..) => self.cost.loads += times,
            Value::Fma(..) | Value::Binary(super::BinaryOp::Mul, ..) => {
                self.cost.multiply_adds += times;
            }
            Value::Binary(..) => self.cost.other_ops += times,
        }
    }
}

/// Whether a loop inside takes its trip count from `var`.
pub(super) fn sets_a_trip(var: Var, body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Loop(inner) => {
            matches!(inner.trip, Trip::By { var: by, .. } if by == var) || sets_a_trip(var, &inner.body)
        }
        _ => false,
    })
}
