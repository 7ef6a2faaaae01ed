//! The matrix of one kernel as a sum of products of a column and a row, each product a matrix of rank 1.

use super::matrix::{Matrix, Term};
use super::{one, two};
use crate::element::Element;

/// What a factorisation may cost in exactness.
#[derive(Clone, Copy)]
pub(super) struct Allowance {
    /// What factors are rounded to.
    pub(super) element: Element,
    /// Roundings that the bound of the direct sum has: one for each product.
    pub(super) direct: f64,
    /// Most roundings that one product goes through in two passes.
    pub(super) passes: f64,
}

impl Allowance {
    /// The unit roundoff.
    pub(super) fn unit(&self) -> f64 {
        match self.element {
            Element::F32 => f64::from(f32::EPSILON) / 2.0,
            Element::F64 => f64::EPSILON / 2.0,
        }
    }

    /// Whether two passes keep the bound of the direct sum, and by how many roundings they stay below it.
    ///
    /// The direct sum of n products is within `n·u·Σ|w·x|` of the true one. Let every factored weight w'
    /// be within `d·u·|w|` of w, and the terms that it is the sum of have magnitudes of `g·|w|` in all.
    /// Then the sum of w'·x is within `d·u·Σ|w·x|` of the true one, and what two passes make of it, in
    /// which a product goes through at most m roundings, within `m·u·g·Σ|w·x|` of that. So it is enough
    /// that `d + g·m <= n`. All is relative to the weight itself: an input may meet small weights only. A weight
    /// that is zero must be a sum of zeros.
    ///
    /// Whole numbers must stay exact: whoever computes with such, as with those of Sobel's filter, wants
    /// the very result.
    fn spare(&self, matrix: &Matrix, terms: &[Term]) -> Option<f64> {
        let deviation = matrix.deviation(terms, self.unit())?;
        let whole = matrix.is_small_and_whole();
        if deviation.distance > 0.0 && whole {
            return None;
        }
        // The distance was itself computed with a rounding of `f64` for each term but one.
        let unknown = match terms.len() {
            2.. if !whole => deviation.growth * f64::EPSILON / 2.0 / self.unit(),
            _ => 0.0,
        };
        let spare = self.direct - deviation.distance - unknown - deviation.growth * self.passes;
        (spare >= 0.0).then_some(spare)
    }
}

/// The terms of a kernel, at most so many; none at all for one of zeros. Of those that are exact enough, those
/// with the fewest products; of equals, the most exact. `None` if there are no such terms.
pub(super) fn terms(matrix: &Matrix, rank: usize, allowance: &Allowance) -> Option<Vec<Term>> {
    if matrix.is_zero() {
        return Some(Vec::new());
    }
    let mut all: Vec<Vec<Term>> =
        one::candidates(matrix).into_iter().map(|term| vec![term]).collect();
    let best = best(matrix, &all, allowance);
    if best.is_some() || rank == 1 {
        return best;
    }
    all = two::candidates(matrix, allowance.unit());
    self::best(matrix, &all, allowance)
}

fn best(matrix: &Matrix, all: &[Vec<Term>], allowance: &Allowance) -> Option<Vec<Term>> {
    let rounded = all
        .iter()
        .map(|terms| terms.iter().map(|term| term.rounded(allowance.element)).collect::<Vec<_>>());
    let exact = rounded.filter_map(|terms| Some((allowance.spare(matrix, &terms)?, terms)));
    let taps = |terms: &[Term]| terms.iter().map(Term::taps).sum::<usize>();
    let better = exact.reduce(|(spare, terms), (other, others)| {
        let order = taps(&others).cmp(&taps(&terms)).then(spare.total_cmp(&other));
        if order.is_lt() { (other, others) } else { (spare, terms) }
    });
    better.map(|(_, terms)| terms)
}
