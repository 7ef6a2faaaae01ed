//! The numbers of a tensor, wherever and however they are stored.

use half::{bf16, f16};

use super::array::{Array, Data};
use super::element::Element;
use super::external::{self, Beside};
use super::proto::{SparseTensor, Tensor};

/// The largest tensor that is read, in bytes: as much as a layer's weights may be.
const LIMIT: u64 = 256 << 20;

/// The [`Tensor::data_location`] of numbers in another file.
const EXTERNAL: i32 = 1;

/// Reads a tensor of a model with files beside it.
///
/// # Errors
/// To follow the tensor's name.
pub(crate) fn read(tensor: &Tensor, beside: &dyn Beside) -> Result<Array, String> {
    let element = Element::of(tensor.data_type.into())?;
    let dims = dims(tensor)?;
    let count = dims.iter().fold(1_u64, |count, &dim| count.saturating_mul(dim as u64));
    let bytes = count.saturating_mul(element.size() as u64);
    if bytes > LIMIT {
        return Err(format!("has {bytes} bytes, but at most {LIMIT} are read"));
    }
    let data = if tensor.data_location == EXTERNAL {
        decode(element, &external::read(&tensor.external_data, beside, bytes)?)?
    } else if let Some(raw) = &tensor.raw_data {
        if raw.len() as u64 != bytes {
            return Err(format!(
                "has {} bytes, but its dimensions {dims:?} promise {bytes}",
                raw.len()
            ));
        }
        decode(element, raw)?
    } else {
        typed(tensor, element)?
    };
    let array = Array { dims, element, data };
    if array.len() as u64 != count {
        return Err(format!(
            "has {} numbers, but its dimensions {:?} promise {count}",
            array.len(),
            array.dims
        ));
    }
    Ok(array)
}

/// Reads a tensor of which only the elements that are not zero are stored.
///
/// # Errors
/// To follow the tensor's name.
pub(crate) fn read_sparse(sparse: &SparseTensor, beside: &dyn Beside) -> Result<Array, String> {
    let wrong = || "is sparse, with indices that are not in it".to_owned();
    let (Some(values), Some(indices)) = (&sparse.values, &sparse.indices) else {
        return Err("is sparse, and has no values or no indices".to_owned());
    };
    let values = read(values, beside)?;
    let indices = read(indices, beside)?;
    let indices = (indices.integers().ok_or_else(wrong)?, indices.dims.len());
    let dims = sizes(&sparse.dims)?;
    let count = dims.iter().fold(1_u64, |count, &dim| count.saturating_mul(dim as u64));
    if count.saturating_mul(values.element.size() as u64) > LIMIT {
        return Err(format!("has {count} elements, but at most {LIMIT} bytes are read"));
    }
    let mut places = Vec::new();
    match indices {
        (flat, 1) => {
            for &index in flat {
                places.push(usize::try_from(index).map_err(|_| wrong())?);
            }
        }
        (rows, _) => {
            for row in rows.chunks(dims.len().max(1)) {
                let place = row.iter().zip(&dims).try_fold(0, |place, (&index, &dim)| {
                    let index = usize::try_from(index).ok().filter(|&index| index < dim)?;
                    Some(place * dim + index)
                });
                places.push(place.ok_or_else(wrong)?);
            }
        }
    }
    // A place after all stored elements is that of a zero.
    let mut sources = vec![values.len(); count as usize];
    for (n, &place) in places.iter().enumerate() {
        *sources.get_mut(place).ok_or_else(wrong)? = n;
    }
    let zeros = match values.data {
        Data::Real(mut numbers) => {
            numbers.push(0.0);
            Data::Real(numbers)
        }
        Data::Integer(mut numbers) => {
            numbers.push(0);
            Data::Integer(numbers)
        }
    };
    Array { data: zeros, ..values }.at(dims, &sources).ok_or_else(wrong)
}

/// The dimensions of a tensor, without its numbers.
pub(crate) fn dims(tensor: &Tensor) -> Result<Vec<usize>, String> {
    sizes(&tensor.dims)
}

/// Dimensions as sizes.
pub(crate) fn sizes(dims: &[i64]) -> Result<Vec<usize>, String> {
    let dim = |&dim| usize::try_from(dim).map_err(|_| format!("has a dimension of {dim}"));
    dims.iter().map(dim).collect()
}

/// Numbers from little-endian bytes.
fn decode(element: Element, bytes: &[u8]) -> Result<Data, String> {
    fn all<const N: usize, T>(bytes: &[u8], of: impl Fn([u8; N]) -> T) -> Vec<T> {
        bytes.as_chunks().0.iter().map(|chunk| of(*chunk)).collect()
    }
    Ok(match element {
        Element::F16 => Data::Real(all(bytes, |two| f16::from_le_bytes(two).into())),
        Element::Bf16 => Data::Real(all(bytes, |two| bf16::from_le_bytes(two).into())),
        Element::F32 => Data::Real(all(bytes, |four| f32::from_le_bytes(four).into())),
        Element::F64 => Data::Real(all(bytes, f64::from_le_bytes)),
        Element::I8 => Data::Integer(all(bytes, |one| i8::from_le_bytes(one).into())),
        Element::I16 => Data::Integer(all(bytes, |two| i16::from_le_bytes(two).into())),
        Element::I32 => Data::Integer(all(bytes, |four| i32::from_le_bytes(four).into())),
        Element::I64 => Data::Integer(all(bytes, i64::from_le_bytes)),
        Element::U8 | Element::Bool => Data::Integer(all(bytes, |[one]: [u8; 1]| one.into())),
        Element::U16 => Data::Integer(all(bytes, |two| u16::from_le_bytes(two).into())),
        Element::U32 => Data::Integer(all(bytes, |four| u32::from_le_bytes(four).into())),
        Element::U64 => signed(&all(bytes, u64::from_le_bytes))?,
    })
}

/// Numbers in the field for their type.
fn typed(tensor: &Tensor, element: Element) -> Result<Data, String> {
    let small = || tensor.int32_data.iter();
    Ok(match element {
        // Half precision is stored as bits, sixteen in each number.
        Element::F16 => Data::Real(small().map(|&n| f16::from_bits(n as u16).into()).collect()),
        Element::Bf16 => Data::Real(small().map(|&n| bf16::from_bits(n as u16).into()).collect()),
        Element::F32 => Data::Real(tensor.float_data.iter().map(|&number| number.into()).collect()),
        Element::F64 => Data::Real(tensor.double_data.clone()),
        Element::I64 => Data::Integer(tensor.int64_data.clone()),
        Element::U32 | Element::U64 => signed(&tensor.uint64_data)?,
        _ => Data::Integer(small().map(|&number| number.into()).collect()),
    })
}

fn signed(numbers: &[u64]) -> Result<Data, String> {
    let number = |&number: &u64| i64::try_from(number).map_err(|_| format!("holds {number}"));
    numbers.iter().map(number).collect::<Result<_, _>>().map(Data::Integer)
}
