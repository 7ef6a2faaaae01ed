//! What the kernels are compared with.

use convgen_runtime::layer::{LengthError, Operand};
use convgen_runtime::reference::Algorithm;
use convgen_runtime::reference::Definition;
use convgen_runtime::{Element, Shape};
use serde::Serialize;

use super::inputs::Input;

/// Most steps of an algorithm for one input: about a second.
const STEPS: u128 = 1 << 28;

/// The reference algorithms that are run, and those that are not.
pub(super) struct References {
    run: Vec<Algorithm>,
    pub(super) skipped: Vec<Skipped>,
}

/// An algorithm that would take too long.
#[derive(Serialize)]
pub(super) struct Skipped {
    pub(super) reference: String,
    /// Steps of its innermost loop for one input.
    pub(super) steps: f64,
}

impl References {
    /// All that are affordable, and the sliding window in any case.
    pub(super) fn of(shape: &Shape, all: bool) -> Self {
        let (run, long): (Vec<_>, Vec<_>) = Algorithm::ALL.iter().partition(|&&algorithm| {
            all || algorithm == Algorithm::SlidingWindow || algorithm.steps(shape) <= STEPS
        });
        let skipped = |algorithm: Algorithm| Skipped {
            reference: algorithm.to_string(),
            steps: algorithm.steps(shape) as f64,
        };
        Self { run, skipped: long.into_iter().map(skipped).collect() }
    }

    /// The names of those that are run.
    pub(super) fn names(&self) -> Vec<String> {
        self.run.iter().map(Algorithm::to_string).collect()
    }

    /// What must come out for an input, from each reference by its name.
    pub(super) fn run<T: Element>(
        &self,
        definition: &Definition<'_, T>,
        input: &Input<T>,
    ) -> Result<Vec<(String, Vec<T>)>, LengthError> {
        let mut expected = Vec::new();
        for algorithm in &self.run {
            let mut output = vec![T::ZERO; definition.shape().output_len()];
            algorithm.run(definition, input.get(Operand::Input), &mut output)?;
            expected.push((algorithm.to_string(), output));
        }
        expected.extend(input.expected.clone());
        Ok(expected)
    }
}
