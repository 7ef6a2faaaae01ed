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
    fn spare(&self, kernel: &Kernel<'_>, terms: &[Term]) -> Option<f64> {
        let deviation = kernel.matrix.deviation(terms, self.unit())?;
        if deviation.distance > 0.0 && kernel.is_whole {
            return None;
        }
        // The distance was itself computed with a rounding of `f64` for each term but one.
        let unknown = match terms.len() {
            2.. if !kernel.is_whole => deviation.growth * f64::EPSILON / 2.0 / self.unit(),
            _ => 0.0,
        };
        let spare = self.direct - deviation.distance - unknown - deviation.growth * self.passes;
        (spare >= 0.0).then_some(spare)
    }

    /// Terms as an element holds them, and what they spare, if they are exact enough.
    fn accepted(&self, kernel: &Kernel<'_>, terms: &[Term]) -> Option<(f64, Vec<Term>)> {
        let rounded: Vec<Term> = terms.iter().map(|term| term.rounded(self.element)).collect();
        Some((self.spare(kernel, &rounded)?, rounded))
    }
}

/// What is to be a sum of terms.
struct Kernel<'a> {
    matrix: &'a Matrix,
    /// Whether it is of small whole numbers.
    is_whole: bool,
}

/// The terms of a kernel, at most so many; none at all for one of zeros. A single one if that is exact enough;
/// of two, those that are and have the fewest products, and of such the most exact. `None` if there are no such
/// terms.
pub(super) fn terms(matrix: &Matrix, rank: usize, allowance: &Allowance) -> Option<Vec<Term>> {
    if matrix.is_zero() {
        return Some(Vec::new());
    }
    let kernel = Kernel { matrix, is_whole: matrix.is_small_and_whole() };
    let mut one = one::candidates(matrix).into_iter();
    let one = one.find_map(|term| allowance.accepted(&kernel, &[term]));
    if let Some((_, term)) = one {
        return Some(term);
    }
    if rank == 1 {
        return None;
    }
    let all = two::candidates(matrix, allowance.unit());
    let accepted = all.iter().filter_map(|terms| allowance.accepted(&kernel, terms));
    let taps = |terms: &[Term]| terms.iter().map(Term::taps).sum::<usize>();
    let best = accepted.reduce(|(spare, terms), (other, others)| {
        let order = taps(&others).cmp(&taps(&terms)).then(spare.total_cmp(&other));
        if order.is_lt() { (other, others) } else { (spare, terms) }
    });
    best.map(|(_, terms)| terms)
}
