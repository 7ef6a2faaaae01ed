//! Numbers in `.npy` files.

use npyz::{DType, Endianness, NpyHeader, Order, TypeChar};

use super::definition::first_non_finite;
use super::wanted::{Wanted, list};
use crate::diagnostic::{Code, Diagnostic};

/// The longest header that is read; what NumPy itself accepts.
const MAX_HEADER: usize = 10_000;

/// The deepest nesting of brackets in a header that is read; the parser recurses.
const MAX_NESTING: usize = 8;

/// What is wrong with a file.
pub(super) struct Fault {
    pub(super) code: Code,
    /// To follow the name of the file.
    pub(super) message: String,
    pub(super) help: String,
}

impl Fault {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }

    fn malformed(message: impl Into<String>) -> Self {
        let help = "save the array again with `numpy.save`";
        Self::new(Code::MalformedFile, message, help)
    }
}

/// The element types that are read, as a file stores them.
#[derive(Clone, Copy)]
enum Element {
    F32(Endianness),
    F64(Endianness),
}

/// The numbers of a file, which must have the wanted shape and be finite.
///
/// Nothing is allocated for a header's claim before it is compared with the wanted shape and with
/// the length of the file.
pub(super) fn read(bytes: &[u8], wanted: &Wanted) -> Result<Vec<f32>, Fault> {
    let (header, element, payload) = row_major(bytes)?;
    let shape = header.shape();
    if !wanted.dims.iter().map(|dim| *dim as u64).eq(shape.iter().copied()) {
        return Err(Fault::new(
            Code::WrongWeightShape,
            format!("has {}", wanted.mismatch(&list(shape))),
            wanted.advice(Some(shape)),
        ));
    }
    check_length(wanted.dims.iter().map(|&dim| dim as u128).product(), element, payload)?;
    let values = convert(payload, element);
    match first_non_finite(&values) {
        None => Ok(values),
        Some(flat) => Err(non_finite(payload, element, flat, wanted)),
    }
}

/// The shape and the numbers of the `.npy` file called `name`, whatever they are: data for a layer,
/// which tools read by the same rules as weights.
///
/// # Errors
/// If it is not an array of f32 or f64 in C order.
pub fn read_npy(name: &str, bytes: &[u8]) -> Result<(Vec<u64>, Vec<f32>), Diagnostic> {
    let read = || {
        let (header, element, payload) = row_major(bytes)?;
        let shape = header.shape();
        let count = shape.iter().fold(1_u128, |count, &dim| count.saturating_mul(u128::from(dim)));
        check_length(count, element, payload)?;
        Ok((shape.to_vec(), convert(payload, element)))
    };
    read().map_err(|fault: Fault| {
        Diagnostic::new(fault.code, format!("`{name}` {}", fault.message)).help(fault.help)
    })
}

/// The header, what the elements are, and their bytes, for an array in C order.
fn row_major(bytes: &[u8]) -> Result<(NpyHeader, Element, &[u8]), Fault> {
    let (header, payload) = split(bytes)?;
    let element = element(&header.dtype())?;
    if header.order() != Order::C && header.shape().len() > 1 {
        return Err(Fault::new(
            Code::WrongElementOrder,
            "is stored in Fortran order, but must be in C order",
            "save `numpy.ascontiguousarray(w)`",
        ));
    }
    Ok((header, element, payload))
}

/// Whether there are as many bytes as the elements need.
fn check_length(count: u128, element: Element, payload: &[u8]) -> Result<(), Fault> {
    let size = match element {
        Element::F32(_) => 4,
        Element::F64(_) => 8,
    };
    let (found, needed) = (payload.len(), count.saturating_mul(size));
    if found as u128 == needed {
        return Ok(());
    }
    Err(Fault::malformed(format!("has {found} bytes of data, but its header promises {needed}")))
}

/// The header and the bytes after it.
fn split(bytes: &[u8]) -> Result<(NpyHeader, &[u8]), Fault> {
    let Some(rest) = bytes.strip_prefix(b"\x93NUMPY") else {
        return Err(Fault::malformed("is not a `.npy` file"));
    };
    let (length, rest) = match *rest {
        [1, 0, a, b, ref rest @ ..] => (u32::from_le_bytes([a, b, 0, 0]), rest),
        [2 | 3, 0, a, b, c, d, ref rest @ ..] => (u32::from_le_bytes([a, b, c, d]), rest),
        [1..=3, 0, ..] | [] | [_] => return Err(Fault::malformed("ends inside its header")),
        [major, minor, ..] => {
            return Err(Fault::malformed(format!(
                "has format version {major}.{minor}, which is not known"
            )));
        }
    };
    let length = length as usize;
    if length > MAX_HEADER {
        return Err(Fault::malformed(format!(
            "has a header of {length} bytes, more than the {MAX_HEADER} that are read"
        )));
    }
    let Some((text, payload)) = rest.split_at_checked(length) else {
        return Err(Fault::malformed("ends inside its header"));
    };
    check_text(text)?;
    match NpyHeader::from_reader(bytes) {
        Ok(header) => Ok((header, payload)),
        Err(error) => {
            let error = error.to_string();
            let reason = error.lines().next().unwrap_or_default();
            Err(Fault::malformed(format!("has a malformed header: {reason}")))
        }
    }
}

/// Refuses header texts that `npyz` may panic on: it multiplies the dimensions, which panics on
/// overflow in the builds that macros run in, and its parser recurses.
fn check_text(text: &[u8]) -> Result<(), Fault> {
    let mut nesting = 0_usize;
    let mut product = 1_u64;
    let mut quote = None;
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match (quote, byte) {
            (_, b'\\') => return Err(Fault::malformed("has a malformed header: it has a `\\`")),
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => quote = Some(*byte),
            (None, b'(' | b'[' | b'{') => nesting += 1,
            (None, b')' | b']' | b'}') => nesting = nesting.saturating_sub(1),
            (None, b'0'..=b'9') => {
                let end =
                    tail.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
                let (digits, tail) = tail.split_at(end.unwrap_or(tail.len()));
                rest = tail;
                let number = number(*byte, digits);
                let Some(next) = number.and_then(|number| product.checked_mul(number.max(1)))
                else {
                    return Err(Fault::malformed(
                        "has a malformed header: it has a number that is no size of an array",
                    ));
                };
                product = next;
            }
            (None, _) => {}
        }
        if nesting > MAX_NESTING {
            return Err(Fault::malformed("has a malformed header: it is nested too deep"));
        }
    }
    Ok(())
}

fn number(first: u8, digits: &[u8]) -> Option<u64> {
    let mut number = u64::from(first - b'0');
    for digit in digits {
        let digit = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
        number = number.checked_mul(10)?.checked_add(digit)?;
    }
    Some(number)
}

fn element(dtype: &DType) -> Result<Element, Fault> {
    let help = "save the array as float32: `numpy.save(path, w.astype(numpy.float32))`";
    let DType::Plain(plain) = dtype else {
        let message = "holds records, but must hold float32 or float64";
        return Err(Fault::new(Code::WrongElementType, message, help));
    };
    match (plain.type_char(), plain.size_field()) {
        (TypeChar::Float, 4) => Ok(Element::F32(plain.endianness())),
        (TypeChar::Float, 8) => Ok(Element::F64(plain.endianness())),
        (kind, size) => {
            let bits = size.saturating_mul(8);
            let name = match kind {
                TypeChar::Int => format!("int{bits}"),
                TypeChar::Uint => format!("uint{bits}"),
                TypeChar::Float => format!("float{bits}"),
                TypeChar::Complex => format!("complex{bits}"),
                TypeChar::Bool => "bool".to_owned(),
                TypeChar::Object => "Python objects".to_owned(),
                _ => format!("elements of type `{plain}`"),
            };
            let message = format!("holds {name}, but must hold float32 or float64");
            Err(Fault::new(Code::WrongElementType, message, help))
        }
    }
}

/// Plain loops, because proc macros run without optimisation; see `first_non_finite`.
fn convert(payload: &[u8], element: Element) -> Vec<f32> {
    let mut values = Vec::with_capacity(payload.len() / 4);
    match element {
        Element::F32(Endianness::Big) => {
            for bytes in payload.as_chunks().0 {
                values.push(f32::from_be_bytes(*bytes));
            }
        }
        Element::F32(_) => {
            for bytes in payload.as_chunks().0 {
                values.push(f32::from_le_bytes(*bytes));
            }
        }
        Element::F64(_) => {
            for bytes in payload.as_chunks().0 {
                values.push(double(*bytes, element) as f32);
            }
        }
    }
    values
}

fn double(bytes: [u8; 8], element: Element) -> f64 {
    match element {
        Element::F64(Endianness::Big) => f64::from_be_bytes(bytes),
        _ => f64::from_le_bytes(bytes),
    }
}

fn non_finite(payload: &[u8], element: Element, flat: usize, wanted: &Wanted) -> Fault {
    let original = match element {
        Element::F32(_) => None,
        Element::F64(_) => payload.as_chunks().0.get(flat),
    };
    let index = list(&wanted.index(flat));
    let (message, help) = match original.map(|bytes| double(*bytes, element)) {
        Some(value) if value.is_finite() => (
            format!("holds {value:e} at {index}, which does not fit `f32`"),
            format!("save numbers between -{max:e} and {max:e}", max = f32::MAX),
        ),
        _ => {
            let values = convert(payload, element);
            let value = values.get(flat).copied().unwrap_or(f32::NAN);
            (
                format!("holds {value} at {index}, which is not finite"),
                "save finite numbers; others in weights usually come from failed training"
                    .to_owned(),
            )
        }
    };
    Fault::new(Code::NonFiniteWeight, message, help)
}
