//! Outputs of the phases of a row, interleaved in memory where they can be.

use super::epilogue::Epilogue;
use crate::kernel::{Access, BufferId, Builder, Index, Lanes, Operand, Register, Stmt};

/// A vector of one phase: its residue, its lanes that are outputs, and its sum.
pub(super) type Sum = (usize, usize, Register);

/// Finishes and stores one vector of each phase, `step` phases in all, given the elements of memory
/// from one output of the row to the next: together if they fill the same lanes, otherwise one by one.
pub(super) fn finish(
    builder: &mut Builder,
    epilogue: Epilogue,
    slope: Option<Operand>,
    output: BufferId,
    index: &Index,
    [step, element]: [usize; 2],
    sums: &[Sum],
) -> Vec<Stmt> {
    let access = |residue: usize, count: usize| Access {
        buffer: output,
        index: index.clone().offset((residue * element) as i64),
        lanes: Lanes::strided(count, if count == 1 { 1 } else { step * element }),
    };
    let each = sums.iter().map(|&(residue, count, sum)| (sum, access(residue, count)));
    let each: Vec<_> = each.collect();
    let mut body = epilogue.apply(builder, slope, &each);
    let count = sums[0].1;
    if sums.len() > 1 && count > 1 && sums.iter().all(|&(_, other, _)| other == count) {
        let values = sums.iter().map(|&(.., sum)| Operand::Register(sum)).collect();
        body.push(Stmt::StoreTile { access: access(sums[0].0, count), column: element, values });
        return body;
    }
    body.extend(each.into_iter().map(|(sum, to)| Stmt::Store(to, Operand::Register(sum))));
    body
}
