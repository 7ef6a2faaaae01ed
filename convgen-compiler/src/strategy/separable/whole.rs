//! Kernels of whole numbers, and of multiples of a power of two: their terms are whole numbers too.

use super::matrix::{Matrix, Term};

/// The terms of a kernel of at most such a rank. `None` if it is of another, or its numbers are not whole.
pub(super) fn terms(matrix: &Matrix, rank: usize) -> Option<Vec<Term>> {
    let rows = matrix.whole()?;
    let basis = basis(&rows, rank)?;
    let columns: Vec<Vec<i128>> =
        rows.iter().map(|row| multiples(row, &basis)).collect::<Option<_>>()?;
    let scale = scale(matrix, &rows)?;
    let term = |(nth, own): (usize, &Pivoted)| Term {
        column: columns.iter().map(|multiples| multiples[nth] as f64 * scale).collect(),
        row: own.row.iter().map(|&factor| factor as f64).collect(),
    };
    Some(basis.iter().enumerate().map(term).collect())
}

/// A row of a basis, and the first column where it is not zero, in which all later ones are.
struct Pivoted {
    row: Vec<i128>,
    pivot: usize,
}

/// Rows of which all rows of a matrix are whole multiples: Hermite's normal form, by Euclid's algorithm.
fn basis(rows: &[Vec<i128>], rank: usize) -> Option<Vec<Pivoted>> {
    let mut rest: Vec<Vec<i128>> = rows.to_vec();
    let mut basis: Vec<Pivoted> = Vec::new();
    for pivot in 0..rows.first().map_or(0, Vec::len) {
        // The row with the least entry is taken from the others, until it is the only one.
        while let Some(least) = least(&rest, pivot) {
            let own = rest[least].clone();
            let mut single = true;
            for (nth, row) in rest.iter_mut().enumerate() {
                if nth != least && row[pivot] != 0 {
                    *row = minus(row, row[pivot].div_euclid(own[pivot]), &own)?;
                    single = false;
                }
            }
            if single {
                rest.remove(least);
                basis.push(Pivoted { row: own, pivot });
                break;
            }
        }
        if basis.len() > rank {
            return None;
        }
    }
    reduced(basis)
}

/// The row with the entry of the least magnitude in a column that is not zero.
fn least(rows: &[Vec<i128>], column: usize) -> Option<usize> {
    let entry = |&nth: &usize| rows[nth][column].unsigned_abs();
    (0..rows.len()).filter(|nth| rows[*nth][column] != 0).min_by_key(entry)
}

/// Each row with its entries below the later pivots as small as can be.
fn reduced(mut basis: Vec<Pivoted>) -> Option<Vec<Pivoted>> {
    for later in 1..basis.len() {
        let (above, below) = basis.split_at_mut(later);
        let (own, pivot) = (&below[0].row, below[0].pivot);
        for upper in above {
            upper.row = minus(&upper.row, upper.row[pivot].div_euclid(own[pivot]), own)?;
        }
    }
    Some(basis)
}

/// How often each row of a basis is in a row.
fn multiples(row: &[i128], basis: &[Pivoted]) -> Option<Vec<i128>> {
    let mut rest = row.to_vec();
    let mut multiples = Vec::new();
    for Pivoted { row, pivot } in basis {
        let multiple = rest[*pivot] / row[*pivot];
        rest = minus(&rest, multiple, row)?;
        multiples.push(multiple);
    }
    rest.iter().all(|&entry| entry == 0).then_some(multiples)
}

/// `row - multiple · other`, unless that is too large.
fn minus(row: &[i128], multiple: i128, other: &[i128]) -> Option<Vec<i128>> {
    let entries = row.iter().zip(other);
    entries.map(|(&entry, &other)| entry.checked_sub(multiple.checked_mul(other)?)).collect()
}

/// What one is worth.
fn scale(matrix: &Matrix, whole: &[Vec<i128>]) -> Option<f64> {
    let mut entries = matrix.rows().iter().flatten().zip(whole.iter().flatten());
    entries.find(|(_, whole)| **whole != 0).map(|(&entry, &whole)| entry / whole as f64)
}
