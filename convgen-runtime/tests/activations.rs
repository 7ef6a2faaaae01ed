//! The definitions of activations: what PyTorch gives, and limits.

use convgen_runtime::Activation;

const NUMBERS: [f64; 10] = [-20.0, -4.5, -3.0, -1.0, -0.1, 0.25, 1.0, 2.5, 4.2, 30.0];

/// What `torch` 2.15.0 gives for [`NUMBERS`] in float64; those of gelu below -4 by mpmath with 40
/// digits, since PyTorch's lose theirs there.
const TORCH: [(Activation<'static>, [f64; 10]); 10] = [
    (
        Activation::HardSigmoid,
        [
            0.0,
            0.0,
            0.0,
            0.333_333_333_333_333_3,
            0.483_333_333_333_333_34,
            0.541_666_666_666_666_6,
            0.666_666_666_666_666_6,
            0.916_666_666_666_666_6,
            1.0,
            1.0,
        ],
    ),
    (
        Activation::HardSwish,
        [
            0.0,
            0.0,
            0.0,
            -0.333_333_333_333_333_3,
            -0.048_333_333_333_333_33,
            0.135_416_666_666_666_66,
            0.666_666_666_666_666_6,
            2.291_666_666_666_666_5,
            4.2,
            30.0,
        ],
    ),
    (
        Activation::Sigmoid,
        [
            2.061_153_618_190_203_7e-9,
            0.010_986_942_630_593_18,
            0.047_425_873_177_566_78,
            0.268_941_421_369_995_1,
            0.475_020_812_521_06,
            0.562_176_500_885_798_1,
            0.731_058_578_630_004_9,
            0.924_141_819_978_756_6,
            0.985_225_968_306_726_9,
            0.999_999_999_999_906_5,
        ],
    ),
    (
        Activation::Tanh,
        [
            -1.0,
            -0.999_753_210_848_027_5,
            -0.995_054_753_686_730_5,
            -0.761_594_155_955_764_9,
            -0.099_667_994_624_955_82,
            0.244_918_662_403_709_13,
            0.761_594_155_955_764_9,
            0.986_614_298_151_430_3,
            0.999_550_366_459_533_4,
            1.0,
        ],
    ),
    (
        Activation::Silu,
        [
            -4.122_307_236_380_407e-8,
            -0.049_441_241_837_669_31,
            -0.142_277_619_532_700_35,
            -0.268_941_421_369_995_1,
            -0.047_502_081_252_106_004,
            0.140_544_125_221_449_52,
            0.731_058_578_630_004_9,
            2.310_354_549_946_891_4,
            4.137_949_066_888_253,
            29.999_999_999_997_197,
        ],
    ),
    (
        Activation::Gelu,
        [
            -5.507_248_237_212_467e-88,
            -1.528_952_906_128_527_2e-5,
            -0.004_049_694_094_890_284,
            -0.158_655_253_931_457_05,
            -0.046_017_216_272_297_1,
            0.149_676_581_420_730_93,
            0.841_344_746_068_542_9,
            2.484_475_836_685_559_7,
            4.199_943_947_854_133,
            30.0,
        ],
    ),
    (
        Activation::GeluTanh,
        [
            -3.375_450_956_310_967e-261,
            -5.136_737_411_958_65e-6,
            -0.003_637_392_081_773_019,
            -0.158_808_009_391_723_3,
            -0.046_017_248_954_564_84,
            0.149_675_350_701_685,
            0.841_191_990_608_276_7,
            2.484_915_733_910_001,
            4.199_973_902_933_043,
            30.0,
        ],
    ),
    (
        Activation::Elu(0.5),
        [
            -0.499_999_998_969_423_2,
            -0.494_445_501_730_878_87,
            -0.475_106_465_816_068,
            -0.316_060_279_414_278_83,
            -0.047_581_290_982_020_21,
            0.25,
            1.0,
            2.5,
            4.2,
            30.0,
        ],
    ),
    (
        Activation::Mish,
        [
            -4.122_307_240_628_762e-8,
            -0.049_712_829_307_341_215,
            -0.145_647_461_275_624_6,
            -0.303_401_461_374_108_95,
            -0.056_788_575_212_844_73,
            0.169_572_409_663_817_6,
            0.865_098_388_267_310_3,
            2.471_392_304_557_881,
            4.198_166_915_206_327,
            30.0,
        ],
    ),
    (
        Activation::Softplus,
        [
            2.061_153_620_314_381e-9,
            0.011_047_744_848_593_817,
            0.048_587_351_573_742_06,
            0.313_261_687_518_222_86,
            0.644_396_660_073_570_9,
            0.825_939_419_878_843_6,
            1.313_261_687_518_222_8,
            2.578_889_734_292_549_6,
            4.214_884_254_671_919,
            30.0,
        ],
    ),
];

#[test]
fn pytorch_gives_the_same() {
    for (activation, expected) in TORCH {
        for (x, expected) in NUMBERS.into_iter().zip(expected) {
            let found = activation.exact(0, x);
            // Sixteen digits of the constants in the exponential of the last one become thirteen.
            let error = (found - expected).abs();
            assert!(
                error <= 2e-13 * expected.abs(),
                "{activation}({x}) is {found}, not {expected}"
            );
            assert_eq!(
                activation.apply(0, x as f32),
                activation.exact(0, f64::from(x as f32)) as f32
            );
        }
    }
}

#[test]
fn those_of_a_few_operations() {
    assert_eq!(Activation::Relu.apply(0, -1.0_f32), 0.0);
    assert_eq!(Activation::Relu.apply(0, 2.5_f64), 2.5);
    assert!(Activation::Relu.apply(0, f32::NAN).is_nan());
    assert_eq!(Activation::None.apply(0, -2.5_f32), -2.5);
    let prelu = Activation::Prelu(&[0.5, -2.0]);
    let clamp = Activation::Clamp { min: -1.0, max: f32::INFINITY };
    for (activation, channel, x, expected) in [
        (Activation::Relu6, 0, 7.0, 6.0),
        (Activation::Relu6, 0, -7.0, 0.0),
        (Activation::Relu6, 0, 5.5, 5.5),
        (Activation::LeakyRelu(0.25), 0, -2.0, -0.5),
        (Activation::LeakyRelu(0.25), 0, 2.0, 2.0),
        (prelu, 0, -3.0, -1.5),
        (prelu, 1, -3.0, 6.0),
        (prelu, 1, 3.0, 3.0),
        (clamp, 0, -2.0, -1.0),
        (clamp, 0, 1e30, 1e30),
    ] {
        assert_eq!(activation.apply(channel, x), expected, "{activation}({x})");
    }
}

#[test]
fn limits_and_what_is_no_number() {
    let (up, down) = (f32::INFINITY, f32::NEG_INFINITY);
    for (activation, lower, upper) in [
        (Activation::None, down, up),
        (Activation::Relu, 0.0, up),
        (Activation::Relu6, 0.0, 6.0),
        (Activation::LeakyRelu(0.5), down, up),
        (Activation::Prelu(&[-0.5]), up, up),
        (Activation::Clamp { min: -2.0, max: 3.0 }, -2.0, 3.0),
        (Activation::HardSigmoid, 0.0, 1.0),
        (Activation::HardSwish, 0.0, up),
        (Activation::Sigmoid, 0.0, 1.0),
        (Activation::Tanh, -1.0, 1.0),
        (Activation::Silu, 0.0, up),
        (Activation::Gelu, 0.0, up),
        (Activation::GeluTanh, 0.0, up),
        (Activation::Elu(1.0), -1.0, up),
        (Activation::Elu(-2.5), 2.5, up),
        (Activation::Mish, 0.0, up),
        (Activation::Softplus, 0.0, up),
    ] {
        assert_eq!(activation.apply(0, down), lower, "{activation}");
        assert_eq!(activation.apply(0, up), upper, "{activation}");
        assert!(activation.apply(0, f32::NAN).is_nan(), "{activation}");
        // The steepest slope between neighbours of a grid.
        for n in -400..400_i16 {
            let [a, b] = [n, n + 1].map(|n| activation.exact(0, f64::from(n) / 50.0));
            let slope = (b - a).abs() * 50.0;
            assert!(slope <= f64::from(activation.steepest()) + 1e-9, "{activation}: {slope}");
        }
    }
}

#[test]
fn names_are_those_of_a_spec() {
    assert_eq!(Activation::<f32>::GeluTanh.to_string(), "gelu_tanh");
    assert_eq!(Activation::LeakyRelu(0.1).to_string(), "leaky_relu 0.1");
    assert_eq!(Activation::Elu(0.5).to_string(), "elu 0.5");
    let clamp = Activation::Clamp { min: f32::NEG_INFINITY, max: 6.0 };
    assert_eq!(clamp.to_string(), "clamp -inf to 6");
}
