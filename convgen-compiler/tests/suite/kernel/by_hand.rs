//! Short forms for kernels made by hand.

use convgen_compiler::kernel::{Access, BufferId, Builder, Index, Lanes, Loop, Stmt, Trip, Var};

/// A new loop variable, whatever its loop's trip count will be.
pub(crate) fn var(builder: &mut Builder, name: &str) -> Var {
    builder.var(name, &Trip::Fixed(2)).expect("a loop of two rounds has a variable")
}

pub(crate) fn repeat(var: Var, trip: Trip, body: Vec<Stmt>) -> Stmt {
    Stmt::Loop(Loop { var, trip, body })
}

/// The first `count` lanes, side by side.
pub(crate) fn access(buffer: BufferId, index: Index, count: usize) -> Access {
    Access { buffer, index, lanes: Lanes::strided(count, 1) }
}
