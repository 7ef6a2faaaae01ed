//! One transposed layer: the spec, its result, agreement with the reference, and the speed-up.
//!
//! ```text
//! cargo run --release --example quickstart
//! ```

use std::hint::black_box;
use std::time::{Duration, Instant};

use convgen::Layer;
use convgen::reference::{Algorithm, Definition};

const SPEC: &str = "specs/seed/transposed_i3_k3_s2_p1_op1.toml";

/// 3×3 → 6×6: a 3×3 kernel, stride 2, padding 1, output padding 1.
#[convgen::layer("specs/seed/transposed_i3_k3_s2_p1_op1.toml")]
pub fn upsample(input: &[f32; 9], output: &mut [f32; 36]);

/// The same layer as a type, for generic code.
#[convgen::layer("specs/seed/transposed_i3_k3_s2_p1_op1.toml")]
pub struct Upsample;

fn main() {
    println!("{SPEC}\n");
    let text = include_str!("../specs/seed/transposed_i3_k3_s2_p1_op1.toml");
    text.lines().for_each(|line| println!("    {line}"));

    let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
    let mut output = [0.0; 36];
    upsample(&input, &mut output);
    println!("\ninput 3×3");
    print(&input, 3);
    println!("\noutput 6×6");
    print(&output, 6);

    println!("\nagreement with the reference algorithms");
    let definition = Definition::of::<Upsample>().expect("a compiled layer is consistent");
    for algorithm in Algorithm::ALL {
        let mut expected = [0.0; 36];
        algorithm.run(&definition, &input, &mut expected).expect("the lengths are the layer's");
        assert_eq!(output, expected, "{algorithm}");
        println!("    {:<18} equal", algorithm.name());
    }

    let generated = time(|| upsample(black_box(&input), black_box(&mut output)));
    let generic = time(|| {
        let (input, output) = (black_box(&input), black_box(&mut output));
        Algorithm::SlidingWindow
            .run(&definition, input, output)
            .expect("the lengths are the layer's");
    });
    let needed = Upsample::SHAPE.multiply_adds();
    println!("\n{needed} multiply-adds a call, median of 101 runs");
    println!("    generated          {generated:>8.1} ns");
    println!("    sliding window     {generic:>8.1} ns");
    println!("    speed-up           {:>8.1} ×", generic / generated);
}

fn print(image: &[f32], width: usize) {
    for row in image.chunks(width) {
        let row: Vec<String> = row.iter().map(|value| format!("{value:>5}")).collect();
        println!("    {}", row.join(" "));
    }
}

/// Median nanoseconds of one call. A run is long enough for the clock's resolution not to matter.
fn time(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 10_000;
    let mut run = || {
        let start = Instant::now();
        (0..CALLS).for_each(|_| call());
        start.elapsed()
    };
    let mut runs: Vec<Duration> = (0..101).map(|_| run()).collect();
    runs.sort_unstable();
    runs[50].as_nanos() as f64 / f64::from(CALLS)
}
