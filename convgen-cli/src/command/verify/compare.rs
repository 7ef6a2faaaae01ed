//! Errors, absolute and in units of the last place.

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
    pub(super) max_absolute_error: f32,
    pub(super) max_ulp_error: u64,
    /// The largest error as a part of its bound.
    pub(super) max_part_of_bound: f32,
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
    pub(super) value: f32,
    pub(super) expected: f32,
    pub(super) bound: f32,
}

impl Comparison {
    /// Compares what a kernel made of an input with what a reference did.
    pub(super) fn of(
        (isa, input, reference): (&Built, &str, &str),
        actual: &[f32],
        expected: &[f32],
        bound: &[f32],
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
            if !comparison.within(value, expected, bound) {
                comparison.right = false;
                comparison.wrong_outputs += 1;
                let wrong = Wrong { output, value, expected, bound };
                comparison.first_wrong.get_or_insert(wrong);
            }
        }
        comparison
    }

    /// Takes in a pair of numbers, and says whether they are close enough. NaN is close to nothing.
    fn within(&mut self, value: f32, expected: f32, bound: f32) -> bool {
        let error = (value - expected).abs();
        if error.is_nan() {
            return false;
        }
        self.max_absolute_error = self.max_absolute_error.max(error);
        self.max_ulp_error = self.max_ulp_error.max(ulps(value, expected));
        self.max_part_of_bound = self.max_part_of_bound.max(error / bound);
        error <= bound
    }
}

/// How many numbers of f32 lie from one to the other.
fn ulps(a: f32, b: f32) -> u64 {
    let place = |number: f32| {
        let size = i64::from(number.to_bits() & 0x7fff_ffff);
        if number.is_sign_negative() { -size } else { size }
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
        assert_eq!(ulps(0.0, -0.0), 0);
        assert_eq!(ulps(f32::from_bits(1), -f32::from_bits(1)), 2);
        assert_eq!(ulps(1.0, 2.0), 1 << 23);
    }
}
