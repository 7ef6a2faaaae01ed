//! Arrays whose lengths are checked.

use core::fmt;

use crate::element::Element;

/// A slice whose length is not the one a layer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LengthError {
    /// What the slice is: `input`, `residual`, `output`, `weights`, `bias`, `slopes`, `buffer`, or
    /// `operands` for a number of arrays.
    pub what: &'static str,
    /// The length it must have, in elements.
    pub expected: usize,
    /// The length it has, in elements.
    pub actual: usize,
}

impl LengthError {
    pub(crate) const fn check(
        what: &'static str,
        expected: usize,
        actual: usize,
    ) -> Result<(), Self> {
        if actual == expected { Ok(()) } else { Err(Self { what, expected, actual }) }
    }
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, expected, actual } = self;
        write!(f, "{what} has {actual} elements, but must have {expected}")
    }
}

impl core::error::Error for LengthError {}

mod sealed {
    pub trait Sealed {}
    impl<T: crate::Element, const N: usize> Sealed for [T; N] {}
}

/// The data of a layer: an array `[f32; N]` or `[f64; N]`, flat and row-major, in the order of the shape's
/// [`Layout`](crate::Layout): `[batch, channel, spatial…]` or `[batch, spatial…, channel]`.
///
/// The trait lets code that is generic over layers handle arrays whose length it cannot name. It
/// is implemented for arrays and for nothing else.
pub trait Buffer: sealed::Sealed {
    /// The type of its elements.
    type Element: Element;

    /// The number of elements.
    const LEN: usize;

    /// Looks at a slice as an array.
    ///
    /// # Errors
    ///
    /// If the slice does not have [`Buffer::LEN`] elements.
    fn from_slice(slice: &[Self::Element]) -> Result<&Self, LengthError>;

    /// Looks at a mutable slice as an array.
    ///
    /// # Errors
    ///
    /// If the slice does not have [`Buffer::LEN`] elements.
    fn from_mut_slice(slice: &mut [Self::Element]) -> Result<&mut Self, LengthError>;

    /// The elements.
    fn as_slice(&self) -> &[Self::Element];

    /// The elements, to be written.
    fn as_mut_slice(&mut self) -> &mut [Self::Element];
}

impl<T: Element, const N: usize> Buffer for [T; N] {
    type Element = T;

    const LEN: usize = N;

    fn from_slice(slice: &[Self::Element]) -> Result<&Self, LengthError> {
        let actual = slice.len();
        slice.try_into().map_err(|_| LengthError { what: "buffer", expected: N, actual })
    }

    fn from_mut_slice(slice: &mut [Self::Element]) -> Result<&mut Self, LengthError> {
        let actual = slice.len();
        slice.try_into().map_err(|_| LengthError { what: "buffer", expected: N, actual })
    }

    fn as_slice(&self) -> &[Self::Element] {
        self
    }

    fn as_mut_slice(&mut self) -> &mut [Self::Element] {
        self
    }
}
