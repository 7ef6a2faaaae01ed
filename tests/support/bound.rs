//! How far two correct results may lie apart.

use convgen_runtime::Element;
use convgen_runtime::layer::Activation;
use convgen_runtime::reference::{Definition, sliding_window};

/// For each output, a bound on the distance between two sums of the same products in any order,
/// fused or not: each lies within `n·ε·Σ|weight·input|` of the true value, `n` being the number of
/// roundings (Higham, *Accuracy and Stability of Numerical Algorithms*, section 4.2). An activation
/// enlarges that by its slope, and adds an error of its own.
pub(crate) fn bound<T: Element>(layer: &Definition<'_, T>, input: &[T]) -> Vec<T> {
    let abs = |numbers: &[T]| numbers.iter().map(|number| number.abs()).collect::<Vec<_>>();
    let (weights, bias, input) = (abs(layer.weights()), abs(layer.bias()), abs(input));
    let residual = abs(layer.residual());
    let shape = *layer.shape();
    let mut sums =
        Definition::new(shape, &weights, &bias, Activation::None).expect("the same lengths");
    if !residual.is_empty() {
        sums = sums.with_residual(&residual).expect("the same length");
    }
    let mut magnitude = vec![T::ZERO; shape.output_len()];
    sliding_window(&sums, &input, &mut magnitude).expect("the same lengths");
    let products = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>();
    let terms = products + 1 + usize::from(!residual.is_empty());
    // A product and an addition a term; half an ε each; two results.
    let factor = T::from_f64(2.0 * terms as f64) * T::EPSILON;
    let steepest = layer.activation().steepest();
    let units = T::from_f64(layer.activation().units()) * T::EPSILON;
    let activated = |sum: T| steepest * (factor * sum) + units * (T::ONE + steepest * sum);
    magnitude.into_iter().map(activated).collect()
}

/// Asserts that each result is within its bound.
#[track_caller]
pub(crate) fn assert_within<T: Element>(actual: &[T], expected: &[T], bound: &[T], context: &str) {
    assert_eq!(actual.len(), expected.len(), "{context}");
    for (n, ((actual, expected), bound)) in actual.iter().zip(expected).zip(bound).enumerate() {
        let distance = (*actual - *expected).abs();
        assert!(distance <= *bound, "{context}: output {n} is {actual}, not {expected} ± {bound}");
    }
}
