//! The value of `activation`.

use std::ops::Range;

use convgen_runtime::Activation as Named;
use toml::de::{DeTable, DeValue};

use super::data::{self, Data};
use super::given::{Given, Spanned};
use super::key::Key;
use super::keys::{ACTIVATIONS, CLAMP, ELU, LEAKY_RELU, PRELU};
use super::reader::Reader;
use super::value;
use crate::diagnostic::{Code, Diagnostic};

/// An activation as a spec gives it.
#[derive(Clone, Debug)]
pub enum Activation {
    /// By its name.
    Named(Named<'static>),
    /// The slope below zero.
    LeakyRelu(Given<f64>),
    /// A slope for each output channel.
    Prelu(Given<Data>),
    /// What is times `e^x - 1` below zero.
    Elu(Given<f64>),
    /// The least and the largest output.
    Clamp([Spanned<f64>; 2]),
}

/// What [`ACTIVATIONS`] name.
const NAMED: [Named<'static>; 13] = [
    Named::None,
    Named::Relu,
    Named::Relu6,
    Named::HardSigmoid,
    Named::HardSwish,
    Named::Sigmoid,
    Named::Tanh,
    Named::Silu,
    Named::Gelu,
    Named::GeluTanh,
    Named::Elu(1.0),
    Named::Mish,
    Named::Softplus,
];

/// A name, or a table with one of its keys.
pub(super) fn read(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    errors: &mut Vec<Diagnostic>,
) -> Option<Activation> {
    let read = match found.value {
        DeValue::Table(table) => return parametric(key, found, table, errors),
        DeValue::String(text) => match parameter(key, text) {
            Some(inner) if !ACTIVATIONS.contains(&&**text) => Err(incomplete(key, inner, found)),
            _ => {
                let words: Vec<_> = ACTIVATIONS.iter().copied().zip(NAMED).collect();
                value::word(key, found, &words).map(Activation::Named)
            }
        },
        other => Err(value::wrong_type(key, found.key, other, found.span.clone())),
    };
    read.map_err(|error| errors.push(error)).ok()
}

/// An activation with a number or two, or one a channel.
fn parametric(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    table: &DeTable<'_>,
    errors: &mut Vec<Diagnostic>,
) -> Option<Activation> {
    let takes_nothing = |word: &str| ACTIVATIONS.contains(&word) && parameter(key, word).is_none();
    if let Some(name) = table.keys().find(|word| takes_nothing(word.get_ref())) {
        errors.push(misplaced(name.get_ref(), name.span(), found));
        return None;
    }
    let (reader, before) = (Reader::inner(table, key, found.span.clone()), errors.len());
    reader.check_keys(errors);
    let leaky = reader.optional(&LEAKY_RELU, value::decimal, errors);
    let prelu = reader.several(&PRELU, data::read, errors);
    let elu = reader.optional(&ELU, value::decimal, errors);
    let clamp = reader.optional(&CLAMP, value::pair, errors);
    if errors.len() > before {
        return None;
    }
    let leaky = leaky.map(Activation::LeakyRelu);
    let prelu = prelu.map(Activation::Prelu);
    let clamp = clamp.map(|bounds| Activation::Clamp(bounds.value));
    let elu = elu.map(Activation::Elu);
    let read = leaky.or(prelu).or(elu).or(clamp);
    if read.is_none() {
        let message = format!("the table `{}` is empty", found.key);
        errors.push(
            Diagnostic::new(Code::MissingKey, message)
                .label(found.span.clone(), "no key here")
                .help(format!("write for example `{} = {{ leaky_relu = 0.1 }}`", found.key)),
        );
    }
    read
}

/// The key of this name, of an activation with a number.
fn parameter(key: &'static Key, name: &str) -> Option<&'static Key> {
    key.inner().iter().copied().find(|inner| inner.name() == name)
}

/// A name that says all, as a key.
fn misplaced(name: &str, span: Range<usize>, found: &Given<&DeValue<'_>>) -> Diagnostic {
    Diagnostic::new(Code::UnknownKey, format!("`{name}` takes nothing, and so is no key"))
        .label(span, "not a key")
        .help(format!("write `{} = \"{name}\"`", found.key))
}

/// A name that does not say all.
fn incomplete(key: &Key, inner: &Key, found: &Given<&DeValue<'_>>) -> Diagnostic {
    let (name, example) = (inner.name(), inner.example);
    Diagnostic::new(
        Code::UnknownValue,
        format!("`{}` is `\"{name}\"`, which takes {}", key.name(), inner.takes),
    )
    .label(found.span.clone(), "not by name only")
    .help(format!("write for example `{} = {{ {name} = {example} }}`", found.key))
}
