//! The numbers that layers compute with.

use core::fmt::{Debug, Display, LowerExp};
use core::iter::Sum;
use core::ops::{Add, AddAssign, Mul, Sub};

mod sealed {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}

/// The element type of a layer's data: `f32` or `f64`, and nothing else.
///
/// It has what code that is generic over layers needs to make data and to look at it.
pub trait Element:
    sealed::Sealed
    + Copy
    + Debug
    + Default
    + Display
    + LowerExp
    + PartialEq
    + PartialOrd
    + Add<Output = Self>
    + AddAssign
    + Mul<Output = Self>
    + Sub<Output = Self>
    + Sum
    + Send
    + Sync
    + 'static
{
    /// Its name in Rust and in specs.
    const NAME: &'static str;
    /// Nothing.
    const ZERO: Self;
    /// One.
    const ONE: Self;
    /// Not a number.
    const NAN: Self;
    /// The largest finite number.
    const MAX: Self;
    /// The distance from 1 to the next larger number.
    const EPSILON: Self;
    /// The smallest number above zero, which is subnormal.
    const SMALLEST: Self;

    /// The nearest number of this type; of two equally near ones the even one.
    #[must_use]
    fn from_f64(number: f64) -> Self;

    /// The same number: every element is an f64.
    #[must_use]
    fn to_f64(self) -> f64;

    /// The number without its sign.
    #[must_use]
    fn abs(self) -> Self;

    /// The larger one, as `f32::max`: a NaN gives way to a number.
    #[must_use]
    fn max(self, other: Self) -> Self;

    /// The smaller one, likewise.
    #[must_use]
    fn min(self, other: Self) -> Self;
}

macro_rules! element {
    ($element:ident) => {
        impl Element for $element {
            const NAME: &'static str = stringify!($element);
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const NAN: Self = $element::NAN;
            const MAX: Self = $element::MAX;
            const EPSILON: Self = $element::EPSILON;
            const SMALLEST: Self = $element::from_bits(1);

            #[inline]
            fn from_f64(number: f64) -> Self {
                number as Self
            }

            #[inline]
            fn to_f64(self) -> f64 {
                self.into()
            }

            #[inline]
            fn abs(self) -> Self {
                self.abs()
            }

            #[inline]
            fn max(self, other: Self) -> Self {
                self.max(other)
            }

            #[inline]
            fn min(self, other: Self) -> Self {
                self.min(other)
            }
        }
    };
}

element!(f32);
element!(f64);
