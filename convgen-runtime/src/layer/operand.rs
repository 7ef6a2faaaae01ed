//! The arrays that a layer reads.

use core::fmt;

use super::LengthError;
use crate::geometry::Shape;

/// An array that a layer reads, in the order in which generated functions take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operand {
    /// What is convolved.
    Input,
    /// The weights of a layer whose spec has none, in the order of [`Shape::weight_dims`].
    Weights,
    /// One number an output channel, for a spec with `bias = true`.
    Bias,
    /// Added to every output before the activation; it has the output's shape.
    Residual,
}

impl Operand {
    /// Its name in generated code: `input`, `weights`, `bias`, `residual`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Weights => "weights",
            Self::Bias => "bias",
            Self::Residual => "residual",
        }
    }

    /// The number of its elements in a layer of this shape.
    #[must_use]
    pub const fn len(self, shape: &Shape) -> usize {
        match self {
            Self::Input => shape.input_len(),
            Self::Weights => shape.weight_len(),
            Self::Bias => shape.out_channels(),
            Self::Residual => shape.output_len(),
        }
    }

    /// Whether these are the arrays of a layer that reads `operands`.
    pub(crate) fn check<T>(
        operands: &[Self],
        shape: &Shape,
        arrays: &[&[T]],
    ) -> Result<(), LengthError> {
        LengthError::check("operands", operands.len(), arrays.len())?;
        let mut pairs = operands.iter().zip(arrays);
        pairs.try_for_each(|(operand, array)| {
            LengthError::check(operand.name(), operand.len(shape), array.len())
        })
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
