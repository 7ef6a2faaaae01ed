//! The constants of `f32`.

/// Adding and subtracting it rounds to a whole number: its last place is 1.
pub(in crate::isa) const TO_WHOLE: f32 = 12_582_912.0;
/// The same to multiples of 1/256.
pub(in crate::isa) const TO_PARTS: f32 = 49_152.0;
/// `ln 2`, in a part of nine bits and the rest.
pub(in crate::isa) const LN_2_HIGH: f32 = 0.693_359_4;
pub(in crate::isa) const LN_2_LOW: f32 = -2.121_944_4e-4;
/// Beyond these an exponential is infinity and zero.
pub(in crate::isa) const LARGEST: f32 = 100.0;
pub(in crate::isa) const SMALLEST: f32 = -110.0;
/// `(e^r - 1 - r) / r²` from the highest power down, for `|r| <= ln 2 / 2 + 0.035`, to 6e-9.
pub(in crate::isa) const EXPONENTIAL: [f32; 5] =
    [0.001_396_357_4, 0.008_376_443, 0.041_665_99, 0.166_664_5, 0.5];
/// From here on `tanh` is 1.
pub(in crate::isa) const SATURATED: f32 = 9.2;
/// Multiplied twice by it, every number but zero is 1 or more, or -1 or less: 2⁷⁵.
pub(in crate::isa) const TO_SIGN: f32 = (1_u128 << 75) as f32;
/// From here on `Φ(-y) · y` is zero.
pub(in crate::isa) const VANISHED: f32 = 14.5;
/// The `c` of `Φ`.
pub(in crate::isa) const CENTRE: f32 = 3.5;
/// The `G` of `Φ` from the highest power down, to a relative 7.2e-9.
pub(in crate::isa) const NORMAL: [f32; 10] = [
    0.000_110_689_16,
    0.000_421_899_46,
    -0.000_494_941_1,
    -0.003_175_312,
    0.006_493_114,
    0.017_406_378,
    -0.116_053_04,
    0.315_425_04,
    -0.565_561_8,
    0.744_416_06,
];
/// Beyond it the exponential in the approximation of gelu is infinity or zero.
pub(in crate::isa) const BEYOND: f32 = 10.5;
/// Adding and subtracting it rounds to multiples of 1/8: to seven bits up to [`BEYOND`].
pub(in crate::isa) const TO_DIGITS: f32 = 1_572_864.0;
/// `2·√(2/π)`, and in a part of 14 bits and the rest.
pub(in crate::isa) const LINEAR: f32 = 1.595_769_2;
pub(in crate::isa) const LINEAR_HIGH: f32 = 1.595_825_2;
pub(in crate::isa) const LINEAR_LOW: f32 = -5.607_370_6e-5;
/// 0.044715 times that in a part of four bits and the rest, and three times the whole.
pub(in crate::isa) const CUBIC_HIGH: f32 = 0.070_312_5;
pub(in crate::isa) const CUBIC_LOW: f32 = 0.001_042_316_3;
pub(in crate::isa) const CUBIC_THRICE: f32 = 0.214_064_45;
/// `(2·artanh(s/2) - s) / s³` as a polynomial of `s²`, from the highest power down, for `s <= 2/3`: the
/// logarithm to a relative 1.2e-10.
pub(in crate::isa) const LOGARITHM: [f32; 5] =
    [0.000_118_351_854, 0.000_418_857_88, 0.002_235_553_7, 0.012_499_672, 0.083_333_34];
