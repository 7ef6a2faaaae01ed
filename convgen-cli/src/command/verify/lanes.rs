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
    for (lane, input) in inputs.iter().enumerate() {
        for (elements, x) in together.iter_mut().zip(*input) {
            elements[lane] = *x;
        }
    }
    let mut sums = vec![[T::ZERO; LANES]; shape.output_len()];
    algorithm.sums(layer, &together, &mut sums)?;
    let lane = |(lane, _)| sums.iter().map(|sums| sums[lane]).collect();
    Ok(inputs.iter().enumerate().map(lane).collect())
}
