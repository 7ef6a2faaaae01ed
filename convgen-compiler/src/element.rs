//! Element types as data.

use std::fmt;

use convgen_runtime::Element as Number;

/// What a layer computes with. Numbers are `f64` in the compiler, whatever they will be in the
/// kernel: those of an `f32` layer are rounded once, where they are read, and held exactly then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// Single precision.
    #[default]
    F32,
    /// Double precision.
    F64,
}

impl Element {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::F32, Self::F64];

    /// The element of data of a type.
    pub fn of<T: Number>() -> Self {
        if size_of::<T>() == Self::F32.bytes() { Self::F32 } else { Self::F64 }
    }

    /// Its name in Rust and in specs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::F32 => f32::NAME,
            Self::F64 => f64::NAME,
        }
    }

    /// Bytes of one element.
    pub const fn bytes(self) -> usize {
        match self {
            Self::F32 => size_of::<f32>(),
            Self::F64 => size_of::<f64>(),
        }
    }

    /// The largest finite number, as text.
    pub fn max(self) -> String {
        match self {
            Self::F32 => format!("{:e}", f32::MAX),
            Self::F64 => format!("{:e}", f64::MAX),
        }
    }

    /// The shortest text that reads back as the same element.
    pub fn text(self, number: f64) -> String {
        match self {
            Self::F32 => format!("{:?}", number as f32),
            Self::F64 => format!("{number:?}"),
        }
    }

    /// The smallest positive number in full precision: what is below it is subnormal.
    pub const fn normal(self) -> f64 {
        match self {
            Self::F32 => f32::MIN_POSITIVE as f64,
            Self::F64 => f64::MIN_POSITIVE,
        }
    }

    /// The nearest number that an element can be; infinite when the number is too large.
    pub const fn nearest(self, number: f64) -> f64 {
        match self {
            Self::F32 => number as f32 as f64,
            Self::F64 => number,
        }
    }

    /// The index of the first number that is not finite as an element.
    pub fn first_unfit(self, numbers: &[f64]) -> Option<usize> {
        // Proc macros run without optimisation, where a plain loop is several times as fast as
        // `position` with a closure; weights come in millions.
        for (index, number) in numbers.iter().enumerate() {
            if !self.nearest(*number).is_finite() {
                return Some(index);
            }
        }
        None
    }

    /// Makes each number the nearest that an element can be.
    ///
    /// # Errors
    /// The index of the first that is not finite then. It and those after it stay as they were.
    pub fn round(self, numbers: &mut [f64]) -> Result<(), usize> {
        for (index, number) in numbers.iter_mut().enumerate() {
            let nearest = self.nearest(*number);
            if !nearest.is_finite() {
                return Err(index);
            }
            *number = nearest;
        }
        Ok(())
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
