//! Tensors in safetensors files: the length of a header in eight bytes, the header as JSON, and the
//! bytes of all tensors (<https://github.com/huggingface/safetensors#format>).
//!
//! The crate of that name would make every user build serde's derive and a hash map; `serde_json` does
//! what is not trivial.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::array::Array;
use super::fault::Fault;
use super::names;
use super::wanted::Wanted;
use crate::diagnostic::Code;
use crate::source::Content;
use crate::spec::Float;

/// The longest header that is read: some hundred thousand tensors. The format allows 100 MB.
const MAX_HEADER: u64 = 16 << 20;

const RESAVE: &str = "save the tensors again with `safetensors.torch.save_file` or its like";

/// The numbers of the tensor called `name`, which must have the wanted shape and fit.
pub(super) fn read(file: &Content<'_>, name: &str, wanted: &Wanted) -> Result<Vec<f64>, Fault> {
    let (header, start) = header(file)?;
    let len = file.len() - start;
    let mut found = header.0.iter().filter(|(tensor, _)| tensor == name);
    let Some((_, tensor)) = found.next() else {
        let names = header.0.iter().map(|(name, _)| name.clone()).take(names::MOST);
        return Err(names::unknown("tensor", name, &names.collect::<Vec<_>>(), header.0.len()));
    };
    if found.next().is_some() {
        let message = format!("has two tensors called `{}`", name.escape_debug());
        return Err(Fault::malformed(message, RESAVE));
    }
    // A download that broke off has tensors that are whole; it is still not what it should be.
    let end = header.0.iter().map(|(_, tensor)| tensor.data_offsets[1]).max().unwrap_or(0);
    if end != len {
        let message = format!("has {len} bytes of data, but its header promises {end}");
        return Err(Fault::malformed(message, RESAVE));
    }
    array(tensor, file, start)
        .and_then(|array| array.numbers(wanted))
        .map_err(|fault| fault.of(name))
}

/// The tensor with its part of the data, which begins at `data`.
fn array<'a>(tensor: &Tensor, file: &'a Content<'a>, data: u64) -> Result<Array<'a>, Fault> {
    let float = match tensor.dtype.as_str() {
        "F16" => Float::F16,
        "BF16" => Float::Bf16,
        "F32" => Float::F32,
        "F64" => Float::F64,
        other => {
            let other = other.escape_debug();
            let message = format!("holds {other}, but must hold F32, F64, F16 or BF16");
            let help = "convert the tensor before it is saved, in PyTorch with `tensor.float()`";
            return Err(Fault::new(Code::WrongElementType, message, help));
        }
    };
    let [start, end] = tensor.data_offsets;
    if start > end || end > file.len() - data {
        let message = format!("has the bytes {start}..{end} by its header, which is no range");
        return Err(Fault::malformed(message, RESAVE));
    }
    Ok(Array {
        shape: tensor.shape.clone(),
        float,
        is_big_endian: false,
        is_fortran: false,
        file,
        start: data + start,
        len: end - start,
        resave: RESAVE,
    })
}

/// The header, and where the data begin.
fn header(file: &Content<'_>) -> Result<(Header, u64), Fault> {
    let malformed = |message: String| Fault::malformed(message, RESAVE);
    let first = file.part(0, 8)?;
    let Some(length) = first.first_chunk() else {
        return Err(malformed("is not a safetensors file: it has less than 8 bytes".to_owned()));
    };
    let length = u64::from_le_bytes(*length);
    if length > MAX_HEADER {
        return Err(malformed(format!(
            "is not a safetensors file: its header would have {length} bytes, more than the \
             {MAX_HEADER} that are read"
        )));
    }
    let text = file.part(8, length)?;
    if text.len() as u64 != length {
        return Err(malformed("ends inside its header".to_owned()));
    }
    let header = serde_json::from_slice(&text);
    let header = header.map_err(|error| malformed(format!("has a malformed header: {error}")))?;
    Ok((header, 8 + length))
}

/// All tensors in the order of the file.
struct Header(Vec<(String, Tensor)>);

/// What a header says of a tensor.
struct Tensor {
    dtype: String,
    shape: Vec<u64>,
    /// Where its bytes begin and end, from the end of the header.
    data_offsets: [u64; 2],
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Tensors;
        impl<'de> Visitor<'de> for Tensors {
            type Value = Header;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of tensors")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut tensors = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    if name == "__metadata__" {
                        map.next_value::<IgnoredAny>()?;
                    } else {
                        tensors.push((name, map.next_value()?));
                    }
                }
                Ok(Header(tensors))
            }
        }
        deserializer.deserialize_map(Tensors)
    }
}

impl<'de> Deserialize<'de> for Tensor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Tensor;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a tensor's dtype, shape and data_offsets")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tensor, A::Error> {
                let (mut dtype, mut shape, mut data_offsets) = (None, None, None);
                while let Some(field) = map.next_key::<String>()? {
                    match field.as_str() {
                        "dtype" => dtype = Some(map.next_value()?),
                        "shape" => shape = Some(map.next_value()?),
                        "data_offsets" => data_offsets = Some(map.next_value()?),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                let missing = A::Error::missing_field;
                Ok(Tensor {
                    dtype: dtype.ok_or_else(|| missing("dtype"))?,
                    shape: shape.ok_or_else(|| missing("shape"))?,
                    data_offsets: data_offsets.ok_or_else(|| missing("data_offsets"))?,
                })
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
