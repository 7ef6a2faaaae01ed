//! Numbers of the layer as a spec gives them: weights, bias, and whatever else has one number or
//! more a channel.

use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use super::given::{Given, Spanned};
use super::key::Key;
use super::keys;
use super::reader::Reader;
use super::value;
use crate::diagnostic::{Code, Diagnostic};

/// Numbers in a file, or in the spec itself. Paths are relative to the spec.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// The path of an `.npy` file.
    Npy(String),
    /// An array in an `.npz` file.
    Npz {
        /// The path of the file.
        path: Given<String>,
        /// The name of the array.
        member: Given<String>,
    },
    /// A tensor in a safetensors file.
    Safetensors {
        /// The path of the file.
        path: Given<String>,
        /// The name of the tensor.
        tensor: Given<String>,
    },
    /// A file that is nothing but little-endian numbers.
    Raw {
        /// The path of the file.
        path: Given<String>,
        /// What the numbers are.
        dtype: Given<Float>,
        /// The size of every dimension.
        shape: Given<Vec<Spanned<i64>>>,
    },
    /// Lists in the spec.
    Inline(Vec<Spanned<Nested>>),
}

/// How a file stores a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Float {
    /// IEEE 754 binary16.
    F16,
    /// The upper half of an [`Float::F32`].
    Bf16,
    /// IEEE 754 binary32.
    F32,
    /// IEEE 754 binary64.
    F64,
}

impl Float {
    /// The spelling of specs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::F16 => "f16",
            Self::Bf16 => "bf16",
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }

    /// Bytes of a number.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Self::F16 | Self::Bf16 => 2,
            Self::F32 => 4,
            Self::F64 => 8,
        }
    }
}

/// An item of a list of numbers, which may be a list itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Nested {
    /// A number, rounded to the nearest `f64`; it may be infinite or not a number.
    Number(f64),
    /// A list.
    List(Vec<Spanned<Nested>>),
}

/// A path, a table or nested lists.
pub(super) fn read(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    errors: &mut Vec<Diagnostic>,
) -> Option<Data> {
    let data = match found.value {
        DeValue::String(path) => Ok(Data::Npy(path.clone().into_owned())),
        DeValue::Array(items) => list(key, found.key, items).map(Data::Inline),
        DeValue::Table(table) => return file(key, found, table, errors),
        other => Err(value::wrong_type(key, found.key, other, found.span.clone())),
    };
    data.map_err(|error| errors.push(error)).ok()
}

/// What a table says of a file.
fn file(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    table: &DeTable<'_>,
    errors: &mut Vec<Diagnostic>,
) -> Option<Data> {
    let reader = Reader::inner(table, key, found.span.clone());
    let before = errors.len();
    reader.check_keys(errors);
    if errors.len() > before {
        return None;
    }
    let form = form(key, &reader, found).map_err(|error| errors.push(error)).ok()?;
    let (npz, safetensors) =
        (std::ptr::eq(form, &keys::NPZ), std::ptr::eq(form, &keys::SAFETENSORS));
    let path = reader.optional(form, value::text, errors);
    if npz {
        let member = reader.required(&keys::MEMBER, value::text, errors);
        Some(Data::Npz { path: path?, member: member? })
    } else if safetensors {
        let tensor = reader.required(&keys::TENSOR, value::text, errors);
        Some(Data::Safetensors { path: path?, tensor: tensor? })
    } else {
        let dtype = reader.required(&keys::DTYPE, dtype, errors);
        let shape = reader.required(&keys::SHAPE, shape, errors);
        Some(Data::Raw { path: path?, dtype: dtype?, shape: shape? })
    }
}

/// The one key that names the file; no key that goes with another is there.
fn form(
    key: &'static Key,
    reader: &Reader<'_>,
    found: &Given<&DeValue<'_>>,
) -> Result<&'static Key, Diagnostic> {
    let name = found.key;
    // In each table the first key names the file, and the others go with it.
    let forms: Vec<_> = key.tables().into_iter().filter_map(<[_]>::split_first).collect();
    let mut paths = forms.iter().filter_map(|(path, _)| Some((path, reader.find(path)?)));
    let Some((&form, path)) = paths.next() else {
        let message = format!("the table of `{name}` names no file");
        return Err(Diagnostic::new(Code::MissingKey, message)
            .label(found.span.clone(), "no `npz`, `safetensors` or `raw`")
            .help(format!(
                "write for example `{name} = {{ npz = \"weights.npz\", member = \"w\" }}`, \
                 `{{ safetensors = \"model.safetensors\", tensor = \"conv.weight\" }}` or \
                 `{{ raw = \"weights.bin\", dtype = \"f32\", shape = [16, 3, 3, 3] }}`"
            )));
    };
    if let Some((_, other)) = paths.next() {
        let message = format!("`{}` and `{}` name two files for `{name}`", path.key, other.key);
        return Err(Diagnostic::new(Code::ConflictingKeys, message)
            .label(other.span, "another file")
            .label(path.span, "a file")
            .help(format!("keep one of `{}` and `{}`", path.key, other.key)));
    }
    let others = forms.iter().filter(|(owner, _)| !std::ptr::eq(**owner, *form));
    let mut parts = others.flat_map(|(owner, parts)| parts.iter().map(move |part| (owner, part)));
    let foreign = parts.find_map(|(owner, part)| Some((owner.name(), reader.find(part)?)));
    let Some((owner, part)) = foreign else { return Ok(form) };
    let (part_name, form) = (part.key, form.name());
    let message = format!("`{part_name}` goes with `{owner}`, not with `{form}`");
    Err(Diagnostic::new(Code::ConflictingKeys, message)
        .label(part.span, format!("not of `{form}`"))
        .help(format!("leave `{part_name}` out")))
}

fn dtype(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Float, Diagnostic> {
    let floats = [Float::F32, Float::F64, Float::F16, Float::Bf16];
    value::word(key, found, &floats.map(|float| (float.name(), float)))
}

fn shape(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Vec<Spanned<i64>>, Diagnostic> {
    let DeValue::Array(items) = found.value else {
        return Err(value::wrong_type(key, found.key, found.value, found.span.clone()));
    };
    items.iter().map(|item| value::number(key, found.key, item.get_ref(), item.span())).collect()
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
    if let DeValue::Array(items) = value {
        return list(key, name, items).map(Nested::List);
    }
    value::to_f64(value).map(Nested::Number).ok_or_else(|| {
        let found = value::type_of(value);
        let message = format!("the lists of `{name}` take numbers, not {found}");
        Diagnostic::new(Code::WrongType, message)
            .label(span, format!("this is {found}"))
            .help("write numbers such as `0.25` or `1`, without quotes")
    })
}
