//! Arrays of `f32` for a layer of `f64`, and the other way round.

#[convgen::layer("specs/double.toml")]
fn written(input: &[f32; 9], output: &mut [f64; 36]);

type Image = [f32; 36];

#[convgen::layer("specs/double.toml")]
fn named(input: &[f64; 9], output: &mut Image);

#[convgen::layer("specs/good.toml")]
fn single(input: &[f64; 9], output: &mut [f32; 36]);

fn main() {}
