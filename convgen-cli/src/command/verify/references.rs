//! What the kernels are compared with.

use convgen_runtime::Shape;
use convgen_runtime::reference::Algorithm;
use serde::Serialize;

/// Most steps of an algorithm: a second or two for all inputs.
const STEPS: u128 = 1 << 28;

/// The reference algorithms that are run, and those that are not.
pub(super) struct References {
    pub(super) run: Vec<Algorithm>,
    pub(super) skipped: Vec<Skipped>,
}

/// An algorithm that would take too long.
#[derive(Serialize)]
pub(super) struct Skipped {
    pub(super) reference: String,
    /// Steps of its innermost loop.
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
}
