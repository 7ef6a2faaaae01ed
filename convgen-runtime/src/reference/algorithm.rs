//! The reference algorithms by name.

use core::fmt;

use super::{Definition, matrix, scatter, sliding_window, transposed_matrix, zero_insertion};
use crate::element::Element;
use crate::geometry::{Axis, Shape};
use crate::layer::{AnyLayer, Buffer, Layer, LengthError, Operand};

/// One of the five reference algorithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// [`sliding_window`]
    SlidingWindow,
    /// [`matrix()`]
    Matrix,
    /// [`transposed_matrix()`]
    TransposedMatrix,
    /// [`scatter`]
    Scatter,
    /// [`zero_insertion()`]
    ZeroInsertion,
}

impl Algorithm {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::SlidingWindow,
        Self::Matrix,
        Self::TransposedMatrix,
        Self::Scatter,
        Self::ZeroInsertion,
    ];

    /// The name in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SlidingWindow => "sliding window",
            Self::Matrix => "matrix",
            Self::TransposedMatrix => "transposed matrix",
            Self::Scatter => "scatter",
            Self::ZeroInsertion => "zero insertion",
        }
    }

    /// Steps of its innermost loop for a layer of this shape, by which its time grows.
    #[must_use]
    pub fn steps(self, shape: &Shape) -> u128 {
        let (inputs, outputs) = (shape.input_len() as u128, shape.output_len() as u128);
        let product = |size: fn(&Axis) -> usize| -> u128 {
            shape.spatial().iter().map(|axis| size(axis) as u128).product()
        };
        let taps = product(|axis| axis.kernel);
        match self {
            Self::SlidingWindow => outputs * shape.in_channels_per_group() as u128 * taps,
            Self::Scatter => inputs * shape.out_channels_per_group() as u128 * taps,
            Self::ZeroInsertion => {
                let spread = product(Axis::effective_kernel);
                outputs * shape.in_channels_per_group() as u128 * spread
            }
            // Each row looks for links along z, for each of them along y, and so on.
            Self::Matrix | Self::TransposedMatrix => {
                let links = shape
                    .spatial()
                    .iter()
                    .rev()
                    .fold(shape.in_channels_per_group() as u128, |inner, axis| {
                        axis.input as u128 + axis.kernel as u128 * inner
                    });
                outputs * links
            }
        }
    }

    /// Computes `output = activation(layer(input) + bias + residual)`.
    ///
    /// # Errors
    ///
    /// If `input` or `output` does not have the length of the layer's; then nothing is written.
    pub fn run<T: Element>(
        self,
        layer: &Definition<'_, T>,
        input: &[T],
        output: &mut [T],
    ) -> Result<(), LengthError> {
        match self {
            Self::SlidingWindow => sliding_window(layer, input, output),
            Self::Matrix => matrix(layer, input, output),
            Self::TransposedMatrix => transposed_matrix(layer, input, output),
            Self::Scatter => scatter(layer, input, output),
            Self::ZeroInsertion => zero_insertion(layer, input, output),
        }
    }

    /// The sums of `N` inputs at once, `layer(input)` without bias, residual and activation, which
    /// [`Definition::finish`] adds to those of one. Elements of the inputs with the same index stand
    /// side by side, and so do sums. Each sum is the one that [`Algorithm::run`] computes; eight inputs
    /// take little longer than one.
    ///
    /// # Errors
    ///
    /// Those of [`Algorithm::run`].
    pub fn sums<T: Element, const N: usize>(
        self,
        layer: &Definition<'_, T>,
        inputs: &[[T; N]],
        sums: &mut [[T; N]],
    ) -> Result<(), LengthError> {
        layer.check_lengths(inputs, sums)?;
        match self {
            Self::SlidingWindow => sliding_window::sums(layer, inputs, sums),
            Self::Matrix => matrix::sums(layer, inputs, sums),
            Self::TransposedMatrix => transposed_matrix::sums(layer, inputs, sums),
            Self::Scatter => scatter::sums(layer, inputs, sums),
            Self::ZeroInsertion => zero_insertion::sums(layer, inputs, sums),
        }
        Ok(())
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// [`sliding_window`] of a compiled layer: what [`Layer::forward`] must give, up to rounding.
///
/// # Errors
///
/// If the lengths of the layer's weights, bias or buffers do not fit its shape, which does not
/// happen to generated layers.
pub fn forward<L: Layer>(input: &L::Input, output: &mut L::Output) -> Result<(), LengthError> {
    sliding_window(&Definition::of::<L>()?, input.as_slice(), output.as_mut_slice())
}

/// The same of a layer with any operands: what [`AnyLayer::run`] must give.
///
/// # Errors
///
/// Those of [`AnyLayer::run`] and of [`forward`].
pub fn run<L: AnyLayer>(
    operands: &[&[L::Element]],
    output: &mut [L::Element],
) -> Result<(), LengthError> {
    L::check(operands, output)?;
    let given = |wanted: Operand| {
        let mut pairs = L::OPERANDS.iter().zip(operands);
        pairs.find_map(|(operand, array)| (*operand == wanted).then_some(*array))
    };
    let weights = given(Operand::Weights).unwrap_or(L::weights());
    let bias = given(Operand::Bias).unwrap_or(L::bias());
    let mut layer = Definition::new(L::SHAPE, weights, bias, L::ACTIVATION)?;
    for (operand, array) in L::OPERANDS.iter().zip(operands) {
        layer = layer.with_operand(*operand, array)?;
    }
    sliding_window(&layer, given(Operand::Input).unwrap_or_default(), output)
}
