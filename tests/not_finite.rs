//! Compiled layers with numbers that are not finite: see the section of that name in `specs/README.md`.

use convgen::{Isa, Layer};

/// Of the weights `[1, 0, 2]` the middle one is zero.
macro_rules! layer {
    ($name:ident, $spec:literal) => {
        #[convgen::layer($spec)]
        struct $name;
    };
}
layer!(Unrolled, "tests/not_finite/unrolled.toml");
layer!(Looped, "tests/not_finite/looped.toml");
layer!(Channels, "tests/not_finite/channels.toml");
layer!(Pixels, "tests/not_finite/pixels.toml");
layer!(Sparse, "tests/not_finite/sparse.toml");

/// The outputs on every instruction set of the machine.
fn outputs<L: Layer<Element = f32>>(input: &[f32]) -> Vec<Vec<f32>> {
    use convgen::Buffer;
    let isas = Isa::available();
    let run = |isa| {
        let mut output = vec![0.5; input.len()];
        let input = L::Input::from_slice(input).expect("the length is right");
        let target = L::Output::from_mut_slice(&mut output).expect("the length is right");
        L::forward_on(isa, input, target);
        output
    };
    isas.map(run).collect()
}

fn check<L: Layer<Element = f32>>(leaves_zeros_out: bool) {
    const AT: usize = 17;
    for strange in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN] {
        let mut input = vec![1.0_f32; 40];
        input[AT] = strange;
        for output in outputs::<L>(&input) {
            for (place, &found) in output.iter().enumerate() {
                // All sums are positive; a relu of minus infinity is zero.
                let padded = [0, 39].map(|end| place == end);
                let sum = if padded[0] {
                    2.0
                } else if padded[1] {
                    1.0
                } else {
                    3.0
                };
                let is_right = match place.abs_diff(AT) {
                    1 if strange.is_nan() => found.is_nan(),
                    1 => found == strange.max(0.0),
                    0 => found == sum || !leaves_zeros_out && found.is_nan(),
                    _ => found == sum,
                };
                assert!(is_right, "{strange}: output {place} is {found}");
            }
        }
    }
}

#[test]
fn zeros_are_left_out() {
    check::<Unrolled>(true);
    check::<Sparse>(true);
}

#[test]
fn zeros_may_be_multiplied_by() {
    check::<Looped>(false);
    check::<Channels>(false);
    check::<Pixels>(false);
}
