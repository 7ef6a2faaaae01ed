//! The strategy `transformed` on random layers: within the bound that its matrices give.

use crate::bound::{assert_within, bound};
use crate::cases::cases;
use crate::layers::{self, Case};
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{Method, Rounding, Transformed};
use convgen_runtime::Element as Number;
use convgen_runtime::layer::Activation;
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// Tiles and strips that are worth telling apart: of every number of outputs that some taps have.
const METHODS: [Transformed; 7] = [
    method([1, 4, 4], [1, 1, 3], [2, 12], true),
    method([1, 4, 4], [1, 2, 40], [1, 5], false),
    method([2, 2, 2], [1, 2, 2], [2, 28], true),
    method([1, 1, 4], [1, 3, 2], [2, 10], true),
    method([4, 1, 2], [2, 1, 2], [3, 12], true),
    method([3, 3, 3], [2, 2, 1], [1, 28], true),
    method([1, 5, 3], [1, 1, 2], [2, 7], true),
];

const fn method(
    outputs: [usize; 3],
    strip: [usize; 3],
    [vectors, sums]: [usize; 2],
    mixed: bool,
) -> Transformed {
    Transformed { outputs, strip, vectors, sums, mixed }
}

/// Calls `check` with the output of every lowering, and how far off it may be.
fn each_lowering<T: Number>(case: &Case<T>, check: impl Fn(&[T], &[T], &str)) {
    let layer = case.layer();
    let weighted = Weighted::new(&layer);
    let element = weighted.stencil.element;
    let input: Vec<f64> = case.input.iter().map(|number| number.to_f64()).collect();
    let direct = bound(&case.definition(), &case.input);
    let steepest = case.definition().activation().steepest();
    for method in METHODS.map(Method::Transformed) {
        for lanes in [1, 16, 32, 64].map(|bytes: usize| bytes.div_ceil(element.bytes())) {
            if !method.is_possible(&weighted, lanes) {
                continue;
            }
            let distances = method.rounding(&weighted).distances(&case.shape, &input);
            let distances = distances.expect("a bound of its own");
            let own = |distance: f64| steepest * T::from_f64(distance) * T::EPSILON;
            let bounds: Vec<T> = (direct.iter().zip(distances))
                .map(|(direct, distance)| *direct + own(distance))
                .collect();
            let output = layers::output((&weighted, method, lanes), &case.operands(&layer));
            check(&output, &bounds, &format!("{method:?}, {lanes} lanes of {element}"));
        }
    }
}

fn expected<T: Number>(case: &Case<T>) -> Vec<T> {
    let mut output = vec![T::NAN; case.shape.output_len()];
    sliding_window(&case.definition(), &case.input, &mut output).expect("the lengths are right");
    output
}

fn within_the_bound<T: Number>(case: &Case<T>) {
    let expected = expected(case);
    each_lowering(case, |output, bounds, context| {
        assert_within(output, &expected, bounds, context)
    });
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn integers_are_within_the_bound(case in layers::integers::<f32>()) {
        within_the_bound(&case);
    }

    #[test]
    fn reals_are_within_the_bound(case in layers::reals::<f32>()) {
        within_the_bound(&case);
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn reals_of_double_precision_are_within_the_bound(case in layers::reals::<f64>()) {
        within_the_bound(&case);
    }

    /// What is not finite reaches all outputs that read it.
    #[test]
    fn inputs_that_are_not_finite_reach_what_reads_them(
        case in layers::integers::<f32>(),
        place in any::<prop::sample::Index>(),
        strange in prop::sample::select(&[f32::INFINITY, f32::NAN][..]),
    ) {
        let mut case = case;
        (case.activation, case.slopes) = (Activation::None, Vec::new());
        let at = place.index(case.input.len());
        let mut ones = case.clone();
        ones.weights.iter_mut().for_each(|weight| *weight = f32::from(u8::from(*weight != 0.0)));
        ones.input.iter_mut().enumerate().for_each(|(n, x)| *x = f32::from(u8::from(n == at)));
        (ones.bias, ones.residual) = (Vec::new(), Vec::new());
        let reached = expected(&ones);
        case.input[at] = strange;
        each_lowering(&case, |output, _, context| {
            let missed = output.iter().zip(&reached).position(|(y, reached)| *reached > 0.0 && y.is_finite());
            assert_eq!(missed, None, "{context}");
        });
    }
}

/// A layer of 3×3 taps whose every method is possible.
fn square() -> Case<f32> {
    use convgen_runtime::geometry::{Axis, Channels, Kind, Shape};
    let axis = Axis::new(13, 3).with_padding(1, 1);
    let shape = Shape::new(Kind::Conv, 1, Channels::new(8, 16), &[axis, axis]).expect("a shape");
    let numbers = |len: usize, seed: usize| -> Vec<f32> {
        (0..len).map(|n| ((n * 7919 + seed) % 211) as f32 / 105.0 - 1.0).collect()
    };
    Case {
        shape,
        weights: numbers(shape.weight_len(), 1),
        bias: Vec::new(),
        residual: Vec::new(),
        activation: Activation::None,
        slopes: Vec::new(),
        input: numbers(shape.input_len(), 2),
        arguments: [false; 2],
    }
}

/// The bound is not so wide that it would hide a mistake: weights that are off by a tenth show.
#[test]
fn a_wrong_weight_is_outside_the_bound() {
    let case = square();
    let expected = expected(&case);
    let mut wrong = case.clone();
    wrong.weights.iter_mut().step_by(72).for_each(|weight| *weight += 0.1);
    let layer = wrong.layer();
    let weighted = Weighted::new(&layer);
    let method = Method::Transformed(METHODS[0]);
    let output = layers::output((&weighted, method, 8), &wrong.operands(&layer));
    let input: Vec<f64> = case.input.iter().map(|&x| x.into()).collect();
    let Some(distances) = method.rounding(&weighted).distances(&case.shape, &input) else {
        panic!("{:?}", Rounding::Sum);
    };
    let outside =
        output.iter().zip(&expected).zip(distances).filter(|((found, wanted), distance)| {
            f64::from((*found - *wanted).abs()) > distance * f64::from(f32::EPSILON)
        });
    let part = outside.count() as f64 / expected.len() as f64;
    assert!(part > 0.5, "only {part} of the outputs");
}
