//! Cook–Toom algorithms: several neighbouring outputs of a correlation along an axis, in as many
//! products as there are inputs.
//!
//! Two polynomials of `outputs` and of `taps` coefficients have a product of `outputs + taps − 1`,
//! which its values at as many points determine. Evaluating (`A`, `G`), multiplying and interpolating (`B`)
//! is thus a way to multiply polynomials, and with the roles of product and first factor exchanged (transposed), one
//! to compute a correlation.

use super::rational::Rational;

/// A point at which polynomials are evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// A number, as numerator and denominator.
    Finite(i32, i32),
    /// The value there is the coefficient of the highest power.
    Infinity,
}

impl Point {
    /// The number, if it is one.
    fn number(self) -> Option<Rational> {
        match self {
            Self::Finite(numerator, denominator) => {
                Rational::new(numerator.into(), denominator.into())
            }
            Self::Infinity => None,
        }
    }

    /// What a polynomial's `count` coefficients contribute to its value at the point.
    fn powers(self, count: usize) -> Option<Vec<Rational>> {
        let Some(number) = self.number() else {
            let value = |i| if i + 1 == count { Rational::ONE } else { Rational::ZERO };
            return Some((0..count).map(value).collect());
        };
        let mut powers = vec![Rational::ONE];
        while let Some(last) = powers.last()
            && powers.len() < count
        {
            powers.push(last.checked_mul(number)?);
        }
        Some(powers)
    }
}

/// An algorithm for neighbouring outputs of a correlation with some taps along an axis:
/// `y = A((G·w) ∘ (B·x))` is `y[i] = Σ_j w[j]·x[i + j]`, exactly, for all `w` and `x`. It has a product for each
/// of its points, and a window of as many inputs: `outputs + taps − 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Toom {
    /// `[output][point]`: from products to outputs.
    pub(super) a: Vec<Vec<Rational>>,
    /// `[point][input of the window]`: from inputs to what the transformed weights are multiplied with.
    pub(super) b: Vec<Vec<Rational>>,
    /// `[point][tap]`: from weights to transformed weights.
    pub(super) g: Vec<Vec<Rational>>,
}

impl Toom {
    /// The algorithm of these points. `None` unless they are `outputs + taps − 1` different ones, with neither
    /// of the two 0, and all numbers fit.
    ///
    /// All fractions are in `G`, which is applied to constants: a row of `B` is a polynomial with the leading coefficient 1,
    /// so that points which are short in binary give coefficients that are.
    pub(super) fn new(points: &[Point], outputs: usize, taps: usize) -> Option<Self> {
        Self::nested(points, &(0..points.len()).collect::<Vec<_>>(), outputs, taps)
    }

    /// The algorithm of fewer outputs at some of the points, those with the indices `kept` in this order. Its rows of
    /// `G` are the ones that [`Toom::new`] gives for all points, so that transformed weights serve both; rows of `B`
    /// make up for what the other points had to do with them. `None` as for [`Toom::new`].
    pub(super) fn nested(
        points: &[Point],
        kept: &[usize],
        outputs: usize,
        taps: usize,
    ) -> Option<Self> {
        let window = (outputs + taps).checked_sub(1)?;
        if outputs == 0 || taps == 0 || kept.len() != window {
            return None;
        }
        let own: Vec<Point> =
            kept.iter().map(|&k| points.get(k).copied()).collect::<Option<_>>()?;
        let left = (0..points.len()).filter(|k| !kept.contains(k));
        let others: Vec<Rational> = left.filter_map(|k| points[k].number()).collect();
        let (mut a, mut b, mut g) = (vec![Vec::new(); outputs], Vec::new(), Vec::new());
        for (at, point) in own.iter().enumerate() {
            for (row, power) in a.iter_mut().zip(point.powers(outputs)?) {
                row.push(power);
            }
            let beside = own[..at].iter().chain(&own[at + 1..]);
            let roots: Vec<Rational> = beside.filter_map(|point| point.number()).collect();
            // Twice the same number makes a distance of 0, but infinity has none.
            if own[..at].contains(point) {
                return None;
            }
            let (absent, scale) = match point.number() {
                Some(number) => {
                    let absent = distances(number, &others)?;
                    (absent, absent.checked_mul(distances(number, &roots)?)?)
                }
                None => (Rational::ONE, Rational::ONE),
            };
            b.push(scaled(&polynomial(&roots, window)?, absent)?);
            g.push(scaled(&point.powers(taps)?, Rational::ONE.checked_div(scale)?)?);
        }
        Some(Self { a, b, g })
    }

    /// How many products there are.
    pub(super) fn products(&self) -> usize {
        self.b.len()
    }

    /// Inputs of a window.
    pub(super) fn window(&self) -> usize {
        self.b.first().map_or(0, Vec::len)
    }

    /// The direct sum, which is one output: a product a tap, of weights as they are.
    pub(super) fn direct(taps: usize) -> Self {
        let Self { b, .. } = Self::identity(taps);
        Self { a: vec![vec![Rational::ONE; taps]], g: b.clone(), b }
    }

    /// The algorithm of one tap: a product an output, and matrices that change nothing.
    pub(super) fn identity(outputs: usize) -> Self {
        let row =
            |i| (0..outputs).map(move |k| if k == i { Rational::ONE } else { Rational::ZERO });
        let unit: Vec<Vec<Rational>> = (0..outputs).map(|i| row(i).collect()).collect();
        Self { a: unit.clone(), b: unit, g: vec![vec![Rational::ONE]; outputs] }
    }
}

/// The product of a number's differences from others: 0 when it is among them.
fn distances(number: Rational, others: &[Rational]) -> Option<Rational> {
    others
        .iter()
        .try_fold(Rational::ONE, |product, other| product.checked_mul(number.checked_sub(*other)?))
}

/// The `count` lowest coefficients of the polynomial with these roots and the leading coefficient 1.
fn polynomial(roots: &[Rational], count: usize) -> Option<Vec<Rational>> {
    let mut coefficients = vec![Rational::ZERO; count];
    *coefficients.first_mut()? = Rational::ONE;
    for root in roots {
        let mut below = Rational::ZERO;
        for coefficient in &mut coefficients {
            let next = below.checked_sub(coefficient.checked_mul(*root)?)?;
            below = std::mem::replace(coefficient, next);
        }
    }
    Some(coefficients)
}

/// All of them multiplied by one factor.
fn scaled(values: &[Rational], factor: Rational) -> Option<Vec<Rational>> {
    values.iter().map(|value| value.checked_mul(factor)).collect()
}

/// Whether the algorithm is a correlation with `taps` taps, for all weights and inputs.
#[cfg(test)]
pub(super) fn is_exact(toom: &Toom, taps: usize) -> bool {
    let window = toom.a.len() + taps - 1;
    let entry = |i: usize, j: usize, k: usize| {
        let product = |f: usize| {
            toom.a[i][f].checked_mul(toom.g[f][j]).unwrap().checked_mul(toom.b[f][k]).unwrap()
        };
        let add = |sum: Rational, f| sum.checked_add(product(f)).unwrap();
        (0..toom.b.len()).fold(Rational::ZERO, add)
    };
    let wanted = |at: bool| if at { Rational::ONE } else { Rational::ZERO };
    let right = |i, j| (0..window).all(|k| entry(i, j, k) == wanted(k == i + j));
    toom.b.iter().all(|row| row.len() == window)
        && (0..toom.a.len()).all(|i| (0..taps).all(|j| right(i, j)))
}

#[cfg(test)]
mod tests {
    use super::Point::{Finite, Infinity};
    use super::{Toom, is_exact};

    #[test]
    fn two_outputs_of_three_taps_take_four_products() {
        let toom = Toom::new(&[Finite(0, 1), Finite(1, 1), Finite(-1, 1), Infinity], 2, 3).unwrap();
        let text = |rows: &[Vec<super::Rational>]| {
            let row = |row: &Vec<super::Rational>| {
                row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            };
            rows.iter().map(row).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(text(&toom.a), "1 1 1 0, 0 1 -1 1");
        assert_eq!(text(&toom.b), "-1 0 1 0, 0 1 1 0, 0 -1 1 0, 0 -1 0 1");
        assert_eq!(text(&toom.g), "-1 0 0, 1/2 1/2 1/2, 1/2 -1/2 1/2, 0 0 1");
        assert!(is_exact(&toom, 3));
    }

    #[test]
    fn points_need_no_symmetry_and_no_order() {
        let points = [Infinity, Finite(2, 3), Finite(-5, 7), Finite(0, 9), Finite(3, 1)];
        for taps in 1..=5 {
            assert!(is_exact(&Toom::new(&points, 6 - taps, taps).unwrap(), taps));
        }
    }

    #[test]
    fn a_part_of_the_points_has_the_same_weights() {
        let points = [Finite(0, 1), Finite(3, 4), Finite(-3, 4), Finite(2, 1), Infinity];
        let full = Toom::new(&points, 3, 3).unwrap();
        for kept in [[0, 1, 2, 4], [3, 2, 1, 0], [1, 2, 3, 4], [4, 3, 2, 0]] {
            let part = Toom::nested(&points, &kept, 2, 3).unwrap();
            assert!(is_exact(&part, 3));
            let rows: Vec<_> = kept.iter().map(|&k| full.g[k].clone()).collect();
            assert_eq!(part.g, rows);
        }
    }

    #[test]
    fn points_must_be_different_and_enough() {
        assert_eq!(Toom::new(&[Finite(0, 1), Infinity], 2, 2), None);
        assert_eq!(Toom::new(&[Finite(0, 1), Infinity, Infinity], 2, 2), None);
        assert_eq!(Toom::new(&[Finite(1, 2), Finite(2, 4), Infinity], 2, 2), None);
        assert_eq!(Toom::new(&[], 0, 1), None);
        assert_eq!(Toom::new(&[], 1, 0), None);
        assert_eq!(Toom::nested(&[Finite(0, 1), Infinity], &[0, 0], 1, 2), None);
        assert_eq!(Toom::nested(&[Finite(0, 1), Infinity], &[0, 2], 1, 2), None);
    }

    #[test]
    fn one_tap_or_one_output_needs_no_points() {
        for count in 1..5 {
            assert!(is_exact(&Toom::identity(count), 1));
            assert!(is_exact(&Toom::direct(count), count));
        }
    }
}
