//! Kernels that are products of a column and a row, or sums of two such: which are taken, and what two passes
//! make of them.

use super::properties::{strange, strange_inputs};
use crate::bound::{assert_within, bound};
use crate::cases::cases;
use crate::layers::{self, Case, methods};
use convgen_compiler::driver;
use convgen_compiler::source::Memory;
use convgen_compiler::spec;
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::Method;
use convgen_runtime::Element as Number;
use convgen_runtime::geometry::{Axis, Channels, Kind, Layout, PaddingMode, Shape};
use convgen_runtime::layer::Activation;
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// The two passes, for any layer.
fn two_passes(layer: &Weighted, lanes: usize) -> impl Iterator<Item = Method> {
    methods(layer, lanes).filter(|method| method.strategy() == spec::Strategy::Separable)
}

/// Calls `check` with the output of two passes of each form; how many there are.
fn each<T: Number>(case: &Case<T>, check: impl Fn(&[T], &str)) -> usize {
    let layer = case.reading();
    let weighted = Weighted::new(&layer);
    let mut count = 0;
    for lanes in [1, 4, 8, 16] {
        for method in two_passes(&weighted, lanes) {
            let output = layers::output((&weighted, method, lanes), &case.operands(&layer));
            check(&output, &format!("{method:?}, {lanes} lanes"));
            count += 1;
        }
    }
    count
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
    let count = each(case, |output, context| assert_eq!(output, expected, "{context}"));
    assert!(count > 0, "a kernel of whole numbers of rank 1 or 2 was not taken");
}

fn within_the_bound<T: Number>(case: &Case<T>, rank: usize) {
    let (expected, bound) = (expected(case), bound(&case.definition(), &case.input));
    let count = each(case, |output, context| assert_within(output, &expected, &bound, context));
    // Of a smaller kernel two terms have as many roundings as the direct sum, and none left for the factors.
    let must = rank == 1 || case.shape.axes().iter().all(|axis| axis.kernel >= 4);
    assert!(!must || count > 0, "a kernel of rank {rank} was not taken");
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn integers_match_exactly(case in layers::integers_of::<f32>(images()), rank in 1_usize..=2) {
        exactly(&factored(case, rank));
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn reals_match_within_the_bound(case in layers::reals_of::<f32>(images()), rank in 1_usize..=2) {
        within_the_bound(&factored(case, rank), rank);
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn reals_of_double_precision_match_within_the_bound(
        case in layers::reals_of::<f64>(images()),
        rank in 1_usize..=2,
    ) {
        within_the_bound(&factored(case, rank), rank);
    }

    #[test]
    fn integers_of_double_precision_match_exactly(
        case in layers::integers_of::<f64>(images()),
        rank in 1_usize..=2,
    ) {
        exactly(&factored(case, rank));
    }
}

proptest! {
    #![proptest_config(cases(100))]

    /// No more than the roundings of `n` products, one after another: what [`Strategy::error`] promises.
    #[test]
    fn two_passes_are_as_exact_as_the_direct_sum(
        case in layers::reals_of::<f32>(images()),
        rank in 1_usize..=2,
    ) {
        let mut case = factored(case, rank);
        (case.activation, case.slopes) = (Activation::None, Vec::new());
        (case.residual, case.bias) = (Vec::new(), Vec::new());
        let exact = expected(&wide(&case, |number| number));
        let sizes = expected(&wide(&case, f64::abs));
        let products = case.shape.in_channels_per_group()
            * case.shape.kernel_sizes().iter().product::<usize>();
        // One more where a multiply-add is two roundings.
        let roundings = (products + 1) as f64 * f64::from(f32::EPSILON) / 2.0;
        each(&case, |output, context| {
            for ((&found, exact), size) in output.iter().zip(&exact).zip(&sizes) {
                let distance = (f64::from(found) - exact).abs();
                assert!(distance <= roundings * size, "{context}: {distance} of {size}");
            }
        });
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn inputs_that_are_not_finite_reach_what_reads_them(
        case in layers::integers_of::<f32>(images()),
        rank in 1_usize..=2,
        strange in strange(),
    ) {
        strange_inputs(factored(case, rank), &strange);
    }
}

/// The case in double precision.
fn wide(case: &Case<f32>, of: impl Fn(f64) -> f64) -> Case<f64> {
    let wide = |numbers: &[f32]| numbers.iter().map(|&number| of(number.into())).collect();
    Case {
        shape: case.shape,
        weights: wide(&case.weights),
        bias: Vec::new(),
        residual: Vec::new(),
        activation: Activation::None,
        slopes: Vec::new(),
        input: wide(&case.input),
        arguments: [false; 2],
    }
}

/// The strategies of a filter of 5×5 or so on 512×512, one for each instruction set with vectors.
fn chosen(kernel: &[f32]) -> Vec<spec::Strategy> {
    let size = kernel.len().isqrt();
    let rows = kernel.chunks_exact(size).map(|row| format!("{row:?}")).collect::<Vec<_>>();
    let spec = format!(
        "kind = 'conv'\ni = [512, 512]\nk = {size}\np = {}\nweights = [[[{}]]]\n",
        size / 2,
        rows.join(", ")
    );
    let files = Memory::new().with("spec.toml", spec);
    let compiled = driver::compile(&files, "spec.toml").expect("the spec is right");
    compiled.programs().iter().map(|each| each.schedule.method.strategy()).collect()
}

#[test]
fn two_passes_are_chosen_where_they_pay() {
    for size in [5, 7, 9, 15] {
        let chosen = chosen(&gauss(size, 1.3));
        assert_eq!(chosen, [spec::Strategy::Separable; 3], "{size}");
    }
    // Of few products, some of them zero: measured, one pass is faster by a quarter.
    for kernel in [whole(&[1, 0, -1, 2, 0, -2, 1, 0, -1]), whole(&[0, 1, 0, 1, -4, 1, 0, 1, 0])] {
        assert!(!chosen(&kernel).contains(&spec::Strategy::Separable), "{kernel:?}");
    }
}

/// A filter of an image of 40×40 with as many rows as columns.
fn filter(weights: Vec<f32>) -> Case<f32> {
    let size = weights.len().isqrt();
    assert_eq!(size * size, weights.len(), "the kernel is square");
    let axis = Axis::new(40, size).with_padding(size / 2, size / 2);
    Case {
        shape: Shape::new(Kind::Conv, 1, Channels::new(1, 1), &[axis; 2]).expect("it fits"),
        weights,
        bias: Vec::new(),
        residual: Vec::new(),
        activation: Activation::None,
        slopes: Vec::new(),
        input: (0..1_600_u16).map(|n| f32::from(n % 53) - 26.0).collect(),
        arguments: [false; 2],
    }
}

fn is_taken(case: &Case<f32>) -> bool {
    two_passes(&Weighted::new(&case.reading()), 8).next().is_some()
}

/// Gauss's bell of a size, as an outer product in single precision.
fn gauss(size: u16, sigma: f32) -> Vec<f32> {
    let bell = |n: u16| {
        let x = f32::from(n) - f32::from(size - 1) / 2.0;
        (-x * x / (2.0 * sigma * sigma)).exp()
    };
    let sum: f32 = (0..size).map(bell).sum();
    let row: Vec<f32> = (0..size).map(|n| bell(n) / sum).collect();
    row.iter().flat_map(|a| row.iter().map(move |b| a * b)).collect()
}

fn whole(kernel: &[i16]) -> Vec<f32> {
    kernel.iter().map(|&number| f32::from(number)).collect()
}

#[test]
fn filters_of_images_are_taken() {
    for size in [3, 5, 7, 9, 15] {
        for sigma in [0.8, 1.1, 1.4, 2.0, 3.3] {
            assert!(is_taken(&filter(gauss(size, sigma))), "{size}, {sigma}");
        }
    }
    let sobel = whole(&[1, 0, -1, 2, 0, -2, 1, 0, -1]);
    let laplace = whole(&[0, 1, 0, 1, -4, 1, 0, 1, 0]);
    let surround = whole(&[1, 1, 1, 1, -8, 1, 1, 1, 1]);
    let mean = vec![1.0 / 49.0; 49];
    // A sharpened image: a box, and what one point is more.
    let mut sharp = vec![-1.0 / 25.0; 25];
    sharp[12] = 2.0;
    // Mexican hats: their terms cancel one another here and there, but not where they are rows of the kernel.
    let hats = [(9, 1.2, 2.0), (15, 1.9, 3.1)].map(|(size, near, far)| {
        gauss(size, near).iter().zip(gauss(size, far)).map(|(a, b)| a - b).collect::<Vec<f32>>()
    });
    for kernel in [sobel, laplace, surround, mean, sharp].into_iter().chain(hats) {
        let case = filter(kernel);
        assert!(is_taken(&case), "{:?}", case.weights);
        if case.weights.iter().all(|weight| weight.fract() == 0.0) {
            exactly(&case);
        }
        within_the_bound(&case, 1);
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn weights_may_be_an_ulp_off_and_no_more(
        size in 4_u16..=9,
        off in prop::collection::vec(-1_i32..=1, 81),
        at in any::<prop::sample::Index>(),
    ) {
        let mut kernel = gauss(size, 1.7);
        for (weight, off) in kernel.iter_mut().zip(off) {
            *weight = f32::from_bits(weight.to_bits().wrapping_add_signed(off));
        }
        let mut case = filter(kernel);
        prop_assert!(is_taken(&case));
        within_the_bound(&case, 1);
        // Of rank 2, and what the second term adds to zeros does not cancel.
        let weight = &mut case.weights[at.index(usize::from(size * size))];
        *weight += *weight / 1024.0;
        let method = two_passes(&Weighted::new(&case.reading()), 8).next();
        if method.is_some() {
            within_the_bound(&case, 2);
        }
        // Of a rank above 2.
        for (n, weight) in case.weights.iter_mut().enumerate() {
            *weight *= 1.0 + (n * n % 17) as f32 / 4096.0;
        }
        prop_assert!(!is_taken(&case));
    }

    #[test]
    fn other_kernels_are_not_taken(
        kernel in prop::collection::vec(-1.0_f32..1.0, 16..=81),
    ) {
        let size = kernel.len().isqrt();
        prop_assert!(!is_taken(&filter(kernel[..size * size].to_vec())));
    }
}

/// Three terms, and terms that cancel one another to less than they are.
#[test]
fn kernels_that_two_passes_would_not_keep_exact_are_not_taken() {
    let three: Vec<f32> = (0..25).map(|n| f32::from(u8::from(n % 6 == 0 && n < 18))).collect();
    assert!(!is_taken(&filter(three)));
    // Of rank 2, with a zero in every row, each elsewhere: sums of terms that are none.
    let ramp: Vec<f32> = (0..25_i16).map(|n| f32::from(n / 5 + n % 5 - 4)).collect();
    assert!(!is_taken(&filter(ramp)));
    assert!(!is_taken(&filter(vec![0.0; 25])));
}

#[test]
fn weights_of_the_caller_and_channels_side_by_side_are_not_taken() {
    let mut case = filter(gauss(5, 1.0));
    assert!(is_taken(&case));
    case.arguments[0] = true;
    assert!(!is_taken(&case));
    let rgb =
        Shape::new(Kind::Conv, 1, Channels { input: 3, output: 3, groups: 3 }, case.shape.axes());
    let rgb = rgb.expect("it fits");
    let case = Case {
        shape: rgb,
        weights: gauss(5, 1.0).repeat(3),
        input: case.input.repeat(3),
        arguments: [false; 2],
        ..case
    };
    assert!(is_taken(&case));
    assert!(!is_taken(&Case { shape: rgb.with_layouts(Layout::Nhwc, Layout::Nhwc), ..case }));
}
