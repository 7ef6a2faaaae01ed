//! The activations that are chains of operations, on every instruction set, against their definitions.
//!
//! `cargo test --release -p convgen-runtime --test functions -- --ignored --nocapture` looks at every
//! finite f32, which takes hours, or with `CONVGEN_STEP=97` at every 97th, and prints the largest errors.

use convgen_runtime::{Activation, Isa, isa};

/// A function on a slice of sixteen numbers.
type Function = fn(&mut [f32; 16]);

/// The functions of an instruction set, in the order of [`FUNCTIONS`].
macro_rules! functions {
    ($module:ident, $lanes:literal $(, #[$feature:meta])?) => {{
        use isa::$module::f32 as v;
        macro_rules! function {
            ($name:ident) => {{
                fn on_sixteen(numbers: &mut [f32; 16]) {
                    $(#[$feature])?
                    unsafe fn run(numbers: &mut [f32; 16]) {
                        for part in numbers.chunks_exact_mut($lanes) {
                            // SAFETY: the part has as many elements as the register, and the machine
                            // has the instruction set.
                            unsafe {
                                let [register] = v::$name([v::load(part.as_ptr(), 0)]);
                                v::store(part.as_mut_ptr(), 0, register);
                            }
                        }
                    }
                    // SAFETY: only asked for where the machine has it.
                    unsafe { run(numbers) }
                }
                on_sixteen as Function
            }};
        }
        [
            function!(sigmoid),
            function!(tanh),
            function!(silu),
            function!(gelu),
            function!(gelu_tanh),
        ]
    }};
}

/// The definition, the bound in units of the last place, and where results may be zero instead.
const FUNCTIONS: [(Activation<'static>, f64, f64); 5] = [
    (Activation::Sigmoid, 3.0, 1.0 / (1_u128 << 127) as f64),
    (Activation::Tanh, 3.0, 0.0),
    (Activation::Silu, 3.0, 1.0 / (1_u128 << 121) as f64),
    (Activation::Gelu, 6.0, 1.0 / (1_u128 << 126) as f64),
    (Activation::GeluTanh, 6.0, 1.0 / (1_u128 << 121) as f64),
];

/// Every module that this machine can run.
fn modules() -> Vec<(&'static str, [Function; 5])> {
    let mut all = vec![("scalar", functions!(scalar, 1)), ("portable", functions!(portable, 4))];
    #[cfg(target_arch = "x86_64")]
    {
        if Isa::detected() >= Isa::Avx2 {
            all.push(("avx2", functions!(avx2, 8, #[target_feature(enable = "avx2,fma")])));
        }
        if Isa::detected() >= Isa::Avx512 {
            all.push(("avx512", functions!(avx512, 16, #[target_feature(enable = "avx512f")])));
        }
    }
    all
}

/// The distance in units of the last place of the true value.
fn ulps(found: f32, exact: f64) -> f64 {
    let exponent = (exact.abs().to_bits() >> 52) as i32 - 1023;
    let unit = 2.0_f64.powi(exponent.max(-126) - 23);
    (f64::from(found) - exact).abs() / unit
}

/// What was allowed at most, and what was found.
struct Worst {
    part: f64,
    ulps: f64,
    x: f32,
    found: f32,
}

/// Compares on all `numbers`; gives the worst of each module.
fn compare(nth: usize, numbers: impl Iterator<Item = f32>) -> Vec<(&'static str, Worst)> {
    let (activation, bound, tiny) = FUNCTIONS[nth];
    let modules = modules();
    let none = || Worst { part: 0.0, ulps: 0.0, x: 0.0, found: 0.0 };
    let mut worst: Vec<_> = modules.iter().map(|(name, _)| (*name, none())).collect();
    let mut numbers = numbers.peekable();
    while numbers.peek().is_some() {
        let inputs: [f32; 16] = std::array::from_fn(|_| numbers.next().unwrap_or(1.0));
        let exact = inputs.map(|x| activation.exact(0, f64::from(x)));
        for ((_, functions), (_, worst)) in modules.iter().zip(&mut worst) {
            let mut outputs = inputs;
            functions[nth](&mut outputs);
            for ((&x, &found), &exact) in inputs.iter().zip(&outputs).zip(&exact) {
                if found == 0.0 && exact.abs() < tiny {
                    continue;
                }
                let bound = bound + below(activation, x);
                let ulps = ulps(found, exact);
                if ulps / bound > worst.part || ulps.is_nan() {
                    *worst = Worst { part: ulps / bound, ulps, x, found };
                }
            }
        }
    }
    worst
}

/// What `GeluTanh` may be further off below -1, where the argument of its exponential is rounded.
fn below(activation: Activation<'_>, x: f32) -> f64 {
    let x = f64::from(x);
    match activation {
        Activation::GeluTanh if x < -1.0 => {
            6.0 * (0.797_884_560_802_865_4 * (x + 0.044_715 * x.powi(3))).abs()
        }
        _ => 0.0,
    }
}

fn check(nth: usize, numbers: impl Iterator<Item = f32>) {
    let activation = FUNCTIONS[nth].0;
    for (module, worst) in compare(nth, numbers) {
        let Worst { part, ulps, x, found } = worst;
        println!("{activation} {module}: {ulps:.3} ulp at {x:e}, {part:.3} of the bound");
        assert!(part <= 1.0, "{activation}({x:e}) is {found:e} on {module}: {ulps} ulp");
    }
}

/// All finite numbers, or every so-manieth.
fn finite(step: usize) -> impl Iterator<Item = f32> {
    let magnitudes = (0..f32::INFINITY.to_bits()).step_by(step);
    magnitudes.flat_map(|bits| [f32::from_bits(bits), -f32::from_bits(bits)])
}

#[test]
fn sampled_numbers_are_within_the_bounds() {
    for nth in 0..FUNCTIONS.len() {
        // All exponents, and more of the middle ones.
        check(nth, finite(65_537));
        let middle = (-12_000..=12_000_i16).map(|n| f32::from(n) / 1_000.0 + 1e-4);
        check(nth, middle);
    }
}

#[test]
#[ignore = "takes hours"]
fn all_numbers_are_within_the_bounds() {
    let step = std::env::var("CONVGEN_STEP").map_or(1, |step| step.parse().expect("a number"));
    for nth in 0..FUNCTIONS.len() {
        check(nth, finite(step));
    }
}

#[test]
fn zeros_infinities_and_nan() {
    for (name, functions) in modules() {
        for ((activation, ..), function) in FUNCTIONS.iter().zip(functions) {
            let mut numbers = [0.0; 16];
            numbers[..6].copy_from_slice(&[
                0.0,
                -0.0,
                f32::INFINITY,
                f32::NEG_INFINITY,
                f32::MAX,
                f32::MIN,
            ]);
            let inputs = numbers;
            function(&mut numbers);
            let expected = inputs.map(|x| activation.apply(0, x));
            assert_eq!(numbers, expected, "{activation} on {name}");
            let mut numbers = [f32::NAN; 16];
            function(&mut numbers);
            assert!(numbers.iter().all(|number| number.is_nan()), "{activation} on {name}");
        }
    }
}

#[test]
fn they_saturate_and_never_leave_their_range() {
    for (name, [sigmoid, tanh, ..]) in modules() {
        for x in (0..20_000_i16).map(|n| f32::from(n) / 200.0) {
            let run = |function: Function, x: f32| {
                let mut numbers = [x; 16];
                function(&mut numbers);
                numbers[0]
            };
            for x in [x, -x] {
                assert!((0.0..=1.0).contains(&run(sigmoid, x)), "{name}: {x}");
                assert!((-1.0..=1.0).contains(&run(tanh, x)), "{name}: {x}");
            }
            if x > 20.0 {
                assert_eq!((run(sigmoid, x), run(tanh, x), run(tanh, -x)), (1.0, 1.0, -1.0));
            }
        }
    }
}
