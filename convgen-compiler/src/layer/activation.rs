//! Activations whose numbers make sense.

use std::ops::Range;

use convgen_runtime::Activation;

use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::spec::{self, Data, Given, Spanned};

/// The activation, and the slopes of a prelu, which `load` reads.
pub(super) fn check(
    given: Option<&Given<spec::Activation>>,
    element: Element,
    load: impl FnOnce(&Given<Data>) -> Result<Vec<f64>, Diagnostic>,
) -> Result<(Activation<'static, f64>, Vec<f64>), Diagnostic> {
    let activation = match given.map(|given| &given.value) {
        None => Activation::None,
        Some(spec::Activation::Named(named)) => named.map(f64::from),
        Some(spec::Activation::LeakyRelu(slope)) => {
            Activation::LeakyRelu(finite(slope, element, "a slope such as `leaky_relu = 0.1`")?)
        }
        Some(spec::Activation::Prelu(slopes)) => {
            let slopes = load(slopes)?;
            return Ok((Activation::Prelu(&[]), slopes));
        }
        Some(spec::Activation::Elu(alpha)) => {
            Activation::Elu(finite(alpha, element, "an α such as `elu = 0.5`")?)
        }
        Some(spec::Activation::Clamp(bounds)) => clamp(bounds, element)?,
    };
    Ok((activation, Vec::new()))
}

fn finite(given: &Given<f64>, element: Element, example: &str) -> Result<f64, Diagnostic> {
    let number = element.nearest(given.value);
    if number.is_finite() {
        return Ok(number);
    }
    let message =
        format!("`{}` is {:?}, but must be finite in `{element}`", given.key, given.value);
    Err(Diagnostic::new(Code::NonFiniteWeight, message)
        .label(given.span.clone(), "not finite")
        .help(format!("write {example}")))
}

fn clamp(
    [min, max]: &[Spanned<f64>; 2],
    element: Element,
) -> Result<Activation<'static, f64>, Diagnostic> {
    let error = |code: Code, message: String, span: &Range<usize>, label: &str| {
        Diagnostic::new(code, message)
            .label(span.clone(), label)
            .help("write the least and the largest output, such as `clamp = [0.0, 6.0]`")
    };
    if let Some(bound) = [min, max].into_iter().find(|bound| bound.value.is_nan()) {
        let message = "a bound of `clamp` is nan".to_owned();
        return Err(error(Code::NonFiniteWeight, message, &bound.span, "not a number"));
    }
    let (least, largest) = (element.nearest(min.value), element.nearest(max.value));
    if least > largest {
        let message =
            format!("`clamp` is [{least}, {largest}], but the first must be the smaller one");
        let span = min.span.start..max.span.end;
        return Err(error(Code::OutOfRange, message, &span, "the wrong way round"));
    }
    // Infinity as the least output, or minus infinity as the largest, lets nothing else through.
    if let Some(bound) = [(min, least, f64::INFINITY), (max, largest, f64::NEG_INFINITY)]
        .into_iter()
        .find_map(|(bound, value, nothing)| (value == nothing).then_some(bound))
    {
        let message = format!("`clamp` is [{least}, {largest}], which no finite number is within");
        return Err(error(Code::OutOfRange, message, &bound.span, "nothing is beyond"));
    }
    Ok(Activation::Clamp { min: least, max: largest })
}
