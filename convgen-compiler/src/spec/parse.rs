//! From the text of a spec to a [`Spec`].

use std::ops::Range;

use convgen_runtime::Layout;
use toml::de::{DeTable, DeValue};

use super::given::Given;
use super::key::Key;
use super::keys;
use super::reader::{MAX_ERRORS, Reader};
use super::{Origin, Spec, Subnormals, activation, batch_norm, data, map, schedule, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::source::Source;

/// The most syntax errors that are reported.
const MAX_SYNTAX_ERRORS: usize = 8;

/// Reads a spec.
///
/// # Errors
///
/// Everything that is wrong with the spec as a text, in the order of the text: first TOML syntax,
/// and when that is fine, keys, types and the number of axes.
pub fn parse(source: &Source) -> Result<Spec, Vec<Diagnostic>> {
    let (tree, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        return Err(syntax(&source.text, &errors));
    }
    let mut errors = Vec::new();
    let spec = read(tree.get_ref(), &mut errors);
    errors.sort_by_key(Diagnostic::position);
    errors.truncate(MAX_ERRORS);
    match spec {
        Some(spec) if errors.is_empty() => Ok(spec),
        None if errors.is_empty() => {
            Err(vec![Diagnostic::new(Code::Internal, "a key of the spec got lost")])
        }
        _ => Err(errors),
    }
}

/// One error a line: the parser recovers, and what it says about the rest of a line that it did
/// not understand is rarely of use. Only the first lines: a file that is no spec at all has
/// thousands.
fn syntax(text: &str, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut all: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    all.sort_by_key(|(span, _)| span.start);
    all.dedup_by(|(next, _), (first, _)| {
        let between = text.as_bytes().get(first.start..next.start);
        between.is_some_and(|between| !between.contains(&b'\n'))
    });
    all.truncate(MAX_SYNTAX_ERRORS);
    all.into_iter()
        .map(|(span, message)| {
            let message = reword(message, text.get(span.clone()).unwrap_or_default());
            Diagnostic::new(Code::Syntax, format!("the spec is not TOML: {message}"))
                .label(span, "")
        })
        .collect()
}

/// The parser's message about `text`, made clearer where it is known to puzzle.
fn reword(message: &str, text: &str) -> String {
    match message {
        "duplicate key" => format!("the key `{}` is given twice", text.escape_debug()),
        _ if text.is_empty() && message.starts_with("string values must be quoted") => {
            "there is no value after the `=`".to_owned()
        }
        _ => message.to_owned(),
    }
}

fn read(table: &DeTable<'_>, errors: &mut Vec<Diagnostic>) -> Option<Spec> {
    let reader = Reader::root(table);
    reader.check_keys(errors);
    let origin = match reader.find(&keys::TRANSPOSE_OF) {
        Some(found) => {
            reader.check_alone(&keys::TRANSPOSE_OF, errors);
            match value::text(&keys::TRANSPOSE_OF, &found) {
                Ok(path) => Some(Origin::TransposeOf(found.map(|_| path))),
                Err(error) => {
                    errors.push(error);
                    None
                }
            }
        }
        // Missing keys would hide what is wrong.
        None if reader.is_misspelt(&keys::TRANSPOSE_OF) => None,
        None => map::read(&reader, errors).map(|map| Origin::Own(Box::new(map))),
    };
    let batch = reader.optional(&keys::BATCH, value::integer, errors);
    let [input_layout, output_layout] =
        [&keys::INPUT_LAYOUT, &keys::OUTPUT_LAYOUT].map(|key| reader.optional(key, layout, errors));
    let dtype = reader.optional(&keys::ELEMENT, element, errors);
    let (bias, bias_argument) = match reader.find(&keys::BIAS) {
        Some(Given { value: DeValue::Boolean(argument), key, span }) => {
            (None, Some(Given { key, value: *argument, span }))
        }
        _ => (reader.several(&keys::BIAS, data::read, errors), None),
    };
    let batch_norm = reader.several(&keys::BATCH_NORM, batch_norm::read, errors);
    let subnormals = reader.optional(&keys::SUBNORMALS, subnormals, errors);
    let add = reader.optional(&keys::ADD, value::truth, errors);
    let activation = reader.several(&keys::ACTIVATION, activation::read, errors);
    let schedule = schedule::read(&reader, errors);
    Some(Spec {
        origin: origin?,
        batch,
        input_layout,
        output_layout,
        dtype,
        bias,
        bias_argument,
        batch_norm,
        subnormals,
        add,
        activation,
        schedule,
    })
}

fn element(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Element, Diagnostic> {
    value::word(key, found, &Element::ALL.map(|element| (element.name(), element)))
}

fn layout(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Layout, Diagnostic> {
    let layouts: Vec<_> = Layout::ALL.iter().map(|layout| (layout.name(), *layout)).collect();
    value::word(key, found, &layouts)
}

fn subnormals(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Subnormals, Diagnostic> {
    let words = [("flush", Subnormals::Flush), ("keep", Subnormals::Keep)];
    value::word(key, found, &words)
}
