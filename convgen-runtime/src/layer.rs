//! What a generated layer is to the code that uses it.

use core::fmt;

use crate::geometry::Shape;
use crate::isa::Isa;

/// What happens to every output element after the bias is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    /// Nothing.
    None,
    /// `max(x, 0)`
    Relu,
}

impl Activation {
    /// The activation of one value.
    ///
    /// Relu gives `x` for `x > 0` and `+0.0` for everything else, NaN included. PyTorch hands a
    /// NaN on instead; this is what a vector maximum with zero as its second operand gives.
    #[must_use]
    pub const fn apply(self, x: f32) -> f32 {
        match self {
            Self::None => x,
            Self::Relu if x > 0.0 => x,
            Self::Relu => 0.0,
        }
    }
}

/// A slice whose length is not the one a layer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LengthError {
    /// What the slice is: `input`, `output`, `weights`, `bias` or `buffer`.
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
    impl<const N: usize> Sealed for [f32; N] {}
}

/// The data of a layer: an array `[f32; N]`, flat and row-major, `[batch, channel, spatial…]`.
///
/// The trait lets code that is generic over layers handle arrays whose length it cannot name. It
/// is implemented for arrays and for nothing else.
pub trait Buffer: sealed::Sealed {
    /// The number of elements.
    const LEN: usize;

    /// Looks at a slice as an array.
    ///
    /// # Errors
    ///
    /// If the slice does not have [`Buffer::LEN`] elements.
    fn from_slice(slice: &[f32]) -> Result<&Self, LengthError>;

    /// Looks at a mutable slice as an array.
    ///
    /// # Errors
    ///
    /// If the slice does not have [`Buffer::LEN`] elements.
    fn from_mut_slice(slice: &mut [f32]) -> Result<&mut Self, LengthError>;

    /// The elements.
    fn as_slice(&self) -> &[f32];

    /// The elements, to be written.
    fn as_mut_slice(&mut self) -> &mut [f32];
}

impl<const N: usize> Buffer for [f32; N] {
    const LEN: usize = N;

    fn from_slice(slice: &[f32]) -> Result<&Self, LengthError> {
        let actual = slice.len();
        slice.try_into().map_err(|_| LengthError { what: "buffer", expected: N, actual })
    }

    fn from_mut_slice(slice: &mut [f32]) -> Result<&mut Self, LengthError> {
        let actual = slice.len();
        slice.try_into().map_err(|_| LengthError { what: "buffer", expected: N, actual })
    }

    fn as_slice(&self) -> &[f32] {
        self
    }

    fn as_mut_slice(&mut self) -> &mut [f32] {
        self
    }
}

/// A convolution layer with everything about it known when the program is compiled.
///
/// convgen implements it for the types it generates. Code that is generic over layers looks like
/// this:
///
/// ```
/// use convgen_runtime::{Buffer, Layer, LengthError};
///
/// /// Runs a layer on every frame of a recording.
/// fn frames<L: Layer>(recording: &[f32], result: &mut [f32]) -> Result<(), LengthError> {
///     let inputs = recording.chunks_exact(L::Input::LEN);
///     let outputs = result.chunks_exact_mut(L::Output::LEN);
///     for (input, output) in inputs.zip(outputs) {
///         L::forward(L::Input::from_slice(input)?, L::Output::from_mut_slice(output)?);
///     }
///     Ok(())
/// }
///
/// /// What the layer costs, in multiply-adds an output element.
/// fn density<L: Layer>() -> u128 {
///     L::SHAPE.multiply_adds() / L::SHAPE.output_len() as u128
/// }
/// ```
pub trait Layer {
    /// `[f32; N]` with `N` = [`Shape::input_len`].
    type Input: Buffer;

    /// `[f32; N]` with `N` = [`Shape::output_len`].
    type Output: Buffer;

    /// The geometry.
    const SHAPE: Shape;

    /// The activation.
    const ACTIVATION: Activation;

    /// The weights, flat, in the order of [`Shape::weight_dims`].
    fn weights() -> &'static [f32];

    /// The bias, one number an output channel, or empty for a layer without bias.
    fn bias() -> &'static [f32];

    /// `output = activation(layer(input) + bias)`; every element of `output` is written.
    #[inline]
    fn forward(input: &Self::Input, output: &mut Self::Output) {
        Self::forward_on(Isa::current(), input, output);
    }

    /// [`Layer::forward`] on a chosen instruction set: the most capable one that the layer has a
    /// kernel for, that this machine has, and that is not above `isa`. For tests and comparisons.
    fn forward_on(isa: Isa, input: &Self::Input, output: &mut Self::Output);

    /// [`Layer::forward`] on slices.
    ///
    /// # Errors
    ///
    /// If a slice does not have the length of its array; then nothing is written.
    fn forward_slice(input: &[f32], output: &mut [f32]) -> Result<(), LengthError> {
        LengthError::check("input", Self::Input::LEN, input.len())?;
        LengthError::check("output", Self::Output::LEN, output.len())?;
        Self::forward(Self::Input::from_slice(input)?, Self::Output::from_mut_slice(output)?);
        Ok(())
    }
}
