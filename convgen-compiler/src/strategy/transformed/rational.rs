//! Exact fractions, in which the matrices of fast algorithms are computed.

use std::fmt;

/// A fraction in lowest terms, with a positive denominator: two are equal when their values are.
/// No operation rounds or wraps. Those that could leave the range of `i128` give `None` then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rational {
    numerator: i128,
    denominator: i128,
}

impl Rational {
    /// 0.
    pub(super) const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// 1.
    pub(super) const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`; `None` when the denominator is 0.
    pub(super) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = gcd(numerator, denominator)?;
        let (numerator, denominator) =
            (numerator.checked_div(divisor)?, denominator.checked_div(divisor)?);
        Some(if denominator < 0 {
            Self { numerator: numerator.checked_neg()?, denominator: denominator.checked_neg()? }
        } else {
            Self { numerator, denominator }
        })
    }

    /// The sum.
    pub(super) fn checked_add(self, other: Self) -> Option<Self> {
        let divisor = gcd(self.denominator, other.denominator)?;
        let (own, others) = (other.denominator / divisor, self.denominator / divisor);
        let (left, right) =
            (self.numerator.checked_mul(own)?, other.numerator.checked_mul(others)?);
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(own)?)
    }

    /// The difference.
    pub(super) fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(Self { numerator: other.numerator.checked_neg()?, ..other })
    }

    /// The product.
    pub(super) fn checked_mul(self, other: Self) -> Option<Self> {
        // Cancelled first, so that a product in range has no factor out of it.
        let left = Self::new(self.numerator, other.denominator)?;
        let right = Self::new(other.numerator, self.denominator)?;
        Some(Self {
            numerator: left.numerator.checked_mul(right.numerator)?,
            denominator: left.denominator.checked_mul(right.denominator)?,
        })
    }

    /// The quotient; `None` when `other` is 0, too.
    pub(super) fn checked_div(self, other: Self) -> Option<Self> {
        self.checked_mul(Self::new(other.denominator, other.numerator)?)
    }

    /// The nearest `f64`, of two as near the even one.
    pub(super) fn to_f64(self) -> f64 {
        let (above, below) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        let (mut quotient, mut rest) = (above / below, above % below);
        let mut halvings = 0;
        // Two bits more than an `f64` has, and the last of them says whether anything follows.
        while above != 0 && quotient < 1 << 55 {
            rest <<= 1;
            quotient = quotient << 1 | u128::from(rest >= below);
            rest = if rest >= below { rest - below } else { rest };
            halvings += 1;
        }
        let rounded = (quotient | u128::from(rest != 0)) as f64;
        let value = rounded * f64::from_bits((1023 - halvings) << 52);
        if self.numerator < 0 { -value } else { value }
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

/// A matrix as `f64`.
#[cfg(test)]
pub(super) fn numbers(rows: &[Vec<Rational>]) -> Vec<Vec<f64>> {
    rows.iter().map(|row| row.iter().map(|value| value.to_f64()).collect()).collect()
}

/// The greatest common divisor of two numbers of which the second is not 0, else `None`.
fn gcd(left: i128, right: i128) -> Option<i128> {
    let (mut greater, mut less) = (left.unsigned_abs(), right.unsigned_abs());
    if less == 0 {
        return None;
    }
    while less != 0 {
        (greater, less) = (less, greater % less);
    }
    i128::try_from(greater).ok()
}

#[cfg(test)]
mod tests {
    use super::Rational;

    fn of(numerator: i128, denominator: i128) -> Rational {
        Rational::new(numerator, denominator).unwrap()
    }

    #[test]
    fn fractions_are_in_lowest_terms() {
        assert_eq!(of(6, -4), of(-3, 2));
        assert_eq!(of(0, -7), Rational::ZERO);
        assert_eq!(of(i128::MIN, 2), of(i128::MIN / 2, 1));
        assert_eq!(Rational::new(1, 0), None);
        assert_eq!(of(6, -4).to_string(), "-3/2");
        assert_eq!(of(8, 2).to_string(), "4");
    }

    #[test]
    fn arithmetic_is_exact() {
        let (third, sixth) = (of(1, 3), of(1, 6));
        assert_eq!(third.checked_add(sixth), Some(of(1, 2)));
        assert_eq!(sixth.checked_sub(third), Some(of(-1, 6)));
        assert_eq!(third.checked_mul(sixth), Some(of(1, 18)));
        assert_eq!(third.checked_div(sixth), Some(of(2, 1)));
        assert_eq!(third.checked_div(of(-1, 6)), Some(of(-2, 1)));
        assert_eq!(third.checked_sub(third), Some(Rational::ZERO));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let most = of(i128::MAX, 1);
        assert_eq!(most.checked_add(Rational::ONE), None);
        assert_eq!(of(i128::MIN, 1).checked_sub(Rational::ONE), None);
        assert_eq!(most.checked_mul(of(2, 1)), None);
        assert_eq!(of(1, i128::MAX).checked_div(of(2, 1)), None);
        assert_eq!(Rational::ONE.checked_div(Rational::ZERO), None);
        // Factors that cancel are no reason to refuse.
        assert_eq!(most.checked_mul(of(2, i128::MAX)), Some(of(2, 1)));
    }

    #[test]
    fn the_nearest_f64_is_found() {
        for (numerator, denominator) in [(1, 3), (-2, 3), (45, 16), (0, 1), (1, 10), (-22, 7)] {
            // Both are exact as f64, so that the quotient is rounded once.
            let nearest = numerator as f64 / denominator as f64;
            assert_eq!(of(numerator, denominator).to_f64(), nearest);
        }
        // Between 2⁵³ and 2⁵³ + 2: half way goes to the even one, anything more upwards.
        let half = (1 << 53) + 1;
        assert_eq!(of(half, 1).to_f64(), 9_007_199_254_740_992.0);
        assert_eq!(of(half * 1_000_000_007 + 1, 1_000_000_007).to_f64(), 9_007_199_254_740_994.0);
        assert_eq!(of(i128::MAX, 1).to_f64(), 2_f64.powi(127));
        assert_eq!(of(1, 1 << 126).to_f64(), 2_f64.powi(-126));
    }
}
