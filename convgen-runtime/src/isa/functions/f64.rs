//! The constants of `f64`, computed by `tests/functions/generate.py`.

/// Adding and subtracting it rounds to a whole number: its last place is 1.
pub(in crate::isa) const TO_WHOLE: f64 = 6_755_399_441_055_744.0;
/// The same to multiples of 2⁻²⁰.
pub(in crate::isa) const TO_PARTS: f64 = 6_442_450_944.0;
/// `ln 2`, in a part of 42 bits and the rest.
pub(in crate::isa) const LN_2_HIGH: f64 = 0.693_147_180_559_890_3;
pub(in crate::isa) const LN_2_LOW: f64 = 5.497_923_018_708_371e-14;
/// Beyond these an exponential is infinity and zero.
pub(in crate::isa) const LARGEST: f64 = 720.0;
pub(in crate::isa) const SMALLEST: f64 = -760.0;
/// `(e^r - 1 - r) / r²` from the highest power down, for `|r| <= ln 2 / 2 + 2⁻¹²`, to 2e-18.
pub(in crate::isa) const EXPONENTIAL: [f64; 11] = [
    2.087_112_057_592_777_8e-9,
    2.511_263_133_645_810_6e-8,
    2.755_741_763_046_362e-7,
    2.755_723_294_822_333e-6,
    2.480_158_715_523_647_5e-5,
    0.000_198_412_698_985_847_63,
    0.001_388_888_888_896_803_2,
    0.008_333_333_333_315_977,
    0.041_666_666_666_666_526,
    0.166_666_666_666_666_85,
    0.5,
];
/// From here on `tanh` is 1.
pub(in crate::isa) const SATURATED: f64 = 19.5;
/// Multiplied twice by it, every number but zero is 1 or more, or -1 or less: 2⁵³⁷.
pub(in crate::isa) const TO_SIGN: f64 = f64::from_bits((1023 + 537) << 52);
/// From here on `Φ(-y) · y` is zero.
pub(in crate::isa) const VANISHED: f64 = 38.6;
/// The `c` of `Φ`.
pub(in crate::isa) const CENTRE: f64 = 3.5;
/// The `G` of `Φ` from the highest power down, to a relative 4.8e-18.
pub(in crate::isa) const NORMAL: [f64; 24] = [
    1.515_834_083_465_220_2e-9,
    4.956_170_093_528_953e-9,
    -3.947_636_056_096_655e-9,
    -3.649_839_896_623_286e-8,
    -2.998_171_041_281_893_4e-8,
    1.241_391_335_421_993_2e-7,
    2.942_754_924_037_195e-7,
    -1.433_685_093_063_748_5e-7,
    -1.479_080_469_331_076e-6,
    -1.164_974_530_355_230_6e-6,
    5.651_875_479_190_663_4e-6,
    1.150_663_472_600_738_1e-5,
    -1.878_888_704_503_988e-5,
    -7.558_466_821_083_401e-5,
    6.703_323_023_190_451e-5,
    0.000_476_657_104_578_361,
    -0.000_445_012_949_954_782_3,
    -0.003_189_101_048_680_203_7,
    0.006_476_218_919_873_885,
    0.017_407_832_602_069_545,
    -0.116_050_928_714_078_81,
    0.315_424_969_887_952_04,
    -0.565_561_816_053_779,
    0.744_416_075_435_938_1,
];
/// Beyond it the exponential in the approximation of gelu is infinity or zero.
pub(in crate::isa) const BEYOND: f64 = 22.0;
/// Adding and subtracting it rounds to multiples of 1/128: to twelve bits up to [`BEYOND`].
pub(in crate::isa) const TO_DIGITS: f64 = 52_776_558_133_248.0;
/// `2·√(2/π)`, and in a part of 35 bits and the rest.
pub(in crate::isa) const LINEAR: f64 = 1.595_769_121_605_730_8;
pub(in crate::isa) const LINEAR_HIGH: f64 = 1.595_769_121_602_643_3;
pub(in crate::isa) const LINEAR_LOW: f64 = 3.087_430_538_394_469_2e-12;
/// 0.044715 times that in a part of 17 bits and the rest, and three times the whole.
pub(in crate::isa) const CUBIC_HIGH: f64 = 0.071_354_866_027_832_03;
pub(in crate::isa) const CUBIC_LOW: f64 = -4.975_523_178_247_366e-8;
pub(in crate::isa) const CUBIC_THRICE: f64 = 0.214_064_448_817_800_73;
/// `(2·artanh(s/2) - s) / s³` as a polynomial of `s²`, from the highest power down, for `s <= 2/3`: the
/// logarithm to a relative 1.4e-18.
pub(in crate::isa) const LOGARITHM: [f64; 10] = [
    8.113_531_234_333_68e-8,
    1.591_053_600_381_318_4e-7,
    9.235_968_317_048_133e-7,
    4.059_144_758_715_687_5e-6,
    1.878_241_984_801_781e-5,
    8.877_804_660_056_001e-5,
    0.000_434_027_811_942_438_9,
    0.002_232_142_855_294_658,
    0.012_500_000_000_049_56,
    0.083_333_333_333_332_87,
];
