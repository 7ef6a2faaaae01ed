//! Kernels of rank 2.

use super::matrix::{Matrix, Term};
use super::whole;

/// Terms that may be a kernel: two of its rows with the multiples of them that the others are, two of its columns,
/// and exact ones where its entries are whole numbers. In which of them terms cancel one another least,
/// whoever asks must find out.
pub(super) fn candidates(matrix: &Matrix, unit: f64) -> Vec<Vec<Term>> {
    let columns = matrix.transposed();
    let across = |all: Vec<Term>| all.into_iter().map(Term::transposed).collect::<Vec<_>>();
    let mut all: Vec<Vec<Term>> = whole::terms(matrix, 2).into_iter().collect();
    all.extend(whole::terms(&columns, 2).map(across));
    all.extend(pairs(matrix, unit));
    all.extend(pairs(&columns, unit).into_iter().map(across));
    all
}

/// For each two rows that are not multiples of one another, the terms that have them.
fn pairs(matrix: &Matrix, unit: f64) -> Vec<Vec<Term>> {
    let rows = matrix.rows();
    let pairs = (0..rows.len()).flat_map(|b| (0..b).map(move |a| [&rows[a], &rows[b]]));
    pairs.filter_map(|pair| of_rows(matrix, pair, unit)).collect()
}

fn of_rows(matrix: &Matrix, [one, two]: [&Vec<f64>; 2], unit: f64) -> Option<Vec<Term>> {
    let area = |[a, b]: [usize; 2]| one[a] * two[b] - one[b] * two[a];
    let pairs = (0..one.len()).flat_map(|b| (0..b).map(move |a| [a, b]));
    let [a, b] = pairs.max_by(|p, q| area(*p).abs().total_cmp(&area(*q).abs()))?;
    let whole = area([a, b]);
    (whole != 0.0).then_some(())?;
    let multiples = matrix.rows().iter().map(|row| {
        let first = (row[a] * two[b] - row[b] * two[a]) / whole;
        let second = (one[a] * row[b] - one[b] * row[a]) / whole;
        [first, second].map(|own| {
            // What is left of a zero.
            let rounding = NOISE * unit * first.abs().max(second.abs());
            if own.abs() <= rounding { 0.0 } else { own }
        })
    });
    let multiples: Vec<[f64; 2]> = multiples.collect();
    let term = |nth: usize, row: &[f64]| Term {
        column: multiples.iter().map(|pair| pair[nth]).collect(),
        row: row.to_vec(),
    };
    Some(vec![term(0, one), term(1, two)])
}

/// Units of the last place within which a multiple beside a larger one is taken for zero. Whether it
/// was one shows where the terms are compared with the kernel.
const NOISE: f64 = 64.0;
