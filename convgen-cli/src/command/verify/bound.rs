//! How far two correct results may lie apart.

use convgen_runtime::layer::LengthError;
use convgen_runtime::reference::{Definition, sliding_window};
use convgen_runtime::{Activation, Element};

/// For each output, a bound on the distance between two sums of the same products in any order,
/// fused or not: each lies within `n·ε·Σ|weight·input|` of the true value, `n` being the number of
/// roundings (Higham, *Accuracy and Stability of Numerical Algorithms*, section 4.2). An activation
/// enlarges that by its slope, and adds an error of its own. A product that
/// underflows adds at most the smallest number.
pub(super) fn bound<T: Element>(
    layer: &Definition<'_, T>,
    input: &[T],
) -> Result<Vec<T>, LengthError> {
    let abs = |numbers: &[T]| numbers.iter().map(|number| number.abs()).collect::<Vec<_>>();
    let (weights, bias, input) = (abs(layer.weights()), abs(layer.bias()), abs(input));
    let residual = abs(layer.residual());
    let shape = *layer.shape();
    let mut sums = Definition::new(shape, &weights, &bias, Activation::None)?;
    if !residual.is_empty() {
        sums = sums.with_residual(&residual)?;
    }
    let mut magnitude = vec![T::ZERO; shape.output_len()];
    sliding_window(&sums, &input, &mut magnitude)?;
    let products = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>();
    let terms = products + 1 + usize::from(!residual.is_empty());
    // A product and an addition a term; half an ε each; two results.
    let factor = T::from_f64(2.0 * terms as f64) * T::EPSILON;
    let smallest = T::from_f64(2.0 * terms as f64) * T::SMALLEST;
    let steepest = layer.activation().steepest();
    let units = T::from_f64(layer.activation().units()) * T::EPSILON;
    let activated =
        |sum: T| steepest * (factor * sum + smallest) + units * (T::ONE + steepest * sum);
    Ok(magnitude.into_iter().map(activated).collect())
}
