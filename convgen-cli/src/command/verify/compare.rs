//! Errors, absolute and in units of the last place.

use convgen_runtime::Element;
use serde::Serialize;

use crate::isa::Built;

/// One kernel against one reference, on one input.
#[derive(Serialize)]
pub(super) struct Comparison {
    pub(super) isa: String,
    pub(super) input: String,
    pub(super) reference: String,
    /// Whether every output is within its bound.
    pub(super) right: bool,
    pub(super) max_absolute_error: f64,
    pub(super) max_ulp_error: u64,
    /// The largest error as a part of its bound.
    pub(super) max_part_of_bound: f64,
    /// Outputs beyond their bound.
    pub(super) wrong_outputs: usize,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) first_wrong: Option<Wrong>,
}

/// An output that is beyond its bound.
#[derive(Serialize)]
pub(super) struct Wrong {
    pub(super) output: usize,
    pub(super) value: f64,
    pub(super) expected: f64,
    pub(super) bound: f64,
}

impl Comparison {
    /// Compares what a kernel made of an input with what a reference did.
    pub(super) fn of<T: Element>(
        (isa, input, reference): (&Built, &str, &str),
        actual: &[T],
        expected: &[T],
        bound: &[T],
    ) -> Self {
        let mut comparison = Self {
            isa: isa.name.clone(),
            input: input.to_owned(),
            reference: reference.to_owned(),
            right: true,
            max_absolute_error: 0.0,
            max_ulp_error: 0,
            max_part_of_bound: 0.0,
            wrong_outputs: 0,
            first_wrong: None,
        };
        let pairs = actual.iter().zip(expected).zip(bound);
        for (output, ((&value, &expected), &bound)) in pairs.enumerate() {
            let ulps = ulps(value, expected);
            let [value, expected, bound] = [value, expected, bound].map(T::to_f64);
            if !comparison.within(value, expected, bound, ulps) {
                comparison.right = false;
                comparison.wrong_outputs += 1;
                let wrong = Wrong { output, value, expected, bound };
                comparison.first_wrong.get_or_insert(wrong);
            }
        }
        comparison
    }

    /// Takes in a pair of numbers, and says whether they are close enough. NaN is close to nothing.
    fn within(&mut self, value: f64, expected: f64, bound: f64, ulps: u64) -> bool {
        let error = (value - expected).abs();
        if error.is_nan() {
            return false;
        }
        self.max_absolute_error = self.max_absolute_error.max(error);
        self.max_ulp_error = self.max_ulp_error.max(ulps);
        self.max_part_of_bound = self.max_part_of_bound.max(error / bound);
        error <= bound
    }
}

/// How many elements lie from one to the other.
fn ulps<T: Element>(a: T, b: T) -> u64 {
    // Every f32 is an f64, but the bits between tell how far apart elements are.
    let place = |number: T| {
        let number = number.to_f64();
        let bits = match size_of::<T>() {
            4 => u64::from((number as f32).abs().to_bits()),
            _ => number.abs().to_bits(),
        };
        if number.is_sign_negative() { -(bits as i64) } else { bits as i64 }
    };
    place(a).abs_diff(place(b))
}

#[cfg(test)]
mod tests {
    use super::ulps;

    #[test]
    fn ulps_count_the_numbers_between() {
        assert_eq!(ulps(1.0, 1.0 + f32::EPSILON), 1);
        assert_eq!(ulps(1.0, 1.0 - f32::EPSILON), 2);
        assert_eq!(ulps(0.0_f32, -0.0), 0);
        assert_eq!(ulps(f32::from_bits(1), -f32::from_bits(1)), 2);
        assert_eq!(ulps(1.0_f32, 2.0), 1 << 23);
        assert_eq!(ulps(1.0_f64, 2.0), 1 << 52);
        assert_eq!(ulps(f64::MAX, -f64::MAX), 2 * f64::MAX.to_bits());
    }
}
