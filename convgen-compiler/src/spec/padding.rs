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
) -> Option<Padding> {
    match found.value {
        DeValue::Table(table) => {
            let (before, after) = ends(table, found.span.clone(), value::per_axis, errors)?;
            Some(Padding { before, after })
        }
        DeValue::Array(items) => {
            let mut padding = (Vec::new(), Vec::new());
            for item in items.iter() {
                let (before, after) = item_ends(key, found.key, item, errors)?;
                padding.0.push(before);
                padding.1.push(after);
            }
            Some(Padding { before: PerAxis::Each(padding.0), after: PerAxis::Each(padding.1) })
        }
        _ => {
            let number = value::number(key, found.key, found.value, found.span.clone());
            let number = number.map_err(|error| errors.push(error)).ok()?;
            Some(Padding { before: PerAxis::All(number.clone()), after: PerAxis::All(number) })
        }
    }
}

/// The two ends of one axis in a list.
fn item_ends(
    key: &'static Key,
    name: &str,
    item: &toml::Spanned<DeValue<'_>>,
    errors: &mut Vec<Diagnostic>,
) -> Option<(Spanned<i64>, Spanned<i64>)> {
    let DeValue::Table(table) = item.get_ref() else {
        let number = value::number(key, name, item.get_ref(), item.span());
        let number = number.map_err(|error| errors.push(error)).ok()?;
        return Some((number.clone(), number));
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
) -> Option<(T, T)> {
    let reader = Reader::inner(table, &PADDING, span);
    reader.check_keys(errors);
    let before = reader.required(&BEFORE, &read, errors);
    let after = reader.required(&AFTER, &read, errors);
    Some((before?.value, after?.value))
}
