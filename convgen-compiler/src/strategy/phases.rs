//! Stores of the phases of a row, interleaved where they can be.

use crate::kernel::{Access, BufferId, Index, Lanes, Operand, Register, Stmt};

/// Stores one vector of each phase, `step` phases in all, given residue, lanes and sum of each:
/// together if they fill the same lanes, otherwise one by one.
pub(super) fn store(
    output: BufferId,
    index: &Index,
    step: usize,
    sums: &[(usize, usize, Register)],
) -> Vec<Stmt> {
    let access = |residue: usize, count: usize| Access {
        buffer: output,
        index: index.clone().offset(residue as i64),
        lanes: Lanes::strided(count, if count == 1 { 1 } else { step }),
    };
    let count = sums[0].1;
    if sums.len() > 1 && count > 1 && sums.iter().all(|&(_, other, _)| other == count) {
        let values = sums.iter().map(|&(.., sum)| Operand::Register(sum)).collect();
        return vec![Stmt::StoreTile { access: access(sums[0].0, count), column: 1, values }];
    }
    let single = |&(residue, count, sum): &(usize, usize, Register)| {
        Stmt::Store(access(residue, count), Operand::Register(sum))
    };
    sums.iter().map(single).collect()
}
