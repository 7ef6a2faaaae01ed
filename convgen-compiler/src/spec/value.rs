//! Values of the file as numbers, words and numbers per axis.

use std::ops::Range;

use toml::de::{DeInteger, DeValue};

use super::given::{Given, Spanned};
use super::key::Key;
use super::{foreign, suggest};
use crate::diagnostic::{Code, Diagnostic};

/// One number for all axes, or one for each.
#[derive(Clone, Debug, PartialEq)]
pub enum PerAxis {
    /// The same number on every axis.
    All(Spanned<i64>),
    /// One number an axis, as many as the spec has axes.
    Each(Vec<Spanned<i64>>),
}

impl PerAxis {
    /// The number of an axis; `None` past the end of a list.
    #[must_use]
    pub fn get(&self, axis: usize) -> Option<&Spanned<i64>> {
        match self {
            Self::All(number) => Some(number),
            Self::Each(numbers) => numbers.get(axis),
        }
    }

    /// The numbers in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Spanned<i64>> {
        match self {
            Self::All(number) => std::slice::from_ref(number).iter(),
            Self::Each(numbers) => numbers.iter(),
        }
    }
}

/// "a string", "a list": the type of a value as it stands in a sentence.
pub(super) fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The error for a value, or a part of one, that is of a type the key does not take.
pub(super) fn wrong_type(
    key: &Key,
    name: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Diagnostic {
    let found = type_of(value);
    let known =
        value.as_str().and_then(|text| foreign::find(foreign::Place::Value(key.name()), text));
    let help = match value {
        DeValue::String(text)
            if text.parse::<i64>().is_ok() && key.example.parse::<i64>().is_ok() =>
        {
            format!("write `{text}` without quotes")
        }
        _ => known.map_or_else(
            || format!("write for example `{name} = {}`", key.example),
            |it| it.help(),
        ),
    };
    Diagnostic::new(Code::WrongType, format!("`{name}` takes {}, not {found}", key.takes))
        .label(span, format!("this is {found}"))
        .help(help)
}

/// A whole number.
pub(super) fn integer(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<i64, Diagnostic> {
    number(key, found.key, found.value, found.span.clone()).map(|number| number.value)
}

/// A whole number that may be a part of a value.
pub(super) fn number(
    key: &Key,
    name: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
) -> Result<Spanned<i64>, Diagnostic> {
    match value {
        DeValue::Integer(integer) => match to_i64(integer) {
            Some(value) => Ok(Spanned { value, span }),
            None => Err(Diagnostic::new(
                Code::OutOfRange,
                format!("`{name}` is {integer}, but must fit 64 bits"),
            )
            .label(span, "too large")
            .help(format!("write for example `{name} = {}`", key.example))),
        },
        value => Err(wrong_type(key, name, value, span)),
    }
}

fn to_i64(integer: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// A number, with or without a fraction; it may be infinite or not a number.
pub(super) fn decimal(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<f64, Diagnostic> {
    match to_f64(found.value) {
        Some(number) => Ok(number),
        None => Err(wrong_type(key, found.key, found.value, found.span.clone())),
    }
}

/// The f64 nearest to a number; `None` for anything else.
pub(super) fn to_f64(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        DeValue::Integer(integer) => {
            let value = u128::from_str_radix(integer.as_str(), integer.radix());
            Some(value.map_or(f64::INFINITY, |value| value as f64))
        }
        _ => None,
    }
}

/// `true` or `false`.
pub(super) fn truth(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<bool, Diagnostic> {
    match found.value {
        DeValue::Boolean(value) => Ok(*value),
        value => Err(wrong_type(key, found.key, value, found.span.clone())),
    }
}

/// Two numbers.
pub(super) fn pair(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
) -> Result<[Spanned<f64>; 2], Diagnostic> {
    let DeValue::Array(items) = found.value else {
        return Err(wrong_type(key, found.key, found.value, found.span.clone()));
    };
    let item = |value: &toml::Spanned<DeValue<'_>>| {
        let number = to_f64(value.get_ref());
        let span = value.span();
        number.map(|value| Spanned { value, span: span.clone() }).ok_or_else(|| {
            let found = type_of(value.get_ref());
            let message = format!("`{}` takes {}, not {found} among them", key.name(), key.takes);
            Diagnostic::new(Code::WrongType, message)
                .label(span, format!("this is {found}"))
                .help(format!("write for example `{} = {}`", key.name(), key.example))
        })
    };
    let numbers = items.iter().map(item).collect::<Result<Vec<_>, _>>()?;
    <[Spanned<f64>; 2]>::try_from(numbers).map_err(|numbers| {
        let message = format!("`{}` takes {}, not of {}", found.key, key.takes, numbers.len());
        Diagnostic::new(Code::WrongType, message)
            .label(found.span.clone(), "not two")
            .help(format!("write for example `{} = {}`", found.key, key.example))
    })
}

/// A string.
pub(super) fn text(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<String, Diagnostic> {
    match found.value {
        DeValue::String(text) => Ok(text.clone().into_owned()),
        value => Err(wrong_type(key, found.key, value, found.span.clone())),
    }
}

/// One number, or a list of them.
pub(super) fn per_axis(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
) -> Result<PerAxis, Diagnostic> {
    let DeValue::Array(items) = found.value else {
        return number(key, found.key, found.value, found.span.clone()).map(PerAxis::All);
    };
    let numbers = items
        .iter()
        .map(|item| number(key, found.key, item.get_ref(), item.span()))
        .collect::<Result<_, _>>()?;
    Ok(PerAxis::Each(numbers))
}

/// One of several words.
pub(super) fn word<T: Copy>(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    words: &[(&str, T)],
) -> Result<T, Diagnostic> {
    let name = found.key;
    let DeValue::String(text) = found.value else {
        return Err(wrong_type(key, name, found.value, found.span.clone()));
    };
    if let Some((_, meaning)) = words.iter().find(|(word, _)| word == text) {
        return Ok(*meaning);
    }
    let known = foreign::find(foreign::Place::Value(key.name()), text);
    let nearest = suggest::nearest(text, words.iter().map(|(word, _)| *word));
    let help = nearest.unwrap_or(words.first().map_or("", |(word, _)| word));
    let text = text.escape_debug();
    Err(Diagnostic::new(
        Code::UnknownValue,
        format!("`{name}` takes {}, not `\"{text}\"`", key.takes),
    )
    .label(found.span.clone(), "unknown word")
    .help(match (known, nearest) {
        (Some(known), _) => known.help(),
        (None, Some(_)) => format!("write `{name} = \"{help}\"`"),
        (None, None) => format!("write for example `{name} = \"{help}\"`"),
    }))
}
