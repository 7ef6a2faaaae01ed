//! What depends on the element type.

use convgen_runtime::Element;

use super::ACTIVATIONS;
use super::exact::{self, Exact};
use super::modules::{Function, modules};

pub(crate) trait Number: Element {
    /// Binary digits.
    const DIGITS: i32;
    /// The exponent of the smallest number with all of them.
    const LOWEST: i32;
    /// What [`Activation`](convgen_runtime::Activation) states, in units of the last place.
    const BOUNDS: [f64; 5];
    /// The exponents below which results may be zero, as stated there.
    const ZEROS: [i32; 5];

    fn modules() -> Vec<(&'static str, [Function<Self>; 5])>;

    /// The value, of a function by its place, to more digits than it has.
    fn exact(nth: usize, x: Self) -> Exact;
}

impl Number for f32 {
    const DIGITS: i32 = 24;
    const LOWEST: i32 = -126;
    const BOUNDS: [f64; 5] = [3.0, 3.0, 3.0, 6.0, 7.0];
    const ZEROS: [i32; 5] = [-127, i32::MIN, -121, -126, -121];

    fn modules() -> Vec<(&'static str, [Function<Self>; 5])> {
        modules!(f32)
    }

    fn exact(nth: usize, x: Self) -> Exact {
        // The digits of an f64 are enough, and soon found.
        Exact { number: ACTIVATIONS[nth].exact(0, x.into()).into(), exponent: 0 }
    }
}

impl Number for f64 {
    const DIGITS: i32 = 53;
    const LOWEST: i32 = -1022;
    const BOUNDS: [f64; 5] = [3.0, 3.0, 3.0, 6.0, 3.0];
    const ZEROS: [i32; 5] = [-1023, i32::MIN, -1014, -1022, -1014];

    fn modules() -> Vec<(&'static str, [Function<Self>; 5])> {
        modules!(f64)
    }

    fn exact(nth: usize, x: Self) -> Exact {
        exact::FUNCTIONS[nth](x)
    }
}
