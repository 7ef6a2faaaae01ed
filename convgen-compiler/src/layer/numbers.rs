//! Numbers of the spec as sizes.

use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{self, Given, PerAxis, Spanned};

/// Reports a number that the key may not be.
pub(super) fn check(key: &str, number: &Spanned<i64>, errors: &mut Vec<Diagnostic>) {
    let (least, most) = spec::range(key).into_inner();
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
    } else if value > most {
        errors.push(
            error(format!("at most {most}"))
                .label(span, "too large")
                .help(format!("write {most} or less")),
        );
    }
}

/// [`check`] for every number of a value.
pub(super) fn check_all(given: Option<&Given<PerAxis>>, errors: &mut Vec<Diagnostic>) {
    if let Some(given) = given {
        for number in given.value.iter() {
            check(given.key, number, errors);
        }
    }
}

/// A count that is 1 when the spec does not give it.
pub(super) fn count(given: Option<&Given<i64>>, errors: &mut Vec<Diagnostic>) -> usize {
    number(given, 1, errors)
}

/// A number, or `default` when the spec does not give it.
pub(super) fn number(
    given: Option<&Given<i64>>,
    default: usize,
    errors: &mut Vec<Diagnostic>,
) -> usize {
    let Some(given) = given else { return default };
    let number = Spanned { value: given.value, span: given.span.clone() };
    check(given.key, &number, errors);
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
