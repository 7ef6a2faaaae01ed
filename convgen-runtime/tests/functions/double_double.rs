//! Sums of two f64 that do not overlap, about 32 digits: Dekker, *A floating-point technique for
//! extending the available precision* (1971).

use std::ops::{Add, Div, Mul, Neg};

/// `high + low`
#[derive(Clone, Copy, Debug)]
pub(crate) struct Double {
    pub(crate) high: f64,
    pub(crate) low: f64,
}

impl Double {
    pub(crate) const fn new(high: f64, low: f64) -> Self {
        Self { high, low }
    }

    /// `self · 2^n`, for an `n` that no factor overflows or underflows with.
    pub(crate) fn scaled(self, n: i32) -> Self {
        let power = 2.0_f64.powi(n);
        Self::new(self.high * power, self.low * power)
    }
}

impl From<f64> for Double {
    fn from(number: f64) -> Self {
        Self::new(number, 0.0)
    }
}

/// The sum without an error where `a` is the larger one.
fn ordered(a: f64, b: f64) -> Double {
    let sum = a + b;
    Double::new(sum, b - (sum - a))
}

/// The sum without an error.
fn sum(a: f64, b: f64) -> Double {
    let sum = a + b;
    let of_b = sum - a;
    Double::new(sum, (a - (sum - of_b)) + (b - of_b))
}

/// The product without an error.
pub(crate) fn product(a: f64, b: f64) -> Double {
    let product = a * b;
    Double::new(product, a.mul_add(b, -product))
}

impl<T: Into<Self>> Add<T> for Double {
    type Output = Self;

    fn add(self, other: T) -> Self {
        let other = other.into();
        let (high, low) = (sum(self.high, other.high), sum(self.low, other.low));
        let high = ordered(high.high, high.low + low.high);
        ordered(high.high, high.low + low.low)
    }
}

impl Neg for Double {
    type Output = Self;

    fn neg(self) -> Self {
        Self::new(-self.high, -self.low)
    }
}

impl<T: Into<Self>> Mul<T> for Double {
    type Output = Self;

    fn mul(self, other: T) -> Self {
        let other = other.into();
        let high = product(self.high, other.high);
        ordered(high.high, high.low + (self.high * other.low + self.low * other.high))
    }
}

impl<T: Into<Self>> Div<T> for Double {
    type Output = Self;

    fn div(self, other: T) -> Self {
        let other = other.into();
        let first = self.high / other.high;
        let rest = self + -(other * first);
        let second = rest.high / other.high;
        let rest = rest + -(other * second);
        ordered(first, second) + rest.high / other.high
    }
}
