//! What every run of a layer needs: its input, its expected result, and its needed work.

use convgen::reference::{Algorithm, Definition};
use convgen::{Buffer, Isa, Layer};

/// Integers over 251, between minus a half and a half.
pub fn input<L: Layer<Element = f32>>() -> Vec<f32> {
    (0..L::Input::LEN).map(|n| (n * n % 251) as f32 / 251.0 - 0.5).collect()
}

/// Multiply-adds of one call: no border taps, no zero weights.
pub fn needed<L: Layer<Element = f32>>() -> f64 {
    let nonzero = L::weights().iter().filter(|&&weight| weight != 0.0).count();
    nonzero as f64 / L::weights().len() as f64 * L::SHAPE.multiply_adds() as f64
}

/// The layer by its definition.
pub fn expected<L: Layer<Element = f32>>(input: &[f32]) -> Vec<f32> {
    let definition = Definition::of::<L>().expect("a compiled layer is consistent");
    let mut output = vec![0.0; L::Output::LEN];
    Algorithm::SlidingWindow.run(&definition, input, &mut output).expect("the lengths are right");
    output
}

/// Panics if a result is further from the expected one than a part of 10⁻⁴ of its largest value.
pub fn check(name: &str, isa: Isa, output: &[f32], expected: &[f32]) {
    let largest = expected.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    for (n, (value, expected)) in output.iter().zip(expected).enumerate() {
        let distance = (value - expected).abs();
        assert!(
            distance <= 1e-4 * largest,
            "{name} on {isa}: output {n} is {value}, not {expected}"
        );
    }
}
