//! Products with powers of two, on one number.

macro_rules! scaled {
    ($($element:ident $signed:ident $fraction:literal $bias:literal $to_whole:literal;)*) => {$(
        /// `a · 2^n` in two steps, neither of whose factors overflows. `n` is a whole number so small that
        /// the square root of `2^n` is a number, or none at all: then so is `a`.
        #[inline(always)]
        pub(super) fn $element(a: $element, n: $element) -> $element {
            /// Adding it rounds to a whole number, in the sum's last places: the last one is 1.
            const TO_WHOLE: $element = $to_whole;
            let n = (n + TO_WHOLE).to_bits().wrapping_sub(TO_WHOLE.to_bits()).cast_signed();
            let power = |n: $signed| {
                $element::from_bits((n.wrapping_add($bias) << $fraction).cast_unsigned())
            };
            a * power(n >> 1) * power(n.wrapping_sub(n >> 1))
        }
    )*};
}

scaled! {
    f32 i32 23 127 12_582_912.0;
    f64 i64 52 1023 6_755_399_441_055_744.0;
}
