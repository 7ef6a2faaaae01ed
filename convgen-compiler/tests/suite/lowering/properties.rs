//! Every strategy, on random layers of both element types and any number of lanes, with parameters that
//! are known or arguments, computes what the definition says.

use crate::bound::{assert_within, bound};
use crate::cases::cases;
use crate::layers::{self, Case, methods};
use convgen_compiler::stencil::Weighted;
use convgen_runtime::Element as Number;
use convgen_runtime::geometry::{Axis, Channels, Kind, Shape};
use convgen_runtime::layer::Activation;
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// Calls `check` with the output of every lowering of the case.
fn each_lowering<T: Number>(case: &Case<T>, check: impl Fn(&[T], &str)) {
    each_lowering_on(case, case, check);
}

/// The same of kernels of a layer that are given the operands of another case.
fn each_lowering_on<T: Number>(case: &Case<T>, given: &Case<T>, check: impl Fn(&[T], &str)) {
    let layer = case.reading();
    let weighted = Weighted::new(&layer);
    let element = weighted.stencil.element;
    for lanes in [1, 16, 32, 64].map(|bytes: usize| bytes.div_ceil(element.bytes())) {
        for method in methods(&weighted, lanes) {
            let output = layers::output((&weighted, method, lanes), &given.operands(&layer));
            check(&output, &format!("{method:?}, {lanes} lanes of {element}"));
        }
    }
}

fn expected<T: Number>(case: &Case<T>) -> Vec<T> {
    let mut output = vec![T::NAN; case.shape.output_len()];
    sliding_window(&case.definition(), &case.input, &mut output).expect("the lengths are right");
    output
}

fn exactly<T: Number>(case: &Case<T>) {
    let expected = expected(case);
    each_lowering(case, |output, context| assert_eq!(output, expected, "{context}"));
}

fn within_the_bound<T: Number>(case: &Case<T>) {
    let (expected, bound) = (expected(case), bound(&case.definition(), &case.input));
    each_lowering(case, |output, context| assert_within(output, &expected, &bound, context));
}

const STRANGE: [f32; 3] = [f32::INFINITY, f32::NEG_INFINITY, f32::NAN];

/// Places and numbers that are not finite.
pub(super) fn strange() -> impl Strategy<Value = Vec<(prop::sample::Index, f32)>> {
    prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&STRANGE[..])), 1..=3)
}

fn put(strange: &[(prop::sample::Index, f32)], numbers: &mut [f32]) {
    for (place, number) in strange {
        numbers[place.index(numbers.len())] = *number;
    }
}

/// How many taps of each output have a weight and an input that are so.
fn count(case: &Case<f32>, weight: impl Fn(f32) -> bool, input: impl Fn(f32) -> bool) -> Vec<f32> {
    let ones = |numbers: &[f32], is: &dyn Fn(f32) -> bool| -> Vec<f32> {
        numbers.iter().map(|&number| f32::from(u8::from(is(number)))).collect()
    };
    let mut counted = bare(case.clone());
    counted.weights = ones(&case.weights, &weight);
    counted.input = ones(&case.input, &input);
    (counted.bias, counted.residual) = (Vec::new(), Vec::new());
    expected(&counted)
}

/// Without an activation, which would hide what is not finite.
fn bare(mut case: Case<f32>) -> Case<f32> {
    (case.activation, case.slopes) = (Activation::None, Vec::new());
    case
}

fn or_zero(number: f32) -> f32 {
    if number.is_finite() { number } else { 0.0 }
}

/// The contract of the reference for inputs that are not finite: see "Numbers that are not finite" there.
pub(super) fn strange_inputs(case: Case<f32>, strange: &[(prop::sample::Index, f32)]) {
    let mut case = bare(case);
    put(strange, &mut case.input);
    let reached = count(&case, |weight| weight != 0.0, |input| !input.is_finite());
    let touched = count(&case, |_| true, |input| !input.is_finite());
    let mut zeroed = case.clone();
    zeroed.input.iter_mut().for_each(|input| *input = or_zero(*input));
    let expected = expected(&zeroed);
    each_lowering(&case, |output, context| {
        let has_no_zeros = ["Unrolled", "Sparse"].iter().any(|name| context.starts_with(name));
        let may_differ = !has_no_zeros || case.arguments[0];
        for (nth, &found) in output.iter().enumerate() {
            let is_right = if reached[nth] > 0.0 {
                !found.is_finite()
            } else {
                found == expected[nth] || may_differ && touched[nth] > 0.0 && found.is_nan()
            };
            assert!(is_right, "{context}: output {nth} is {found}, not {}", expected[nth]);
        }
    });
}

proptest! {
    #![proptest_config(cases(200))]

    /// The contract of the reference: see "Numbers that are not finite" there.
    #[test]
    fn inputs_that_are_not_finite_reach_what_reads_them(
        case in layers::integers::<f32>(),
        strange in strange(),
    ) {
        strange_inputs(case, &strange);
    }

    /// The same of weights that the caller gives; padding may meet them.
    #[test]
    fn weights_that_are_not_finite_reach_their_channels(
        case in layers::integers::<f32>(),
        strange in strange(),
    ) {
        let mut finite = bare(case);
        finite.arguments[0] = true;
        let mut case = finite.clone();
        put(&strange, &mut case.weights);
        let reached = count(&case, |weight| !weight.is_finite(), |input| input != 0.0);
        let plane = case.shape.output_strides().channel;
        let touched = channels_of(&case.shape, &case.weights);
        let mut zeroed = case.clone();
        zeroed.weights.iter_mut().for_each(|weight| *weight = or_zero(*weight));
        let expected = expected(&zeroed);
        each_lowering_on(&finite, &case, |output, context| {
            for (nth, &found) in output.iter().enumerate() {
                let channel = nth / plane % case.shape.out_channels();
                let is_right = if reached[nth] > 0.0 {
                    !found.is_finite()
                } else {
                    found == expected[nth] || touched[channel] && found.is_nan()
                };
                assert!(is_right, "{context}: output {nth} is {found}, not {}", expected[nth]);
            }
        });
    }
}

/// Of each output channel, whether one of its weights is not finite.
fn channels_of(shape: &Shape, weights: &[f32]) -> Vec<bool> {
    let kernel: usize = shape.kernel_sizes().iter().product();
    let mut has = vec![false; shape.out_channels()];
    for (place, kernel) in weights.chunks_exact(kernel).enumerate() {
        let channel = match shape.kind() {
            Kind::Conv => place / shape.in_channels_per_group(),
            Kind::ConvTranspose => {
                let outputs = shape.out_channels_per_group();
                place / outputs / shape.in_channels_per_group() * outputs + place % outputs
            }
        };
        has[channel] |= kernel.iter().any(|weight| !weight.is_finite());
    }
    has
}

/// `relu` hands a NaN on, as in PyTorch.
#[test]
fn relu_of_no_number_is_none() {
    let mut case = Case {
        shape: Shape::new(Kind::Conv, 1, Channels::new(1, 1), &[Axis::new(40, 1)]).unwrap(),
        weights: vec![1.0_f32],
        bias: Vec::new(),
        residual: Vec::new(),
        activation: Activation::Relu,
        slopes: Vec::new(),
        input: (-20..20_i8).map(f32::from).collect(),
        arguments: [false; 2],
    };
    case.input[3] = f32::NAN;
    let expected: Vec<f32> = case.input.iter().map(|&x| if x < 0.0 { 0.0 } else { x }).collect();
    let same = |one: f32, other: f32| one == other || one.is_nan() && other.is_nan();
    each_lowering(&case, |output, context| {
        let is_right = output.iter().zip(&expected).all(|(&found, &wanted)| same(found, wanted));
        assert!(is_right, "{context}: {output:?}");
    });
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn integers_match_exactly(case in layers::integers::<f32>()) {
        exactly(&case);
    }

    #[test]
    fn reals_match_within_the_bound(case in layers::reals::<f32>()) {
        within_the_bound(&case);
    }
}

proptest! {
    // Nothing but the rounding differs.
    #![proptest_config(cases(100))]

    #[test]
    fn integers_of_double_precision_match_exactly(case in layers::integers::<f64>()) {
        exactly(&case);
    }

    #[test]
    fn reals_of_double_precision_match_within_the_bound(case in layers::reals::<f64>()) {
        within_the_bound(&case);
    }
}
