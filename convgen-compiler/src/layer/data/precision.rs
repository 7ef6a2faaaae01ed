//! The element type of a layer, which numbers from any file are rounded to.

/// An element type and its limits.
#[derive(Clone, Copy)]
pub(in crate::layer) struct Precision {
    pub(in crate::layer) name: &'static str,
    /// The largest finite number, as Rust prints it.
    pub(in crate::layer) most: &'static str,
    /// The smallest positive number in full precision: what is below it is subnormal.
    pub(in crate::layer) normal: f64,
    round: fn(f64) -> f64,
}

impl Precision {
    pub(in crate::layer) const F32: Self = Self {
        name: "f32",
        most: "3.4028235e38",
        normal: f32::MIN_POSITIVE as f64,
        round: |number| f64::from(number as f32),
    };

    pub(in crate::layer) const F64: Self = Self {
        name: "f64",
        most: "1.7976931348623157e308",
        normal: f64::MIN_POSITIVE,
        round: |number| number,
    };

    /// The nearest number of the type; infinite when the number is too large.
    pub(in crate::layer) fn round(&self, number: f64) -> f64 {
        (self.round)(number)
    }

    /// The flat index of the first number that is not finite in this type.
    pub(in crate::layer) fn first_unfit(&self, numbers: &[f64]) -> Option<usize> {
        // Proc macros run without optimisation, where a plain loop is several times as fast as
        // `position` with a closure; weights come in millions.
        for (index, number) in numbers.iter().enumerate() {
            if !self.round(*number).is_finite() {
                return Some(index);
            }
        }
        None
    }
}
