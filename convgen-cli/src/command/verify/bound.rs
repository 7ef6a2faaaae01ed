//! How far two correct results may lie apart.

use convgen_compiler::strategy::Rounding;
use convgen_runtime::layer::LengthError;
use convgen_runtime::reference::{Algorithm, Definition};
use convgen_runtime::{Activation, Element, Shape};

use super::lanes;

/// What bounds the rounding errors of a layer's outputs, for one input.
pub(super) struct Bounds<'a, T> {
    activation: Activation<'a, T>,
    /// The products of an output, with its bias and its residual.
    terms: usize,
    /// Of each output, the sum of the terms' absolute values.
    magnitude: Vec<T>,
    shape: Shape,
    input: Vec<f64>,
}

impl<'a, T: Element> Bounds<'a, T> {
    /// With an input and its [`magnitudes`].
    pub(super) fn new(layer: &Definition<'a, T>, magnitude: Vec<T>, input: &[T]) -> Self {
        let shape = layer.shape();
        let taps = shape.kernel_sizes().iter().product::<usize>();
        let products = shape.in_channels_per_group() * taps;
        let terms = products + 1 + usize::from(!layer.residual().is_empty());
        let input = input.iter().map(|number| number.to_f64()).collect();
        Self { activation: layer.activation(), terms, magnitude, shape: *shape, input }
    }

    /// For each output, a bound on the distance between a reference's result and that of a kernel with such a
    /// rounding error. Two sums of the same products in any order,
    /// fused or not, each lie within `n·ε·Σ|weight·input|` of the true value, `n` being the number of
    /// roundings (Higham, *Accuracy and Stability of Numerical Algorithms*, section 4.2); for a method with other
    /// products see [`Rounding`]. An activation enlarges that by its slope, and adds an error of its own. A product that
    /// underflows adds at most the smallest number.
    pub(super) fn of(&self, rounding: &Rounding) -> Vec<T> {
        // A product and an addition a term; half an ε each; the reference and the kernel.
        let roundings = 2.0 * self.terms as f64;
        let factor = T::from_f64(roundings) * T::EPSILON;
        let other = rounding.distances(&self.shape, &self.input);
        let largest = match rounding {
            Rounding::Sum => roundings,
            // Every term of a gain may underflow; there are fewer than this.
            Rounding::Gains { roundings: own, gains } => {
                roundings + *own as f64 * (1.0 + gains.iter().fold(0.0, |a: f64, b| a.max(*b)))
            }
        };
        let smallest = T::from_f64(largest) * T::SMALLEST;
        let steepest = self.activation.steepest();
        let units = T::from_f64(self.activation.units()) * T::EPSILON;
        let bound = |(n, &sum): (usize, &T)| {
            let other = other.as_ref().map_or(0.0, |other| other[n]);
            let rounded = factor * sum + T::from_f64(other) * T::EPSILON;
            steepest * (rounded + smallest) + units * (T::ONE + steepest * sum)
        };
        self.magnitude.iter().enumerate().map(bound).collect()
    }
}

/// For each input of a group and each output, the sum of the absolute values of its products, its bias and
/// its residual.
pub(super) fn magnitudes<T: Element>(
    layers: &[Definition<'_, T>],
    inputs: &[&[T]],
) -> Result<Vec<Vec<T>>, LengthError> {
    let abs = |numbers: &[T]| numbers.iter().map(|number| number.abs()).collect::<Vec<_>>();
    let Some(first) = layers.first() else { return Ok(Vec::new()) };
    let weights = abs(first.weights());
    let sums = Definition::new(*first.shape(), &weights, &[], Activation::None)?;
    let inputs: Vec<Vec<T>> = inputs.iter().map(|input| abs(input)).collect();
    let inputs: Vec<&[T]> = inputs.iter().map(Vec::as_slice).collect();
    let mut magnitudes = lanes::sums(Algorithm::SlidingWindow, &sums, &inputs)?;
    for (layer, magnitudes) in layers.iter().zip(&mut magnitudes) {
        let (bias, residual) = (abs(layer.bias()), abs(layer.residual()));
        let mut sums = sums;
        if !bias.is_empty() {
            sums = sums.with_bias(&bias)?;
        }
        if !residual.is_empty() {
            sums = sums.with_residual(&residual)?;
        }
        sums.finish(magnitudes)?;
    }
    Ok(magnitudes)
}

#[cfg(test)]
mod tests {
    use convgen_runtime::reference::{Definition, matrix};
    use convgen_runtime::{Activation, Axis, Channels, Kind, Shape};

    use super::{Bounds, Rounding, magnitudes};

    /// Entry by entry of the matrix, for inputs of which each has a residual of its own.
    #[test]
    fn magnitudes_are_sums_of_absolute_terms() -> Result<(), Box<dyn std::error::Error>> {
        let axis = Axis::new(5, 3).with_stride(2).with_padding(1, 0);
        let shape =
            Shape::new(Kind::ConvTranspose, 2, Channels::new(4, 6).with_groups(2), &[axis])?;
        let numbers = |len: usize, seed: usize| -> Vec<f64> {
            (0..len).map(|n| ((n * 7 + seed) % 11) as f64 - 5.0).collect()
        };
        let (weights, bias) = (numbers(shape.weight_len(), 1), numbers(6, 2));
        let layer = Definition::new(shape, &weights, &bias, Activation::Relu)?;
        let inputs = [3, 4, 5].map(|seed| numbers(shape.input_len(), seed));
        let residuals = [6, 7].map(|seed| numbers(shape.output_len(), seed));
        let layers =
            [layer.with_residual(&residuals[0])?, layer.with_residual(&residuals[1])?, layer];
        let found = magnitudes(&layers, &inputs.each_ref().map(Vec::as_slice))?;
        assert_eq!(found.len(), 3);
        let positions = shape.output_len() / 12;
        for ((layer, input), found) in layers.iter().zip(&inputs).zip(found) {
            let expected = (0..shape.output_len()).map(|row| {
                let products = input.iter().enumerate();
                let products =
                    products.map(|(column, x)| (matrix::entry(layer, row, column) * x).abs());
                let residual = layer.residual().get(row).map_or(0.0, |number| number.abs());
                products.sum::<f64>() + bias[row / positions % 6].abs() + residual
            });
            assert_eq!(found, expected.collect::<Vec<_>>());
        }
        Ok(())
    }

    #[test]
    fn the_error_of_the_method_counts_beside_that_of_the_reference()
    -> Result<(), Box<dyn std::error::Error>> {
        let shape = Shape::new(Kind::Conv, 1, Channels::new(2, 2), &[Axis::new(1, 1)])?;
        let bounds = Bounds {
            activation: Activation::None,
            terms: 5,
            magnitude: vec![1.0_f64, 3.0],
            shape,
            input: vec![-2.0, 1.0],
        };
        assert_eq!(bounds.of(&Rounding::Sum), [10.0, 30.0].map(|terms| terms * f64::EPSILON));
        let gains = Rounding::Gains { roundings: 7, gains: vec![1.0, 2.0, 0.0, 4.0] };
        assert_eq!(
            bounds.of(&gains),
            [10.0 + 7.0 * 4.0, 30.0 + 7.0 * 4.0].map(|terms| terms * f64::EPSILON)
        );
        Ok(())
    }
}
