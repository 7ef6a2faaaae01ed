//! A user's crate without the standard library.

#![no_std]
#![forbid(unsafe_code)]

extern crate std;

use convgen::Layer;

#[convgen::layer("specs/seed/conv_4x4_k3.toml")]
fn function(input: &[f32; 16], output: &mut [f32; 4]);

#[convgen::layer("specs/digits/conv2.toml")]
struct Looped;

#[test]
fn generated_code_needs_core_only() {
    let mut output = [0.0; 4];
    function(&[1.0; 16], &mut output);
    assert_eq!(output, [45.0; 4]);
    let mut output = [f32::NAN; 384];
    Looped::forward(&[0.0; 768], &mut output);
    assert!(output.iter().all(|value| value.is_finite()));
}
