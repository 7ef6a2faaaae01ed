//! The value of `padding`, which may differ between the two ends of an axis.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::given::{Given, Spanned};
use super::key::Key;
use super::keys::{AFTER, BEFORE, PADDING};
use super::reader::Reader;
use super::value::{self, PerAxis};
use crate::diagnostic::Diagnostic;

/// Padding at either end of the axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Padding {
    /// At the front.
    pub before: PerAxis,
    /// At the far end.
    pub after: PerAxis,
}

/// A number, a table of both ends, or a list of numbers and tables.
pub(super) fn read(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    errors: &mut Vec<Diagnostic>,
) -> Result<Padding, Diagnostic> {
    match found.value {
        DeValue::Table(table) => {
            let (before, after) = ends(table, found.span.clone(), value::per_axis, errors)?;
            Ok(Padding { before, after })
        }
        DeValue::Array(items) => {
            let mut padding = (Vec::new(), Vec::new());
            for item in items.iter() {
                let (before, after) = item_ends(key, found.key, item, errors)?;
                padding.0.push(before);
                padding.1.push(after);
            }
            Ok(Padding { before: PerAxis::Each(padding.0), after: PerAxis::Each(padding.1) })
        }
        _ => {
            let number = value::number(key, found.key, found.value, found.span.clone())?;
            Ok(Padding { before: PerAxis::All(number.clone()), after: PerAxis::All(number) })
        }
    }
}

/// The two ends of one axis in a list.
fn item_ends(
    key: &'static Key,
    name: &str,
    item: &toml::Spanned<DeValue<'_>>,
    errors: &mut Vec<Diagnostic>,
) -> Result<(Spanned<i64>, Spanned<i64>), Diagnostic> {
    let DeValue::Table(table) = item.get_ref() else {
        let number = value::number(key, name, item.get_ref(), item.span())?;
        return Ok((number.clone(), number));
    };
    let one = |key: &'static Key, found: &Given<&DeValue<'_>>| {
        value::number(key, found.key, found.value, found.span.clone())
    };
    ends(table, item.span(), one, errors)
}

/// `before` and `after` of a table, each read by `read`.
fn ends<T>(
    table: &DeTable<'_>,
    span: Range<usize>,
    read: impl Fn(&'static Key, &Given<&DeValue<'_>>) -> Result<T, Diagnostic>,
    errors: &mut Vec<Diagnostic>,
) -> Result<(T, T), Diagnostic> {
    let mut found = Vec::new();
    let reader = Reader::inner(table, &PADDING, span);
    reader.check_keys(&mut found);
    let before = reader.required(&BEFORE, &read, &mut found);
    let after = reader.required(&AFTER, &read, &mut found);
    match (before, after, found.pop()) {
        (Some(before), Some(after), None) => Ok((before.value, after.value)),
        (_, _, Some(last)) => {
            errors.append(&mut found);
            Err(last)
        }
        // A value is absent only after an error was reported.
        (_, _, None) => {
            Err(Diagnostic::new(crate::diagnostic::Code::Internal, "an end of `padding` got lost"))
        }
    }
}
