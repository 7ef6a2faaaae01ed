//! How far two correct results may lie apart.

use convgen_runtime::layer::LengthError;
use convgen_runtime::reference::{Definition, sliding_window};
use convgen_runtime::{Activation, Element};

/// What bounds the rounding errors of a layer's outputs, for one input.
pub(super) struct Bounds<'a, T> {
    activation: Activation<'a, T>,
    /// The products of an output, with its bias and its residual.
    terms: usize,
    /// Of each output, the sum of the terms' absolute values.
    magnitude: Vec<T>,
}

impl<'a, T: Element> Bounds<'a, T> {
    pub(super) fn new(layer: &Definition<'a, T>, input: &[T]) -> Result<Self, LengthError> {
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
        let taps = shape.kernel_sizes().iter().product::<usize>();
        let products = shape.in_channels_per_group() * taps;
        let terms = products + 1 + usize::from(!residual.is_empty());
        Ok(Self { activation: layer.activation(), terms, magnitude })
    }

    /// For each output, a bound on the distance between a reference's result and that of a kernel whose
    /// method's error is `error` times that of a direct sum. Two sums of the same products in any order,
    /// fused or not, each lie within `n·ε·Σ|weight·input|` of the true value, `n` being the number of
    /// roundings (Higham, *Accuracy and Stability of Numerical Algorithms*, section 4.2). An activation
    /// enlarges that by its slope, and adds an error of its own. A product that
    /// underflows adds at most the smallest number.
    pub(super) fn of(&self, error: f64) -> Vec<T> {
        // A product and an addition a term; half an ε each; the reference and the kernel.
        let roundings = (1.0 + error) * self.terms as f64;
        let factor = T::from_f64(roundings) * T::EPSILON;
        let smallest = T::from_f64(roundings) * T::SMALLEST;
        let steepest = self.activation.steepest();
        let units = T::from_f64(self.activation.units()) * T::EPSILON;
        let activated =
            |sum: T| steepest * (factor * sum + smallest) + units * (T::ONE + steepest * sum);
        self.magnitude.iter().copied().map(activated).collect()
    }
}

#[cfg(test)]
mod tests {
    use convgen_runtime::Activation;

    use super::Bounds;

    #[test]
    fn the_error_of_the_method_counts_beside_that_of_the_reference() {
        let bounds =
            Bounds { activation: Activation::None, terms: 5, magnitude: vec![1.0_f64, 3.0] };
        assert_eq!(bounds.of(0.0), [5.0, 15.0].map(|terms| terms * f64::EPSILON));
        assert_eq!(bounds.of(1.0), [10.0, 30.0].map(|terms| terms * f64::EPSILON));
        assert_eq!(bounds.of(7.0), [40.0, 120.0].map(|terms| terms * f64::EPSILON));
    }
}
