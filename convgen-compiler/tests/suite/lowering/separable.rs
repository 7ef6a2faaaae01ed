//! Kernels that are products of a column and a row, or sums of two such: which are taken, and what two passes
//! make of them.

use crate::bound::{assert_within, bound};
use crate::cases::cases;
use crate::layers::{self, Case, methods};
use convgen_compiler::spec;
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::Method;
use convgen_runtime::Element as Number;
use convgen_runtime::geometry::{Axis, Channels, Kind, Layout, PaddingMode, Shape};
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// The two passes, for any layer.
fn two_passes(layer: &Weighted, lanes: usize) -> impl Iterator<Item = Method> {
    methods(layer, lanes).filter(|method| method.strategy() == spec::Strategy::Separable)
}

/// Calls `check` with the output of two passes of each form, of which there must be one.
fn each<T: Number>(case: &Case<T>, check: impl Fn(&[T], &str)) {
    let layer = case.reading();
    let weighted = Weighted::new(&layer);
    for lanes in [1, 4, 8, 16] {
        let mut count = 0;
        for method in two_passes(&weighted, lanes) {
            let output = layers::output((&weighted, method, lanes), &case.operands(&layer));
            check(&output, &format!("{method:?}, {lanes} lanes"));
            count += 1;
        }
        assert!(count > 0, "a kernel of rank 1 or 2 was not taken");
    }
}

fn expected<T: Number>(case: &Case<T>) -> Vec<T> {
    let mut output = vec![T::NAN; case.shape.output_len()];
    sliding_window(&case.definition(), &case.input, &mut output).expect("the lengths are right");
    output
}

/// Images: two axes with kernels of three or more, neighbours of a row side by side.
fn images() -> impl Strategy<Value = Shape> {
    let kind = prop_oneof![3 => Just(Kind::Conv), 1 => Just(Kind::ConvTranspose)];
    let mode = prop_oneof![
        3 => Just(PaddingMode::Zeros),
        1 => prop::sample::select(PaddingMode::ALL),
    ];
    let channels = prop_oneof![
        2 => Just((1, 1, 1)),
        1 => (1_usize..=3, 1_usize..=3, 1_usize..=3),
    ];
    let axes = [axis(40), axis(40)];
    let layout = prop_oneof![3 => Just(Layout::Nchw), 1 => Just(Layout::Nhwc)];
    (kind, mode, layout, 1_usize..=2, channels, axes).prop_filter_map(
        "no such image",
        |(kind, mode, layout, batch, (groups, input, output), axes)| {
            let mode = if kind == Kind::Conv { mode } else { PaddingMode::Zeros };
            let axes = axes.map(|axis| padded(axis, kind, mode));
            let channels = Channels { input: groups * input, output: groups * output, groups };
            let shape = Shape::new(kind, batch, channels, &axes).ok()?;
            let layout =
                if (channels.input, channels.output) == (1, 1) { layout } else { Layout::Nchw };
            (shape.multiply_adds() <= 60_000).then_some(shape.with_layouts(layout, layout))
        },
    )
}

fn axis(longest: usize) -> impl Strategy<Value = (usize, usize, usize, usize, usize, usize)> {
    (1..=longest, 3_usize..=6, 1_usize..=2, 1_usize..=2, 0_usize..=6, 0_usize..=6)
}

fn padded(
    (input, kernel, stride, dilation, before, after): (usize, usize, usize, usize, usize, usize),
    kind: Kind,
    mode: PaddingMode,
) -> Axis {
    let most = if kind == Kind::Conv { mode.most(input).unwrap_or(usize::MAX) } else { usize::MAX };
    Axis::new(input, kernel)
        .with_stride(stride)
        .with_dilation(dilation)
        .with_padding(before.min(most), after.min(most))
        .with_padding_mode(mode)
}

/// The kernels of a case in place of which each is a sum of so many products, of factors that stand for those
/// of its own weights.
fn factored<T: Number>(mut case: Case<T>, rank: usize) -> Case<T> {
    case.arguments[0] = false;
    let [height, width] = [0, 1].map(|n| case.shape.axes()[n].kernel);
    let numbers: Vec<f64> = case.weights.iter().map(|number| number.to_f64()).collect();
    let nonzero = |n: usize| match numbers[n % numbers.len()] {
        0.0 => 1.0,
        number => number,
    };
    for (pair, kernel) in case.weights.chunks_exact_mut(height * width).enumerate() {
        for (at, weight) in kernel.iter_mut().enumerate() {
            let (y, x) = (at / width, at % width);
            // The second term has no row in common with the first, so that nothing cancels.
            let own = |term: usize| rank == 1 || y % 2 == term;
            let term = |term: usize| {
                nonzero(pair + 2 * y + 17 * term) * nonzero(pair + 3 * x + 29 * term + 7)
            };
            let sum = (0..rank).filter(|&n| own(n)).map(term).sum();
            *weight = T::from_f64(sum);
        }
    }
    case
}

fn exactly<T: Number>(case: &Case<T>) {
    let expected = expected(case);
    each(case, |output, context| assert_eq!(output, expected, "{context}"));
}

fn within_the_bound<T: Number>(case: &Case<T>) {
    let (expected, bound) = (expected(case), bound(&case.definition(), &case.input));
    each(case, |output, context| assert_within(output, &expected, &bound, context));
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn integers_match_exactly(case in layers::integers_of::<f32>(images()), rank in 1_usize..=2) {
        exactly(&factored(case, rank));
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn integers_of_double_precision_match_exactly(
        case in layers::integers_of::<f64>(images()),
        rank in 1_usize..=2,
    ) {
        exactly(&factored(case, rank));
    }
}
