//! Numbers of the spec as sizes.

use convgen_runtime::geometry::MAX_EXTENT;

use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{Given, PerAxis, Spanned};

/// Reports a number that is outside `least..=MAX_EXTENT`.
pub(super) fn check(key: &str, number: &Spanned<i64>, least: i64, errors: &mut Vec<Diagnostic>) {
    let value = number.value;
    let span = number.span.clone();
    let error = |rule: String| {
        Diagnostic::new(Code::OutOfRange, format!("`{key}` is {value}, but must be {rule}"))
    };
    if value < least {
        errors.push(
            error(format!("at least {least}"))
                .label(span, "too small")
                .help(format!("write {least} or more")),
        );
    } else if size(value) > MAX_EXTENT {
        errors.push(
            error(format!("at most {MAX_EXTENT}"))
                .label(span, "too large")
                .help(format!("write {MAX_EXTENT} or less")),
        );
    }
}

/// [`check`] for every number of a value.
pub(super) fn check_all(given: Option<&Given<PerAxis>>, least: i64, errors: &mut Vec<Diagnostic>) {
    if let Some(given) = given {
        for number in given.value.iter() {
            check(given.key, number, least, errors);
        }
    }
}

/// A count that is 1 when the spec does not give it.
pub(super) fn count(given: Option<&Given<i64>>, errors: &mut Vec<Diagnostic>) -> usize {
    let Some(given) = given else { return 1 };
    let number = Spanned { value: given.value, span: given.span.clone() };
    check(given.key, &number, 1, errors);
    size(given.value)
}

/// The number of an axis, or `default` when the spec does not give it.
pub(super) fn along(value: Option<&PerAxis>, axis: usize, default: usize) -> usize {
    value.and_then(|value| value.get(axis)).map_or(default, |number| size(number.value))
}

/// A number that [`check`] has let through; 0 and the largest size stand for the others.
fn size(value: i64) -> usize {
    usize::try_from(value).unwrap_or(if value < 0 { 0 } else { usize::MAX })
}
