//! What is known of outputs before any kernel has run: what they must be, and how far off they may be.

use convgen_runtime::Element;
use convgen_runtime::layer::{LengthError, Operand};
use convgen_runtime::reference::Definition;

use super::bound::{self, Bounds};
use super::inputs::Input;
use super::lanes;
use super::parallel;
use super::references::References;

/// What is known of one input's outputs.
pub(super) struct Known<'a, T> {
    pub(super) bounds: Bounds<'a, T>,
    /// What must come out, from each reference by its name.
    pub(super) expected: Vec<(String, Vec<T>)>,
}

/// The same of each input of a group. Algorithms are computed side by side.
pub(super) fn of<'a, T: Element>(
    references: &References,
    layer: Definition<'a, T>,
    inputs: &'a [Input<T>],
) -> Result<Vec<Known<'a, T>>, LengthError> {
    let layers: Vec<Definition<'a, T>> =
        inputs.iter().map(|input| input.bind(layer)).collect::<Result<_, _>>()?;
    let numbers: Vec<&[T]> = inputs.iter().map(|input| input.get(Operand::Input)).collect();
    // The magnitudes of the sums, which bound errors, are one more algorithm.
    let jobs = references.run.iter().copied().map(Some).chain([None]).collect::<Vec<_>>();
    let done = parallel::map(&jobs, |job| {
        let Some(algorithm) = job else { return bound::magnitudes(&layers, &numbers) };
        let mut outputs = match layers.first() {
            Some(first) => lanes::sums(*algorithm, first, &numbers)?,
            None => Vec::new(),
        };
        for (layer, output) in layers.iter().zip(&mut outputs) {
            layer.finish(output)?;
        }
        Ok(outputs)
    });
    let mut expected: Vec<Vec<(String, Vec<T>)>> = inputs.iter().map(|_| Vec::new()).collect();
    let mut magnitudes = Vec::new();
    for (job, outputs) in jobs.iter().zip(done) {
        match job {
            None => magnitudes = outputs?,
            Some(algorithm) => {
                for (expected, output) in expected.iter_mut().zip(outputs?) {
                    expected.push((algorithm.to_string(), output));
                }
            }
        }
    }
    let each = layers.iter().zip(inputs).zip(magnitudes).zip(expected);
    let known = each.map(|(((layer, input), magnitude), mut expected)| {
        expected.extend(input.expected.clone());
        let bounds = Bounds::new(layer, magnitude, input.get(Operand::Input));
        Known { bounds, expected }
    });
    Ok(known.collect())
}
