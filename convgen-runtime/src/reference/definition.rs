//! What a reference algorithm computes.

use core::ops::Range;

use super::grid::Place;
use crate::element::Element;
use crate::geometry::Shape;
use crate::layer::{Activation, AnyLayer, LengthError, Operand};

/// A layer as data: its geometry and numbers, the lengths checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Definition<'a, T = f32> {
    shape: Shape,
    weights: &'a [T],
    bias: &'a [T],
    residual: &'a [T],
    activation: Activation<'a, T>,
}

impl<'a, T: Element> Definition<'a, T> {
    /// A layer with flat `weights` in the order of [`Shape::weight_dims`], and a `bias` with one
    /// number an output channel, or empty for none.
    ///
    /// # Errors
    ///
    /// If the weights, the bias or the slopes of a prelu have another length.
    pub const fn new(
        shape: Shape,
        weights: &'a [T],
        bias: &'a [T],
        activation: Activation<'a, T>,
    ) -> Result<Self, LengthError> {
        if let Err(error) = LengthError::check("weights", shape.weight_len(), weights.len()) {
            return Err(error);
        }
        if !bias.is_empty()
            && let Err(error) = LengthError::check("bias", shape.out_channels(), bias.len())
        {
            return Err(error);
        }
        if let Activation::Prelu(slopes) = activation
            && let Err(error) = LengthError::check("slopes", shape.out_channels(), slopes.len())
        {
            return Err(error);
        }
        Ok(Self { shape, weights, bias, residual: &[], activation })
    }

    /// The same layer with a number of its own added to every output before the activation.
    ///
    /// # Errors
    ///
    /// If there is not one for each output.
    pub const fn with_residual(self, residual: &'a [T]) -> Result<Self, LengthError> {
        match LengthError::check("residual", self.shape.output_len(), residual.len()) {
            Ok(()) => Ok(Self { residual, ..self }),
            Err(error) => Err(error),
        }
    }

    /// The same layer with other weights.
    ///
    /// # Errors
    ///
    /// If there are not as many as the shape needs.
    pub const fn with_weights(self, weights: &'a [T]) -> Result<Self, LengthError> {
        match LengthError::check("weights", self.shape.weight_len(), weights.len()) {
            Ok(()) => Ok(Self { weights, ..self }),
            Err(error) => Err(error),
        }
    }

    /// The same layer with another bias.
    ///
    /// # Errors
    ///
    /// If there is not one for each output channel.
    pub const fn with_bias(self, bias: &'a [T]) -> Result<Self, LengthError> {
        match LengthError::check("bias", self.shape.out_channels(), bias.len()) {
            Ok(()) => Ok(Self { bias, ..self }),
            Err(error) => Err(error),
        }
    }

    /// The same layer with an array that a compiled layer reads. Its input is no part of it, and
    /// changes nothing.
    ///
    /// # Errors
    ///
    /// If it has not [`Operand::len`] elements.
    pub const fn with_operand(self, operand: Operand, array: &'a [T]) -> Result<Self, LengthError> {
        match operand {
            Operand::Weights => self.with_weights(array),
            Operand::Bias => self.with_bias(array),
            Operand::Residual => self.with_residual(array),
            Operand::Input => {
                match LengthError::check(operand.name(), operand.len(&self.shape), array.len()) {
                    Ok(()) => Ok(self),
                    Err(error) => Err(error),
                }
            }
        }
    }

    /// The data of a compiled layer; its residual and its bias, if it reads them, are yet to be added.
    ///
    /// # Errors
    ///
    /// If it reads its weights: then there is only [`Definition::new`].
    pub fn of<L: AnyLayer<Element = T>>() -> Result<Definition<'static, T>, LengthError> {
        Definition::new(L::SHAPE, L::weights(), L::bias(), L::ACTIVATION)
    }

    /// The geometry.
    #[must_use]
    pub const fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The weights, flat.
    #[must_use]
    pub const fn weights(&self) -> &'a [T] {
        self.weights
    }

    /// The bias; empty for none.
    #[must_use]
    pub const fn bias(&self) -> &'a [T] {
        self.bias
    }

    /// What is added to each output; empty for nothing.
    #[must_use]
    pub const fn residual(&self) -> &'a [T] {
        self.residual
    }

    /// The activation.
    #[must_use]
    pub const fn activation(&self) -> Activation<'a, T> {
        self.activation
    }

    /// Makes outputs of sums, in place: `activation(sum + bias + residual)`.
    ///
    /// # Errors
    ///
    /// If there is not one sum for each output; then nothing is written.
    pub fn finish(&self, sums: &mut [T]) -> Result<(), LengthError> {
        LengthError::check("output", self.shape.output_len(), sums.len())?;
        let number = |numbers: &[T], at: usize| numbers.get(at).copied().unwrap_or_default();
        for (output, sum) in sums.iter_mut().enumerate() {
            let Place { channel, .. } = Place::of_output(&self.shape, output);
            let linear = *sum + number(self.bias, channel) + number(self.residual, output);
            *sum = self.activation.apply(channel, linear);
        }
        Ok(())
    }

    /// The input channels of the group of an output channel.
    pub(super) const fn in_channels_of(&self, out_channel: usize) -> Range<usize> {
        let width = self.shape.in_channels_per_group();
        let first = out_channel / self.shape.out_channels_per_group() * width;
        first..first + width
    }

    /// The output channels of the group of an input channel.
    pub(super) const fn out_channels_of(&self, in_channel: usize) -> Range<usize> {
        let width = self.shape.out_channels_per_group();
        let first = in_channel / self.shape.in_channels_per_group() * width;
        first..first + width
    }

    pub(super) fn check_lengths<V>(&self, input: &[V], output: &[V]) -> Result<(), LengthError> {
        LengthError::check("input", self.shape.input_len(), input.len())?;
        LengthError::check("output", self.shape.output_len(), output.len())
    }
}
