//! Whether a result is right.

use convgen::reference::{Algorithm, Definition};
use convgen::{Buffer, Layer};

/// How far a result may be from the expected one, as a part of the largest expected value: what
/// the suite allows too.
const TOLERANCE: f32 = 1e-4;

/// What a result is.
pub(crate) enum Verdict {
    /// As expected.
    Right,
    /// Not as expected: the largest distance as a part of the largest expected value, if there is
    /// such a number.
    Wrong(Option<f32>),
}

/// The layer by its definition.
pub(crate) fn expected<L: Layer<Element = f32>>(input: &[f32]) -> Vec<f32> {
    let definition = Definition::of::<L>().expect("a compiled layer is consistent");
    let mut output = vec![0.0; L::Output::LEN];
    Algorithm::SlidingWindow.run(&definition, input, &mut output).expect("the lengths are right");
    output
}

/// Compares a result. Values that are missing, left over or not a number are wrong.
pub(crate) fn verdict(output: &[f32], expected: &[f32]) -> Verdict {
    if output.len() != expected.len() || output.iter().any(|value| !value.is_finite()) {
        return Verdict::Wrong(None);
    }
    let largest =
        |values: &mut dyn Iterator<Item = f32>| values.fold(0.0_f32, |a, b| a.max(b.abs()));
    let distance = largest(&mut output.iter().zip(expected).map(|(a, b)| a - b));
    let error = distance / largest(&mut expected.iter().copied());
    if error <= TOLERANCE { Verdict::Right } else { Verdict::Wrong(Some(error)) }
}
