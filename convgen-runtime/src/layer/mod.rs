//! What a generated layer is to the code that uses it.

mod activation;
mod buffer;
mod exact;
mod form;
mod operand;

pub use activation::Activation;
pub use buffer::{Buffer, LengthError};
#[doc(hidden)]
pub use form::Form;
pub use operand::Operand;

use crate::element::Element;
use crate::geometry::Shape;
use crate::isa::Isa;

/// A convolution layer with everything about it known when the program is compiled, which reads an
/// input and nothing else. For layers that read more there is [`AnyLayer`].
///
/// convgen implements it for the types it generates. Code that is generic over layers looks like
/// this:
///
/// ```
/// use convgen_runtime::{Buffer, Layer, LengthError};
///
/// /// Runs a layer on every frame of a recording.
/// fn frames<L: Layer>(
///     recording: &[L::Element],
///     result: &mut [L::Element],
/// ) -> Result<(), LengthError> {
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
    /// What the layer computes with: `f32` or `f64`.
    type Element: Element;

    /// `[Element; N]` with `N` = [`Shape::input_len`].
    type Input: Buffer<Element = Self::Element>;

    /// `[Element; N]` with `N` = [`Shape::output_len`].
    type Output: Buffer<Element = Self::Element>;

    /// The geometry.
    const SHAPE: Shape;

    /// The activation.
    const ACTIVATION: Activation<'static, Self::Element>;

    /// The weights, flat, in the order of [`Shape::weight_dims`].
    fn weights() -> &'static [Self::Element];

    /// The bias, one number an output channel, or empty for a layer without bias.
    fn bias() -> &'static [Self::Element];

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
    fn forward_slice(
        input: &[Self::Element],
        output: &mut [Self::Element],
    ) -> Result<(), LengthError> {
        LengthError::check("input", Self::Input::LEN, input.len())?;
        LengthError::check("output", Self::Output::LEN, output.len())?;
        Self::forward(Self::Input::from_slice(input)?, Self::Output::from_mut_slice(output)?);
        Ok(())
    }
}

/// A layer that reads any operands, one after the other.
///
/// A layer that takes more than the input, because its spec has no `weights`, or `bias = true` or
/// `add = true`, is no [`Layer`]: its `forward(input, weights, bias, residual, output)`, with those of them
/// that it takes, is a function of the generated type itself, with the parameters
/// that a generated function has, and so is `forward_on`. What both kinds have in common is here, on
/// slices, for code that is generic over all of them:
///
/// ```
/// use convgen_runtime::{AnyLayer, Isa, LengthError};
///
/// /// Runs a layer on arrays that are in memory one after the other.
/// fn run<L: AnyLayer>(
///     mut data: &[L::Element],
///     output: &mut [L::Element],
/// ) -> Result<(), LengthError> {
///     let mut operands = [&data[..0]; 4];
///     for (operand, array) in L::OPERANDS.iter().zip(&mut operands) {
///         (*array, data) = data.split_at(operand.len(&L::SHAPE));
///     }
///     L::run(Isa::current(), &operands[..L::OPERANDS.len()], output)
/// }
/// ```
pub trait AnyLayer {
    /// [`Layer::Element`]
    type Element: Element;

    /// The geometry.
    const SHAPE: Shape;

    /// The activation.
    const ACTIVATION: Activation<'static, Self::Element>;

    /// What it reads, in the order of a generated function's parameters.
    const OPERANDS: &'static [Operand];

    /// [`Layer::weights`]; empty for a layer that takes them from the caller.
    fn weights() -> &'static [Self::Element];

    /// [`Layer::bias`]; empty for a layer that takes it from the caller.
    fn bias() -> &'static [Self::Element];

    /// `output = activation(layer(input) + bias + residual)` on an instruction set, as with
    /// [`Layer::forward_on`]; every element of `output` is written. `operands` are the arrays of
    /// [`AnyLayer::OPERANDS`].
    ///
    /// # Errors
    ///
    /// If there are more or fewer arrays, or one has not the length of its operand; then nothing is
    /// written.
    fn run(
        isa: Isa,
        operands: &[&[Self::Element]],
        output: &mut [Self::Element],
    ) -> Result<(), LengthError>;

    /// Whether [`AnyLayer::run`] would take these arrays.
    ///
    /// # Errors
    ///
    /// Those of [`AnyLayer::run`].
    fn check(operands: &[&[Self::Element]], output: &[Self::Element]) -> Result<(), LengthError> {
        Operand::check(Self::OPERANDS, &Self::SHAPE, operands)?;
        LengthError::check("output", Self::SHAPE.output_len(), output.len())
    }
}

impl<L: Layer> AnyLayer for L {
    type Element = <L as Layer>::Element;

    const SHAPE: Shape = <L as Layer>::SHAPE;
    const ACTIVATION: Activation<'static, Self::Element> = <L as Layer>::ACTIVATION;
    const OPERANDS: &'static [Operand] = &[Operand::Input];

    fn weights() -> &'static [<L as Layer>::Element] {
        <L as Layer>::weights()
    }

    fn bias() -> &'static [<L as Layer>::Element] {
        <L as Layer>::bias()
    }

    fn run(
        isa: Isa,
        operands: &[&[<L as Layer>::Element]],
        output: &mut [<L as Layer>::Element],
    ) -> Result<(), LengthError> {
        Self::check(operands, output)?;
        let input = operands.first().copied().unwrap_or_default();
        L::forward_on(isa, L::Input::from_slice(input)?, L::Output::from_mut_slice(output)?);
        Ok(())
    }
}
