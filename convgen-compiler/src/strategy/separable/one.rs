//! Kernels of rank 1.

use super::matrix::{Matrix, Term};
use super::whole;

/// Terms that may be a kernel: exact ones where its entries are whole numbers, and those that fit it best.
pub(super) fn candidates(matrix: &Matrix) -> Vec<Term> {
    let exact = whole::terms(matrix, 1).and_then(|mut terms| terms.pop());
    exact.into_iter().chain(fitted(matrix)).collect()
}

/// A row of the kernel and the multiples of it that the others are, each the middle of what their entries say;
/// then the row likewise. Factors are rounded later: the result is there in several scales, in each of which
/// one of them is exact.
fn fitted(matrix: &Matrix) -> Vec<Term> {
    let rows = matrix.rows();
    let largest = |row: &&Vec<f64>| row.iter().map(|entry| entry.abs()).fold(0.0, f64::max);
    let Some(row) = rows.iter().max_by(|a, b| largest(a).total_cmp(&largest(b))) else {
        return Vec::new();
    };
    let column = multiples(rows, row);
    let columns = matrix.transposed();
    let row = multiples(columns.rows(), &column);
    let column = multiples(rows, &row);
    let nonzero = |factors: &[f64]| {
        factors.iter().copied().filter(|&factor| factor != 0.0).collect::<Vec<f64>>()
    };
    let of_rows = nonzero(&row).into_iter().map(|factor| (1.0 / factor, factor));
    let of_columns = nonzero(&column).into_iter().map(|factor| (factor, 1.0 / factor));
    let scaled = |(row_by, column_by): (f64, f64)| Term {
        row: row.iter().map(|factor| factor * row_by).collect(),
        column: column.iter().map(|factor| factor * column_by).collect(),
    };
    of_rows.chain(of_columns).map(scaled).collect()
}

/// The multiple of a row that each of some rows is.
fn multiples(rows: &[Vec<f64>], of: &[f64]) -> Vec<f64> {
    let multiple = |row: &Vec<f64>| {
        let ratios = row.iter().zip(of).filter(|(_, of)| **of != 0.0).map(|(a, b)| a / b);
        let (low, high) = ratios
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), ratio| (a.min(ratio), b.max(ratio)));
        low / 2.0 + high / 2.0
    };
    rows.iter().map(multiple).collect()
}
