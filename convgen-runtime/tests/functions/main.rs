//! The activations that are chains of operations, on every instruction set, against their definitions.
//!
//! `cargo test --release -p convgen-runtime --test functions -- --ignored --nocapture` looks at every
//! finite f32, which takes hours, or with `CONVGEN_STEP=97` at every 97th, and at ten million f64 of
//! every range, or as many as `CONVGEN_COUNT` says, and prints the largest errors.

mod double_double;
mod exact;
mod modules;
mod mpmath;
mod number;

use std::env;

use convgen_runtime::Activation;
use exact::Exact;
use modules::Function;
use number::Number;

/// How many functions there are.
const COUNT: usize = 8;

/// In the order of everything that there is one of each for.
const ACTIVATIONS: [Activation<'static, f64>; COUNT] = [
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Silu,
    Activation::Gelu,
    Activation::GeluTanh,
    Activation::Elu(1.0),
    Activation::Mish,
    Activation::Softplus,
];

/// What was found, and how far off it is.
struct Worst<T> {
    ulps: f64,
    x: T,
    found: T,
}

/// Compares on all `numbers`; gives the worst of each module.
fn compare<T: Number>(
    nth: usize,
    numbers: impl Iterator<Item = T>,
) -> Vec<(&'static str, Worst<T>)> {
    let modules = T::modules();
    let none = || Worst { ulps: 0.0, x: T::ZERO, found: T::ZERO };
    let mut worst: Vec<_> = modules.iter().map(|(name, _)| (*name, none())).collect();
    let mut numbers = numbers.peekable();
    while numbers.peek().is_some() {
        let inputs: [T; 16] = std::array::from_fn(|_| numbers.next().unwrap_or(T::ONE));
        let exact = inputs.map(|x| T::exact(nth, x));
        for ((_, functions), (_, worst)) in modules.iter().zip(&mut worst) {
            let mut outputs = inputs;
            functions[nth](&mut outputs);
            for ((&x, &found), exact) in inputs.iter().zip(&outputs).zip(&exact) {
                if found == T::ZERO && exact.normalized().exponent < T::ZEROS[nth] {
                    continue;
                }
                let ulps = exact.ulps(found.to_f64(), T::DIGITS, T::LOWEST);
                if ulps > worst.ulps || ulps.is_nan() {
                    *worst = Worst { ulps, x, found };
                }
            }
        }
    }
    worst
}

fn check<T: Number>(nth: usize, numbers: impl Iterator<Item = T>) {
    let activation = ACTIVATIONS[nth];
    for (module, Worst { ulps, x, found }) in compare(nth, numbers) {
        println!("{activation} {module}::{}: {ulps:.3} ulp at {x:e}", T::NAME);
        let name = T::NAME;
        assert!(
            ulps <= T::BOUNDS[nth],
            "{activation}({x:e}) is {found:e} on {module}::{name}: {ulps} ulp"
        );
    }
}

/// All finite f32, or every so-manieth.
fn singles(step: usize) -> impl Iterator<Item = f32> {
    let magnitudes = (0..f32::INFINITY.to_bits()).step_by(step);
    magnitudes.flat_map(|bits| [f32::from_bits(bits), -f32::from_bits(bits)])
}

/// So many f64 of every exponent with changing digits.
fn doubles(each: u64) -> impl Iterator<Item = f64> {
    // An odd step goes round all digits.
    let step = ((1 << 52) / each) | 1;
    let magnitudes = (0..f64::INFINITY.to_bits()).step_by(step as usize);
    magnitudes.flat_map(|bits| [f64::from_bits(bits), -f64::from_bits(bits)])
}

/// Random numbers between two, by Marsaglia's xorshift.
fn random(least: f64, most: f64, count: usize) -> impl Iterator<Item = f64> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        least + (most - least) * ((state >> 11) as f64 / (1_u64 << 53) as f64)
    })
    .take(count)
}

/// Where some function has digits to lose.
const RANGES: [[f64; 2]; 5] =
    [[-1.0, 1.0], [-8.0, 8.0], [-45.0, 45.0], [-800.0, 800.0], [-22.0, 0.0]];

#[test]
fn sampled_singles_are_within_the_bounds() {
    for nth in 0..ACTIVATIONS.len() {
        // All exponents, and more of the middle ones.
        check(nth, singles(65_537));
        let middle = (-12_000..=12_000_i16).map(|n| f32::from(n) / 1_000.0 + 1e-4);
        check(nth, middle);
    }
}

#[test]
fn sampled_doubles_are_within_the_bounds() {
    for nth in 0..ACTIVATIONS.len() {
        check(nth, doubles(8));
        for [least, most] in RANGES {
            check(nth, random(least, most, 10_000));
        }
    }
}

#[test]
#[ignore = "takes hours"]
fn all_singles_are_within_the_bounds() {
    let step = env::var("CONVGEN_STEP").map_or(1, |step| step.parse().expect("a number"));
    for nth in 0..ACTIVATIONS.len() {
        check(nth, singles(step));
    }
}

#[test]
#[ignore = "takes an hour"]
fn many_doubles_are_within_the_bounds() {
    let count = env::var("CONVGEN_COUNT").map_or(10_000_000, |n| n.parse().expect("a number"));
    for nth in 0..ACTIVATIONS.len() {
        check(nth, doubles(count as u64 / 4_096 + 1));
        for [least, most] in RANGES {
            check(nth, random(least, most, count));
        }
    }
}

#[test]
fn what_they_are_compared_with_is_right() {
    for (x, values) in mpmath::VALUES {
        for ((activation, exact), value) in ACTIVATIONS.iter().zip(exact::FUNCTIONS).zip(values) {
            let Exact { number, exponent } = exact(x);
            let found = number.scaled(exponent);
            let error = (found.high - value.high) + (found.low - value.low);
            assert!(error.abs() <= 1e-25 * value.high.abs(), "{activation}({x}): {error:e}");
            let rounded = activation.exact(0, x);
            let error = rounded - value.high;
            assert!(error.abs() <= 2e-13 * value.high.abs(), "{activation}({x}) is {rounded:e}");
        }
    }
}

fn at_the_ends<T: Number>() {
    for (name, functions) in T::modules() {
        for (activation, function) in ACTIVATIONS.iter().zip(functions) {
            let infinity = T::from_f64(f64::INFINITY);
            let ends = [T::ZERO, infinity, T::MAX].map(|end| [end, T::ZERO - end]);
            let mut numbers = [T::ZERO; 16];
            numbers[..6].copy_from_slice(ends.as_flattened());
            let inputs = numbers;
            function(&mut numbers);
            let expected = inputs.map(|x| T::from_f64(activation.exact(0, x.to_f64())));
            assert_eq!(numbers, expected, "{activation} on {name}");
            let mut numbers = [T::NAN; 16];
            function(&mut numbers);
            let all = numbers.iter().all(|number| number.to_f64().is_nan());
            assert!(all, "{activation} on {name}");
        }
    }
}

#[test]
fn zeros_infinities_and_nan() {
    at_the_ends::<f32>();
    at_the_ends::<f64>();
}

fn saturate<T: Number>() {
    for (name, [sigmoid, tanh, ..]) in T::modules() {
        for x in (0..20_000_i16).map(|n| f64::from(n) / 200.0) {
            let run = |function: Function<T>, x: f64| {
                let mut numbers = [T::from_f64(x); 16];
                function(&mut numbers);
                numbers[0].to_f64()
            };
            for x in [x, -x] {
                assert!((0.0..=1.0).contains(&run(sigmoid, x)), "{name}: {x}");
                assert!((-1.0..=1.0).contains(&run(tanh, x)), "{name}: {x}");
            }
            if x > 37.5 {
                assert_eq!((run(sigmoid, x), run(tanh, x), run(tanh, -x)), (1.0, 1.0, -1.0));
            }
        }
    }
}

#[test]
fn they_saturate_and_never_leave_their_range() {
    saturate::<f32>();
    saturate::<f64>();
}
