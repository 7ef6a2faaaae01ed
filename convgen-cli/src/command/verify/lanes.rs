//! Inputs side by side, as reference algorithms take several at once.

use convgen_runtime::Element;
use convgen_runtime::layer::{LengthError, Operand};
use convgen_runtime::reference::{Algorithm, Definition};

use super::inputs::Input;

/// Inputs that go through an algorithm at once: registers hold so many sums on any instruction set.
const LANES: usize = 8;

/// The inputs in groups that can go together: neighbours with the same weights.
pub(super) fn groups<T: Element>(inputs: &[Input<T>]) -> impl Iterator<Item = &[Input<T>]> {
    let same =
        |one: &Input<T>, other: &Input<T>| one.get(Operand::Weights) == other.get(Operand::Weights);
    inputs.chunk_by(same).flat_map(|same| same.chunks(LANES))
}

/// What an algorithm makes of the inputs of a group, each for itself, before bias, residual and
/// activation.
pub(super) fn sums<T: Element>(
    algorithm: Algorithm,
    layer: &Definition<'_, T>,
    inputs: &[&[T]],
) -> Result<Vec<Vec<T>>, LengthError> {
    let shape = layer.shape();
    let mut together = vec![[T::ZERO; LANES]; shape.input_len()];
    let scales: Vec<Scale<T>> = inputs.iter().map(|input| Scale::of(input)).collect();
    for (lane, (input, scale)) in inputs.iter().zip(&scales).enumerate() {
        for (elements, x) in together.iter_mut().zip(*input) {
            elements[lane] = *x * scale.up;
        }
    }
    let mut sums = vec![[T::ZERO; LANES]; shape.output_len()];
    algorithm.sums(layer, &together, &mut sums)?;
    let lane = |(lane, scale): (usize, &Scale<T>)| {
        sums.iter().map(|sums| sums[lane] * scale.down).collect()
    };
    Ok(scales.iter().enumerate().map(lane).collect())
}

/// What an input is multiplied by, and its sums. Processors take a hundred times as long for products that
/// are subnormal. Powers of two round nothing, and sums that are subnormal are then rounded once only.
struct Scale<T> {
    up: T,
    down: T,
}

impl<T: Element> Scale<T> {
    fn of(input: &[T]) -> Self {
        // Elements and their inverses have it: f32 from 2^-126 on, f64 from 2^-1022 on.
        let power = 2.0_f64.powi(if size_of::<T>() == 4 { 100 } else { 900 });
        let (up, down) = (T::from_f64(power), T::from_f64(1.0 / power));
        let largest = input.iter().fold(T::ZERO, |largest, x| largest.max(x.abs()));
        // Far from where scaled sums could leave the elements.
        let is_tiny = largest.to_f64() < power.powf(-0.75);
        if is_tiny { Self { up, down } } else { Self { up: T::ONE, down: T::ONE } }
    }
}

#[cfg(test)]
mod tests {
    use convgen_runtime::reference::{Algorithm, Definition};
    use convgen_runtime::{Activation, Axis, Channels, Element, Kind, LengthError, Shape};

    use super::sums;

    /// An input of ones, and one of the smallest elements.
    fn sums_of_the_smallest_are_exact<T: Element>() -> Result<(), LengthError> {
        let channels = Channels::new(2, 3);
        let shape = Shape::checked(Kind::Conv, 1, channels, &[Axis::new(5, 3).with_padding(1, 1)]);
        let weights: Vec<T> = (0..18).map(|n| T::from_f64(f64::from(n) - 7.0)).collect();
        let layer = Definition::new(shape, &weights, &[], Activation::None)?;
        let (ones, smallest) = ([T::ONE; 10], [T::SMALLEST; 10]);
        for algorithm in Algorithm::ALL {
            let found = sums(*algorithm, &layer, &[&ones, &smallest])?;
            let scaled: Vec<T> = found[0].iter().map(|sum| *sum * T::SMALLEST).collect();
            assert!(found[0].iter().any(|sum| *sum != T::ZERO));
            assert_eq!(found[1], scaled, "{algorithm}");
        }
        Ok(())
    }

    #[test]
    fn sums_of_subnormal_numbers() -> Result<(), LengthError> {
        sums_of_the_smallest_are_exact::<f32>()?;
        sums_of_the_smallest_are_exact::<f64>()
    }
}
