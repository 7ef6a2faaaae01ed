//! Products of matrices.

use super::broadcast;
use super::inputs::Inputs;

/// The sizes of `MatMul`: matrices in the last two axes, vectors where there is but one.
pub(super) fn of_matrices(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let (a_outer, rows, shared) = match a {
        [] => return None,
        [shared] => (&a[..0], None, shared),
        [outer @ .., rows, shared] => (outer, Some(*rows), shared),
    };
    let (b_outer, other, columns) = match b {
        [] => return None,
        [shared] => (&b[..0], shared, None),
        [outer @ .., shared, columns] => (outer, shared, Some(*columns)),
    };
    if shared != other {
        return None;
    }
    let outer = broadcast::together(a_outer, b_outer)?;
    Some(outer.into_iter().chain(rows).chain(columns).collect())
}

/// The sizes of `Gemm`.
pub(super) fn general([a, b]: [bool; 2], inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let matrix = |position, transposed: bool| match inputs.sizes(position)?[..] {
        [rows, columns] if transposed => Some([columns, rows]),
        [rows, columns] => Some([rows, columns]),
        _ => None,
    };
    let ([rows, shared], [other, columns]) = (matrix(0, a)?, matrix(1, b)?);
    (shared == other).then(|| vec![rows, columns])
}
