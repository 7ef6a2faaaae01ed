//! Activations that are more than an operation or two, once for all instruction sets and element types.
//! Where two figures are given, the second is that of `f64`.
//!
//! Each is a chain of two to five dozen of the module's own operations, for any input: no call of a
//! mathematical library, no branch, no table. A register tile is finished by one call of a loop that
//! is out of line: inlined, the chains of a tile's sums would be most of a kernel's code, and their
//! constants would take registers from its sums.
//!
//! The exponential is `e^z = 2^n · e^r` with `n = round(z / ln 2)` and `|r| <= ln 2 / 2`: Cody & Waite's
//! reduction, where `ln 2` is split so that `n · LN_2_HIGH` has no rounding error, and a minimax
//! polynomial for `(e^r - 1 - r) / r²`. The cumulative distribution function of the normal
//! distribution in `gelu` is `Φ(-y) = e^(-y²/2) · G((y - c) / (y + c)) / (y + c)` for `y >= 0`, the form of
//! Shepherd & Laframboise, *Chebyshev Approximation of (1 + 2x) exp(x²) erfc x* (1981), with a minimax
//! polynomial `G`.

pub(super) mod f32;
pub(super) mod f64;

/// The functions of an instruction set for elements of one type, whose module here has the constants;
/// the attribute is that of the instruction set's operations.
macro_rules! functions {
    ($element:ident $(, #[$feature:meta])?) => {
        $crate::isa::functions::function! {
            #[doc = "`1 / (1 + e^-x)`, within 3 units of the last place; less than 2⁻¹²⁷ or 2⁻¹⁰²³ may be zero."]
            [$(#[$feature])?] sigmoid, all_sigmoid, one_sigmoid
        }
        $crate::isa::functions::function! {
            #[doc = "`tanh(x)`, within 3 units of the last place."]
            [$(#[$feature])?] tanh, all_tanh, one_tanh
        }
        $crate::isa::functions::function! {
            #[doc = "`x / (1 + e^-x)`, within 3 units of the last place; less than 2⁻¹²¹ or 2⁻¹⁰¹⁴ may be zero."]
            [$(#[$feature])?] silu, all_silu, one_silu
        }
        $crate::isa::functions::function! {
            #[doc = "`x·Φ(x)`, within 6 units of the last place; less than 2⁻¹²⁶ or 2⁻¹⁰²² may be zero."]
            [$(#[$feature])?] gelu, all_gelu, one_gelu
        }
        $crate::isa::functions::function! {
            #[doc = "`x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³)))`, see [`Activation::GeluTanh`]."]
            #[doc = ""]
            #[doc = "[`Activation::GeluTanh`]: crate::Activation::GeluTanh"]
            [$(#[$feature])?] gelu_tanh, all_gelu_tanh, one_gelu_tanh
        }
        $crate::isa::functions::function! {
            #[doc = "`x` for `x > 0` and `e^x - 1` for the others, within 2 units of the last place."]
            [$(#[$feature])?] elu, all_elu, one_elu
        }
        $crate::isa::functions::function! {
            #[doc = "`x · tanh(ln(1 + e^x))`, within 5 units of the last place."]
            [$(#[$feature])?] mish, all_mish, one_mish
        }
        $crate::isa::functions::function! {
            #[doc = "`ln(1 + e^x)`, within 3 units of the last place."]
            [$(#[$feature])?] softplus, all_softplus, one_softplus
        }

        $(#[$feature])?
        #[inline]
        fn one_sigmoid(x: V) -> V {
            let one = splat(1.0);
            div(one, add(one, exponential(mul(x, splat(-1.0)))))
        }

        $(#[$feature])?
        #[inline]
        fn one_silu(x: V) -> V {
            let below = exponential(mul(x, splat(-1.0)));
            // Infinity divided by infinity would be no number.
            div(max(splat($crate::isa::functions::$element::SMALLEST), x), add(splat(1.0), below))
        }

        /// With `E = e^2|x| - 1` it is `±E / (E + 2)`, which loses nothing near zero. For `x < 0` the
        /// same without the sign would round in steps that are twice as large.
        $(#[$feature])?
        #[inline]
        fn one_tanh(x: V) -> V {
            use $crate::isa::functions::$element::{SATURATED, TO_SIGN};
            let y = min(splat(SATURATED), max(mul(x, splat(-1.0)), x));
            let (tail, n) = reduced(add(y, y), splat(0.0));
            let power = scale(splat(1.0), n);
            let less_one = fma(power, tail, add(power, splat(-1.0)));
            let large = mul(mul(x, splat(TO_SIGN)), splat(TO_SIGN));
            let sign = min(splat(1.0), max(splat(-1.0), large));
            mul(div(less_one, add(less_one, splat(2.0))), sign)
        }

        /// `max(x, 0) - y·Φ(-y)` with `y = |x|`, so that there is nothing to choose. The square of `y` is
        /// taken in two parts, of which the first is exact: its rounding error would be multiplied by
        /// its size.
        $(#[$feature])?
        #[inline]
        fn one_gelu(x: V) -> V {
            use $crate::isa::functions::$element::{CENTRE, NORMAL, TO_PARTS, VANISHED};
            let y = min(splat(VANISHED), max(mul(x, splat(-1.0)), x));
            let part = add(add(y, splat(TO_PARTS)), splat(-TO_PARTS));
            let half = splat(-0.5);
            let square = mul(mul(part, part), half);
            let rest = mul(mul(add(y, mul(part, splat(-1.0))), add(y, part)), half);
            let below = add(y, splat(CENTRE));
            let t = div(add(y, splat(-CENTRE)), below);
            let mut sum = splat(NORMAL[0]);
            for coefficient in &NORMAL[1..] {
                sum = fma(sum, t, splat(*coefficient));
            }
            // The power of two comes last: what it makes subnormal loses digits.
            let (tail, n) = reduced(square, rest);
            let factor = div(mul(sum, mul(y, splat(-1.0))), below);
            add(max(splat(0.0), x), scale(fma(factor, tail, factor), n))
        }

        /// The argument of the exponential `e^u` is taken in two parts as well: an error of `u` becomes one
        /// of the result that is as large relatively. With `y = p + d`, where `p` has so few digits that
        /// the products of `p` and `p³` with the high parts of the constants are exact, as is their sum,
        /// `y³ = p³ + 3d·(p² + d·(p + d/3))`.
        $(#[$feature])?
        #[inline]
        fn one_gelu_tanh(x: V) -> V {
            use $crate::isa::functions::$element::{
                BEYOND, CUBIC_HIGH, CUBIC_LOW, CUBIC_THRICE, LINEAR, LINEAR_HIGH, LINEAR_LOW, SMALLEST,
                TO_DIGITS,
            };
            let y = min(splat(BEYOND), max(splat(-BEYOND), mul(x, splat(-1.0))));
            let p = add(add(y, splat(TO_DIGITS)), splat(-TO_DIGITS));
            let d = add(y, mul(p, splat(-1.0)));
            let square = mul(p, p);
            let cube = mul(square, p);
            let high = fma(cube, splat(CUBIC_HIGH), mul(p, splat(LINEAR_HIGH)));
            let inner = fma(d, fma(d, splat(1.0 / 3.0), p), square);
            let of_d = mul(d, fma(inner, splat(CUBIC_THRICE), splat(LINEAR)));
            let low = fma(cube, splat(CUBIC_LOW), fma(p, splat(LINEAR_LOW), of_d));
            let u = add(high, low);
            let rest = add(add(high, mul(u, splat(-1.0))), low);
            let (tail, n) = reduced(u, rest);
            let below = scale(add(tail, splat(1.0)), n);
            div(max(splat(SMALLEST), x), add(splat(1.0), below))
        }

        /// `max(x, 0) + (e^min(x, 0) - 1)`, of which one is zero. With `e^z = 2^n · e^r` the second is
        /// `2^n · (e^r - 1) + (2^n - 1)`, whose last part is exact.
        $(#[$feature])?
        #[inline]
        fn one_elu(x: V) -> V {
            let below = min(splat(0.0), max(splat($crate::isa::functions::$element::SMALLEST), x));
            let (tail, n) = reduced(below, splat(0.0));
            let power = scale(splat(1.0), n);
            add(max(splat(0.0), x), fma(power, tail, add(power, splat(-1.0))))
        }

        /// With `e = e^x` and `w = e·(e + 2)` it is `x·w / (w + 2)`: no logarithm. From where `tanh` is 1,
        /// `x` in the exponent can stay, and `w + 2` is `w`.
        $(#[$feature])?
        #[inline]
        fn one_mish(x: V) -> V {
            use $crate::isa::functions::$element::{SATURATED, SMALLEST};
            let x = max(splat(SMALLEST), x);
            let (tail, n) = reduced(min(splat(SATURATED), x), splat(0.0));
            let part = add(tail, splat(1.0));
            let power = scale(part, n);
            let more = add(power, splat(2.0));
            let below = add(mul(power, more), splat(2.0));
            // The power of two comes last: what it makes subnormal loses digits.
            scale(mul(x, div(mul(part, more), below)), n)
        }

        /// `max(x, 0) + ln(1 + t)` with `t = e^-|x|`, and `ln(1 + t) = 2·artanh(s / 2)` with
        /// `s = 2t / (2 + t)`: an odd function of an `s` up to 2/3.
        $(#[$feature])?
        #[inline]
        fn one_softplus(x: V) -> V {
            use $crate::isa::functions::$element::LOGARITHM;
            let t = exponential(min(mul(x, splat(-1.0)), x));
            let s = div(add(t, t), add(t, splat(2.0)));
            let square = mul(s, s);
            let mut sum = splat(LOGARITHM[0]);
            for coefficient in &LOGARITHM[1..] {
                sum = fma(sum, square, splat(*coefficient));
            }
            add(max(splat(0.0), x), fma(mul(s, square), sum, s))
        }

        /// `e^z`, from zero to infinity.
        $(#[$feature])?
        #[inline]
        fn exponential(z: V) -> V {
            use $crate::isa::functions::$element::{LARGEST, SMALLEST};
            let z = min(splat(LARGEST), max(splat(SMALLEST), z));
            let (tail, n) = reduced(z, splat(0.0));
            scale(add(tail, splat(1.0)), n)
        }

        /// `e^r - 1` and `n` with `e^(z + rest) = 2^n · e^r`; `rest` is at most 0.035
        /// of `f32`, and 2⁻¹⁵ of `f64`.
        $(#[$feature])?
        #[inline]
        fn reduced(z: V, rest: V) -> (V, V) {
            use $crate::isa::functions::$element::{EXPONENTIAL, LN_2_HIGH, LN_2_LOW, TO_WHOLE};
            let log = core::$element::consts::LOG2_E;
            let n = add(fma(z, splat(log), splat(TO_WHOLE)), splat(-TO_WHOLE));
            let r = add(fma(n, splat(-LN_2_LOW), fma(n, splat(-LN_2_HIGH), z)), rest);
            let mut sum = splat(EXPONENTIAL[0]);
            for coefficient in &EXPONENTIAL[1..] {
                sum = fma(sum, r, splat(*coefficient));
            }
            (fma(mul(r, r), sum, r), n)
        }
    };
}

/// A function on the registers of a tile.
macro_rules! function {
    ($(#[$doc:meta])* [$(#[$feature:meta])*] $name:ident, $all:ident, $one:ident) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// The machine must have the instruction set.
        $(#[$feature])?
        #[inline]
        #[must_use]
        pub fn $name<const COUNT: usize>(mut registers: [V; COUNT]) -> [V; COUNT] {
            $all(&mut registers);
            registers
        }

        $(#[$feature])?
        #[inline(never)]
        fn $all(registers: &mut [V]) {
            for register in registers {
                *register = $one(*register);
            }
        }
    };
}

pub(super) use {function, functions};
