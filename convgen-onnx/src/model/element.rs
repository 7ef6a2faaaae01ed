//! The types of a tensor's elements.

use half::{bf16, f16};

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
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`
    I64,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`
    U64,
    /// `bool`
    Bool,
}

/// Each type, with the schema's code, its name and the bytes of an element.
const TYPES: [(Element, i32, &str, usize); 13] = [
    (Element::F32, 1, "float", 4),
    (Element::U8, 2, "uint8", 1),
    (Element::I8, 3, "int8", 1),
    (Element::U16, 4, "uint16", 2),
    (Element::I16, 5, "int16", 2),
    (Element::I32, 6, "int32", 4),
    (Element::I64, 7, "int64", 8),
    (Element::Bool, 9, "booleans", 1),
    (Element::F16, 10, "float16", 2),
    (Element::F64, 11, "double", 8),
    (Element::U32, 12, "uint32", 4),
    (Element::U64, 13, "uint64", 8),
    (Element::Bf16, 16, "bfloat16", 2),
];

impl Element {
    /// The type with a code of the schema.
    ///
    /// # Errors
    /// What the elements are instead, to follow the tensor's name.
    pub(crate) fn of(code: i64) -> Result<Self, String> {
        let known = TYPES.iter().find(|each| i64::from(each.1) == code);
        known.map(|each| each.0).ok_or_else(|| match code {
            0 => "holds elements without a type".to_owned(),
            8 => "holds texts, but numbers are read".to_owned(),
            14 | 15 => "holds complex numbers, but real ones are read".to_owned(),
            _ => format!("holds elements of type {code}, which are not read"),
        })
    }

    fn row(self) -> (Self, i32, &'static str, usize) {
        // The table has a row for each.
        TYPES.into_iter().find(|each| each.0 == self).unwrap_or(TYPES[0])
    }

    /// Bytes of an element.
    pub(super) fn size(self) -> usize {
        self.row().3
    }

    /// The schema's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// Whether its elements are floating-point numbers.
    pub(crate) fn is_real(self) -> bool {
        matches!(self, Self::F16 | Self::Bf16 | Self::F32 | Self::F64)
    }

    /// The element nearest to a number, as it is after each operation.
    pub(crate) fn round(self, number: f64) -> f64 {
        match self {
            Self::F16 => f16::from_f64(number).into(),
            Self::Bf16 => bf16::from_f64(number).into(),
            Self::F32 => (number as f32).into(),
            _ => number,
        }
    }

    /// The least and the most of a type of integers.
    pub(crate) fn range(self) -> (i64, i64) {
        match self {
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::U8 => (0, u8::MAX.into()),
            Self::U16 => (0, u16::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::U64 => (0, i64::MAX),
            Self::Bool => (0, 1),
            _ => (i64::MIN, i64::MAX),
        }
    }
}
