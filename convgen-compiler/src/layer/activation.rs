//! Activations whose numbers make sense.

use std::ops::Range;

use convgen_runtime::Activation;

use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{self, Data, Given, Spanned};

/// The activation, and the slopes of a prelu, which `load` reads.
pub(super) fn check(
    given: Option<&Given<spec::Activation>>,
    load: impl FnOnce(&Given<Data>) -> Result<Vec<f64>, Diagnostic>,
) -> Result<(Activation<'static>, Vec<f32>), Diagnostic> {
    let activation = match given.map(|given| &given.value) {
        None => Activation::None,
        Some(spec::Activation::Named(named)) => *named,
        Some(spec::Activation::LeakyRelu(slope)) => Activation::LeakyRelu(finite(slope)?),
        Some(spec::Activation::Prelu(slopes)) => {
            let slopes = load(slopes)?.into_iter().map(|slope| slope as f32).collect();
            return Ok((Activation::Prelu(&[]), slopes));
        }
        Some(spec::Activation::Clamp(bounds)) => clamp(bounds)?,
    };
    Ok((activation, Vec::new()))
}

fn finite(given: &Given<f64>) -> Result<f32, Diagnostic> {
    let slope = given.value as f32;
    if slope.is_finite() {
        return Ok(slope);
    }
    let message = format!("`leaky_relu` is {:?}, but must be finite in `f32`", given.value);
    Err(Diagnostic::new(Code::NonFiniteWeight, message)
        .label(given.span.clone(), "not finite")
        .help("write a slope such as `leaky_relu = 0.1`"))
}

fn clamp([min, max]: &[Spanned<f64>; 2]) -> Result<Activation<'static>, Diagnostic> {
    let error = |code: Code, message: String, span: &Range<usize>, label: &str| {
        Diagnostic::new(code, message)
            .label(span.clone(), label)
            .help("write the least and the largest output, such as `clamp = [0.0, 6.0]`")
    };
    if let Some(bound) = [min, max].into_iter().find(|bound| bound.value.is_nan()) {
        let message = "a bound of `clamp` is nan".to_owned();
        return Err(error(Code::NonFiniteWeight, message, &bound.span, "not a number"));
    }
    let (least, largest) = (min.value as f32, max.value as f32);
    if least > largest {
        let message =
            format!("`clamp` is [{least}, {largest}], but the first must be the smaller one");
        let span = min.span.start..max.span.end;
        return Err(error(Code::OutOfRange, message, &span, "the wrong way round"));
    }
    // Infinity as the least output, or minus infinity as the largest, lets nothing else through.
    if let Some(bound) = [(min, least, f32::INFINITY), (max, largest, f32::NEG_INFINITY)]
        .into_iter()
        .find_map(|(bound, value, nothing)| (value == nothing).then_some(bound))
    {
        let message = format!("`clamp` is [{least}, {largest}], which no finite number is within");
        return Err(error(Code::OutOfRange, message, &bound.span, "nothing is beyond"));
    }
    Ok(Activation::Clamp { min: least, max: largest })
}
