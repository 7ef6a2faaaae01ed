//! The numbers of a tensor, wherever and however they are stored.

use half::{bf16, f16};

use super::external::{self, Beside};
use super::proto::{Tensor, data_type};

/// The largest tensor that is read, in bytes: as much as a layer's weights may be.
const LIMIT: u64 = 256 << 20;

/// The [`Tensor::data_location`] of numbers in another file.
const EXTERNAL: i32 = 1;

/// Numbers, exactly as the model has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The sizes of its dimensions.
    pub dims: Vec<usize>,
    /// What they were in the model.
    pub element: Element,
    /// All of them, row by row.
    pub values: Vec<f64>,
}

/// The element types that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// `float16`
    F16,
    /// `bfloat16`
    Bf16,
    /// `float`
    F32,
    /// `double`
    F64,
}

impl Element {
    fn of(data_type: i32) -> Result<Self, String> {
        match data_type {
            data_type::FLOAT => Ok(Self::F32),
            data_type::FLOAT16 => Ok(Self::F16),
            data_type::DOUBLE => Ok(Self::F64),
            data_type::BFLOAT16 => Ok(Self::Bf16),
            other => Err(format!(
                "holds {}, but float, double, float16 and bfloat16 are read",
                type_name(other)
            )),
        }
    }

    fn size(self) -> usize {
        match self {
            Self::F16 | Self::Bf16 => 2,
            Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// The schema's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::F16 => "float16",
            Self::Bf16 => "bfloat16",
            Self::F32 => "float",
            Self::F64 => "double",
        }
    }

    fn decode(self, bytes: &[u8]) -> Vec<f64> {
        let half =
            |of: fn([u8; 2]) -> f64| bytes.as_chunks().0.iter().map(|two| of(*two)).collect();
        match self {
            Self::F16 => half(|two| f16::from_le_bytes(two).into()),
            Self::Bf16 => half(|two| bf16::from_le_bytes(two).into()),
            Self::F32 => {
                bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four).into()).collect()
            }
            Self::F64 => {
                bytes.as_chunks().0.iter().map(|eight| f64::from_le_bytes(*eight)).collect()
            }
        }
    }
}

/// Reads a tensor of a model with files beside it.
///
/// # Errors
/// To follow the tensor's name.
pub(crate) fn read(tensor: &Tensor, beside: &dyn Beside) -> Result<Numbers, String> {
    let element = Element::of(tensor.data_type)?;
    let dims = dims(tensor)?;
    let count = dims.iter().fold(1_u64, |count, &dim| count.saturating_mul(dim as u64));
    let bytes = count.saturating_mul(element.size() as u64);
    if bytes > LIMIT {
        return Err(format!("has {bytes} bytes, but at most {LIMIT} are read"));
    }
    let values = if tensor.data_location == EXTERNAL {
        element.decode(&external::read(&tensor.external_data, beside, bytes)?)
    } else if let Some(raw) = &tensor.raw_data {
        if raw.len() as u64 != bytes {
            return Err(format!(
                "has {} bytes, but its dimensions {dims:?} promise {bytes}",
                raw.len()
            ));
        }
        element.decode(raw)
    } else {
        typed(tensor, element)
    };
    if values.len() as u64 != count {
        return Err(format!(
            "has {} numbers, but its dimensions {dims:?} promise {count}",
            values.len()
        ));
    }
    Ok(Numbers { dims, element, values })
}

/// The numbers of a list of integers in the model itself, such as the sizes of padding.
pub(crate) fn integers(tensor: &Tensor) -> Option<Vec<i64>> {
    if tensor.data_type != data_type::INT64 || tensor.data_location == EXTERNAL {
        return None;
    }
    let numbers = match &tensor.raw_data {
        Some(raw) => raw.as_chunks().0.iter().map(|eight| i64::from_le_bytes(*eight)).collect(),
        None => tensor.int64_data.clone(),
    };
    (dims(tensor).ok()? == [numbers.len()]).then_some(numbers)
}

/// Whether a tensor in the model itself holds zeros only.
pub(crate) fn is_zero(tensor: &Tensor) -> bool {
    let numbers = (tensor.data_location != EXTERNAL).then(|| read(tensor, &Nothing).ok());
    numbers.flatten().is_some_and(|numbers| numbers.values.iter().all(|&number| number == 0.0))
}

/// No file at all.
struct Nothing;

impl Beside for Nothing {
    fn part(&self, location: &str, _: u64, _: u64) -> Result<Vec<u8>, String> {
        Err(format!("is in `{}`, which is not read", location.escape_debug()))
    }
}

/// The dimensions of a tensor, without its numbers.
pub(crate) fn dims(tensor: &Tensor) -> Result<Vec<usize>, String> {
    let dim = |&dim| usize::try_from(dim).map_err(|_| format!("has a dimension of {dim}"));
    tensor.dims.iter().map(dim).collect()
}

/// Numbers in the field for their type.
fn typed(tensor: &Tensor, element: Element) -> Vec<f64> {
    // Half precision is stored as bits, sixteen in each number.
    let half = |of: fn(u16) -> f64| tensor.int32_data.iter().map(|&bits| of(bits as u16)).collect();
    match element {
        Element::F16 => half(|bits| f16::from_bits(bits).into()),
        Element::Bf16 => half(|bits| bf16::from_bits(bits).into()),
        Element::F32 => tensor.float_data.iter().map(|&number| number.into()).collect(),
        Element::F64 => tensor.double_data.clone(),
    }
}

/// The schema's names of the other element types.
fn type_name(data_type: i32) -> String {
    const NAMES: [&str; 17] = [
        "elements without a type",
        "float",
        "uint8",
        "int8",
        "uint16",
        "int16",
        "int32",
        "int64",
        "texts",
        "booleans",
        "float16",
        "double",
        "uint32",
        "uint64",
        "complex64",
        "complex128",
        "bfloat16",
    ];
    let name = usize::try_from(data_type).ok().and_then(|index| NAMES.get(index));
    name.map_or_else(|| format!("elements of type {data_type}"), |&name| name.to_owned())
}
