//! Which outputs may be the memory of an input.
//!
//! An input and an output of the same view are one memory, element by element. That is right when every
//! element of the input is read before that element of the output is written. It is so where each load
//! of the input, and each column of a tile's, has a store to the very same elements after it in the same
//! block: the store runs once for
//! every run of the load, and as `coverage` has shown that an element is written once in all, no other
//! run of the load reads it.

use std::collections::BTreeSet;

use super::super::{BufferId, Kernel, Lanes, Role, Stmt, Touch, TouchKind};

/// The pairs of an input and an output that may be one memory.
pub(super) fn pairs(kernel: &Kernel) -> BTreeSet<(BufferId, BufferId)> {
    let mut pairs = BTreeSet::new();
    for (input, from) in kernel.parameters() {
        for (output, to) in kernel.parameters() {
            if let (Role::Input(read), Role::Output(written)) = (&from.role, &to.role)
                && (read, from.element) == (written, to.element)
                && reads_first(&kernel.body, input, output)
            {
                pairs.insert((input, output));
            }
        }
    }
    pairs
}

/// Whether each load of a block, and of those inside, is followed by the stores to its columns.
fn reads_first(body: &[Stmt], input: BufferId, output: BufferId) -> bool {
    body.iter().enumerate().all(|(at, stmt)| {
        let stored = |read: Touch<'_>| {
            let (columns, column) = read.columns;
            (0..columns).all(|n| {
                let later = body[at + 1..].iter().filter_map(Stmt::touch);
                let mut stores =
                    later.filter(|touch| touch.kind == TouchKind::Write && touch.buffer == output);
                stores.any(|store| covers(&store, &read, (n * column) as i64))
            })
        };
        let read = stmt.touch().filter(|t| t.kind == TouchKind::Read && t.buffer == input);
        read.is_none_or(stored) && reads_first(stmt.inner(), input, output)
    })
}

/// Whether a store writes all of the column that a load reads `offset` elements after its first.
fn covers(store: &Touch<'_>, read: &Touch<'_>, offset: i64) -> bool {
    let (columns, column) = store.columns;
    let further = read.index.constant + offset - store.index.constant;
    let first = |lanes: Lanes| Lanes { first: 0, ..lanes };
    first(store.lanes) == first(read.lanes)
        && store.index.terms == read.index.terms
        && (0..columns).any(|n| (n * column) as i64 == further)
}
