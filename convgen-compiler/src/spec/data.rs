//! Weights and bias as a spec gives them.

use std::ops::Range;

use toml::de::{DeArray, DeValue};

use super::given::{Given, Spanned};
use super::key::Key;
use super::value;
use crate::diagnostic::{Code, Diagnostic};

/// Numbers in a file, or in the spec itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// The path of a file, relative to the spec.
    File(String),
    /// Lists in the spec.
    Inline(Vec<Spanned<Nested>>),
}

/// An item of a list of numbers, which may be a list itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Nested {
    /// A number, rounded to the nearest `f32`; it may be infinite or not a number.
    Number(f32),
    /// A list.
    List(Vec<Spanned<Nested>>),
}

/// A path or nested lists.
pub(super) fn read(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Data, Diagnostic> {
    match found.value {
        DeValue::String(path) => Ok(Data::File(path.clone().into_owned())),
        DeValue::Array(items) => list(key, found.key, items).map(Data::Inline),
        other => Err(value::wrong_type(key, found.key, other, found.span.clone())),
    }
}

fn list(key: &Key, name: &str, items: &DeArray<'_>) -> Result<Vec<Spanned<Nested>>, Diagnostic> {
    items
        .iter()
        .map(|item| {
            let value = nested(key, name, item.get_ref(), item.span())?;
            let span = item.span();
            Ok(Spanned { value, span })
        })
        .collect()
}

/// The depth is bounded: the TOML parser refuses lists nested more than 80 deep.
fn nested(
    key: &Key,
    name: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Result<Nested, Diagnostic> {
    match value {
        DeValue::Array(items) => list(key, name, items).map(Nested::List),
        DeValue::Float(float) => Ok(Nested::Number(decimal(float.as_str()))),
        DeValue::Integer(integer) if integer.radix() == 10 => {
            Ok(Nested::Number(decimal(integer.as_str())))
        }
        DeValue::Integer(integer) => {
            let value = u128::from_str_radix(integer.as_str(), integer.radix());
            Ok(Nested::Number(value.map_or(f32::INFINITY, |value| value as f32)))
        }
        other => {
            let found = value::type_of(other);
            let message = format!("the lists of `{name}` take numbers, not {found}");
            Err(Diagnostic::new(Code::WrongType, message)
                .label(span, format!("this is {found}"))
                .help("write numbers such as `0.25` or `1`, without quotes"))
        }
    }
}

/// NaN for a text that is no number, which the parser does not let through.
fn decimal(text: &str) -> f32 {
    text.parse().unwrap_or(f32::NAN)
}
