//! A kernel on y and x as a matrix, and the terms that it may be the sum of.

use crate::element::Element;

/// A kernel: rows on y, columns on x.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matrix {
    rows: Vec<Vec<f64>>,
}

/// A column times a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) column: Vec<f64>,
    pub(super) row: Vec<f64>,
}

/// How a sum of terms differs from a matrix.
pub(super) struct Deviation {
    /// Most units of the last place of an entry between it and its sum.
    pub(super) distance: f64,
    /// Most that the magnitudes of the terms of an entry are as a multiple of its own.
    pub(super) growth: f64,
}

impl Matrix {
    /// From rows of equal lengths.
    pub(super) fn new(rows: Vec<Vec<f64>>) -> Self {
        Self { rows }
    }

    pub(super) fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    pub(super) fn transposed(&self) -> Self {
        let width = self.rows.first().map_or(0, Vec::len);
        Self { rows: (0..width).map(|x| self.rows.iter().map(|row| row[x]).collect()).collect() }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.rows.iter().flatten().all(|&entry| entry == 0.0)
    }

    /// Whether all entries are multiples of one power of two, and small ones.
    pub(super) fn is_small_and_whole(&self) -> bool {
        const SMALL: i128 = 1 << 10;
        self.whole().is_some_and(|rows| rows.iter().flatten().all(|entry| entry.abs() <= SMALL))
    }

    /// The entries as multiples of the largest power of two that they all are multiples of. `None` where some
    /// are much larger than others.
    pub(super) fn whole(&self) -> Option<Vec<Vec<i128>>> {
        let nonzero = || self.rows.iter().flatten().filter(|&&entry| entry != 0.0);
        let lowest = nonzero().map(|&entry| lowest_bit(entry)).min()?;
        let highest = nonzero().map(|&entry| entry.abs().log2()).fold(f64::MIN, f64::max);
        if highest - f64::from(lowest) > 50.0 {
            return None;
        }
        // In two steps, as the power may be beyond the range of numbers.
        let whole = |entry: &f64| {
            (entry * 2_f64.powi(-lowest / 2) * 2_f64.powi(-lowest - -lowest / 2)) as i128
        };
        Some(self.rows.iter().map(|row| row.iter().map(whole).collect()).collect())
    }

    /// How a sum of terms differs from this matrix, in units of the last place of an element with such a unit
    /// roundoff. `None` where an entry is zero and a term of it is not.
    pub(super) fn deviation(&self, terms: &[Term], unit: f64) -> Option<Deviation> {
        let (mut distance, mut growth) = (0.0_f64, 0.0_f64);
        for (y, row) in self.rows.iter().enumerate() {
            for (x, &entry) in row.iter().enumerate() {
                let factors = terms.iter().map(|term| (term.column[y], term.row[x]));
                let magnitude: f64 = factors.clone().map(|(a, b)| (a * b).abs()).sum();
                if entry == 0.0 {
                    let is_zero = factors.clone().all(|(a, b)| a == 0.0 || b == 0.0);
                    is_zero.then_some(())?;
                    continue;
                }
                let rest = factors.fold(-entry, |rest, (a, b)| a.mul_add(b, rest));
                (rest.is_finite() && magnitude.is_finite()).then_some(())?;
                distance = distance.max(rest.abs() / entry.abs() / unit);
                growth = growth.max(magnitude / entry.abs());
            }
        }
        Some(Deviation { distance, growth })
    }
}

impl Term {
    /// The column and the row exchanged.
    pub(super) fn transposed(self) -> Self {
        Self { column: self.row, row: self.column }
    }

    /// A factor of the column, or after these of the row.
    pub(super) fn number(&self, at: usize) -> f64 {
        self.column.iter().chain(&self.row).nth(at).copied().unwrap_or(0.0)
    }

    /// Products of two passes.
    pub(super) fn taps(&self) -> usize {
        self.column.iter().chain(&self.row).filter(|&&factor| factor != 0.0).count()
    }

    /// The same as an element holds it. The row is first scaled by a power of two, so that what the first pass
    /// gives is never larger than its inputs and so cannot overflow.
    pub(super) fn rounded(&self, element: Element) -> Self {
        let sum: f64 = self.row.iter().map(|factor| factor.abs()).sum();
        let exponent = sum.log2().ceil() as i32;
        let scaled = |factors: &[f64], exponent: i32| {
            let scale = 2_f64.powi(exponent);
            factors.iter().map(|factor| element.nearest(factor * scale)).collect()
        };
        Self { column: scaled(&self.column, exponent), row: scaled(&self.row, -exponent) }
    }
}

/// The exponent of the lowest bit of a number that is set.
fn lowest_bit(number: f64) -> i32 {
    let (bits, bias) = (number.to_bits(), 1075);
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    match exponent {
        0 => fraction.trailing_zeros() as i32 + 1 - bias,
        _ => (fraction | 1 << 52).trailing_zeros() as i32 + exponent - bias,
    }
}
