//! Generated kernels against the sliding window of the same layer.
//!
//! ```text
//! cargo bench --bench layers
//! ```
//!
//! Every result is checked against the reference before it is timed.

use std::hint::black_box;

use convgen::reference::{Algorithm, Definition};
use convgen::{Buffer, Layer};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Times one layer both ways. The throughput is in needed multiply-adds.
fn compare<L: Layer<Element = f32>>(criterion: &mut Criterion, name: &str) {
    let input: Vec<f32> = (0..L::Input::LEN).map(|n| (n * n % 251) as f32 / 251.0).collect();
    let (mut output, mut expected) = (vec![0.0; L::Output::LEN], vec![0.0; L::Output::LEN]);
    let definition = Definition::of::<L>().expect("a compiled layer is consistent");
    let reference = |input: &[f32], output: &mut [f32]| {
        Algorithm::SlidingWindow.run(&definition, input, output).expect("the lengths are right");
    };
    L::forward_slice(&input, &mut output).expect("the lengths are right");
    reference(&input, &mut expected);
    let farthest = output.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    let largest = expected.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    assert!(farthest <= 1e-5 * largest.max(1.0), "{name} is {farthest} away from the reference");

    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(L::SHAPE.multiply_adds() as u64));
    group.bench_function("generated", |bencher| {
        bencher.iter(|| L::forward_slice(black_box(&input), black_box(&mut output)));
    });
    group.bench_function("sliding_window", |bencher| {
        bencher.iter(|| reference(black_box(&input), black_box(&mut expected)));
    });
    group.finish();
}

macro_rules! layers {
    ($($name:ident = $path:literal,)*) => {
        fn layers(criterion: &mut Criterion) {
            $({
                #[convgen::layer($path)]
                struct Case;
                compare::<Case>(criterion, stringify!($name));
            })*
        }
    };
}

layers! {
    conv_4x4_k3 = "specs/seed/conv_4x4_k3.toml",
    transposed_4x4_k3 = "specs/seed/transposed_4x4_k3.toml",
    transposed_i3_k3_s2_p1_op1 = "specs/seed/transposed_i3_k3_s2_p1_op1.toml",
    transposed_i5_k4_s2_p1 = "specs/seed/transposed_i5_k4_s2_p1.toml",
    digits_conv1 = "specs/digits/conv1.toml",
    digits_conv2 = "specs/digits/conv2.toml",
    digits_head = "specs/digits/head.toml",
    sobel_x_512 = "specs/filters/sobel_x_512.toml",
    gaussian_5x5_512 = "specs/filters/gaussian_5x5_512.toml",
    bilinear_x2_rgb_256 = "specs/filters/bilinear_x2_rgb_256.toml",
    upscale_features = "specs/upscale/1_features.toml",
    upscale_mapping = "specs/upscale/2_mapping.toml",
    upscale_transposed = "specs/upscale/4_upscale.toml",
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2))
        .sample_size(30);
    targets = layers
}
criterion_main!(benches);
