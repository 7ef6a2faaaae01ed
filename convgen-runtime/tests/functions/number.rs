//! What depends on the element type.

use convgen_runtime::Element;

use super::exact::{self, Exact};
use super::modules::{Function, modules};
use super::{ACTIVATIONS, COUNT};

/// Of functions whose results are zero where nothing else is nearer.
const NEVER: i32 = i32::MIN;

pub(crate) trait Number: Element {
    /// Binary digits.
    const DIGITS: i32;
    /// The exponent of the smallest number with all of them.
    const LOWEST: i32;
    /// What [`Activation`](convgen_runtime::Activation) states, in units of the last place.
    const BOUNDS: [f64; COUNT];
    /// The exponents below which results may be zero, as stated there.
    const ZEROS: [i32; COUNT];

    fn modules() -> Vec<(&'static str, [Function<Self>; COUNT])>;

    /// The value, of a function by its place, to more digits than it has.
    fn exact(nth: usize, x: Self) -> Exact;
}

impl Number for f32 {
    const DIGITS: i32 = 24;
    const LOWEST: i32 = -126;
    const BOUNDS: [f64; COUNT] = [3.0, 3.0, 3.0, 6.0, 7.0, 2.0, 5.0, 3.0];
    const ZEROS: [i32; COUNT] = [-127, NEVER, -121, -126, -121, NEVER, NEVER, NEVER];

    fn modules() -> Vec<(&'static str, [Function<Self>; COUNT])> {
        modules!(f32)
    }

    fn exact(nth: usize, x: Self) -> Exact {
        // The digits of an f64 are enough, and soon found.
        exact::same(ACTIVATIONS[nth].exact(0, x.into()))
    }
}

impl Number for f64 {
    const DIGITS: i32 = 53;
    const LOWEST: i32 = -1022;
    const BOUNDS: [f64; COUNT] = [3.0, 3.0, 3.0, 6.0, 3.0, 2.0, 5.0, 3.0];
    const ZEROS: [i32; COUNT] = [-1023, NEVER, -1014, -1022, -1014, NEVER, NEVER, NEVER];

    fn modules() -> Vec<(&'static str, [Function<Self>; COUNT])> {
        modules!(f64)
    }

    fn exact(nth: usize, x: Self) -> Exact {
        exact::FUNCTIONS[nth](x)
    }
}
