//! Numbers in `.npy` files.

use npyz::{DType, Endianness, NpyHeader, Order, TypeChar};

use super::array::Array;
use super::fault::Fault;
use super::wanted::Wanted;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Content;
use crate::spec::Float;

/// The longest header that is read; what NumPy itself accepts.
const MAX_HEADER: usize = 10_000;

/// The deepest nesting of brackets in a header that is read; the parser recurses.
const MAX_NESTING: usize = 8;

/// The most bytes before the data: with the magic string, the version and the length of the header.
pub(super) const MAX_PREFIX: usize = 6 + 2 + 4 + MAX_HEADER;

const MAGIC: &[u8] = b"\x93NUMPY";

const RESAVE: &str = "save the array again with `numpy.save`";

/// Whether a file begins as `.npy` files do.
pub(super) fn is_npy(file: &Content<'_>) -> Result<bool, Fault> {
    Ok(file.part(0, MAGIC.len() as u64)? == MAGIC)
}

/// The array of a file. Its shape is the header's claim.
pub(super) fn parse<'a>(file: &'a Content<'a>) -> Result<Array<'a>, Fault> {
    let (header, start) = header(&file.part(0, MAX_PREFIX as u64)?)?;
    let (float, is_big_endian) = element(&header.dtype())?;
    let (shape, is_fortran) = (header.shape().to_vec(), header.order() == Order::Fortran);
    let len = file.len() - start;
    Ok(Array { shape, float, is_big_endian, is_fortran, file, start, len, resave: RESAVE })
}

/// The numbers of a file, which must have the wanted shape and fit.
pub(super) fn read(file: &Content<'_>, wanted: &Wanted) -> Result<Vec<f64>, Fault> {
    parse(file)?.numbers(wanted)
}

/// The shape and the numbers of the `.npy` file called `name`, whatever they are: data for a layer,
/// which tools read by the same rules as weights.
///
/// # Errors
/// If it is not an array of f16, f32 or f64.
pub fn read_npy(name: &str, bytes: &[u8]) -> Result<(Vec<u64>, Vec<f64>), Diagnostic> {
    let read = || {
        let file = Content::from(bytes);
        let array = parse(&file)?;
        let numbers = array.all()?;
        Ok((array.shape, numbers))
    };
    read().map_err(|fault: Fault| fault.diagnostic(&format!("`{name}`")))
}

/// The header, and how long it is with all that is before it.
fn header(bytes: &[u8]) -> Result<(NpyHeader, u64), Fault> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        return Err(malformed("is not a `.npy` file"));
    };
    let (length, rest) = match *rest {
        [1, 0, a, b, ref rest @ ..] => (u32::from_le_bytes([a, b, 0, 0]), rest),
        [2 | 3, 0, a, b, c, d, ref rest @ ..] => (u32::from_le_bytes([a, b, c, d]), rest),
        [1..=3, 0, ..] | [] | [_] => return Err(malformed("ends inside its header")),
        [major, minor, ..] => {
            return Err(malformed(format!(
                "has format version {major}.{minor}, which is not known"
            )));
        }
    };
    let length = length as usize;
    if length > MAX_HEADER {
        return Err(malformed(format!(
            "has a header of {length} bytes, more than the {MAX_HEADER} that are read"
        )));
    }
    let Some((text, payload)) = rest.split_at_checked(length) else {
        return Err(malformed("ends inside its header"));
    };
    check_text(text)?;
    match NpyHeader::from_reader(bytes) {
        Ok(header) => Ok((header, (bytes.len() - payload.len()) as u64)),
        Err(error) => {
            let error = error.to_string();
            let reason = error.lines().next().unwrap_or_default();
            Err(malformed(format!("has a malformed header: {reason}")))
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
            (_, b'\\') => return Err(malformed("has a malformed header: it has a `\\`")),
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
                    return Err(malformed(
                        "has a malformed header: it has a number that is no size of an array",
                    ));
                };
                product = next;
            }
            (None, _) => {}
        }
        if nesting > MAX_NESTING {
            return Err(malformed("has a malformed header: it is nested too deep"));
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

/// How the elements are stored, and whether big-endian.
fn element(dtype: &DType) -> Result<(Float, bool), Fault> {
    let help = "save the array as float32: `numpy.save(path, w.astype(numpy.float32))`";
    let wrong = |found: String| {
        let message = format!("holds {found}, but must hold float16, float32 or float64");
        Err(Fault::new(Code::WrongElementType, message, help))
    };
    let DType::Plain(plain) = dtype else { return wrong("records".to_owned()) };
    let is_big_endian = plain.endianness() == Endianness::Big;
    match (plain.type_char(), plain.size_field()) {
        (TypeChar::Float, 2) => Ok((Float::F16, is_big_endian)),
        (TypeChar::Float, 4) => Ok((Float::F32, is_big_endian)),
        (TypeChar::Float, 8) => Ok((Float::F64, is_big_endian)),
        (kind, size) => {
            let bits = size.saturating_mul(8);
            wrong(match kind {
                TypeChar::Int => format!("int{bits}"),
                TypeChar::Uint => format!("uint{bits}"),
                TypeChar::Float => format!("float{bits}"),
                TypeChar::Complex => format!("complex{bits}"),
                TypeChar::Bool => "bool".to_owned(),
                TypeChar::Object => "Python objects".to_owned(),
                _ => format!("elements of type `{plain}`"),
            })
        }
    }
}

fn malformed(message: impl Into<String>) -> Fault {
    Fault::malformed(message, RESAVE)
}
