//! Every other way in which a function is not a layer's.

#[convgen::layer("specs/good.toml")]
fn has_a_body(input: &[f32; 9], output: &mut [f32; 36]) {}

#[convgen::layer("specs/good.toml")]
const fn is_const(input: &[f32; 9], output: &mut [f32; 36]);

#[convgen::layer("specs/good.toml")]
async fn is_async(input: &[f32; 9], output: &mut [f32; 36]);

#[convgen::layer("specs/good.toml")]
fn is_generic<const N: usize>(input: &[f32; N], output: &mut [f32; 36]);

#[convgen::layer("specs/good.toml")]
fn returns(input: &[f32; 9]) -> [f32; 36];

#[convgen::layer("specs/good.toml")]
fn wrong_types(input: &[f64; 9], output: &mut [f32]);

#[convgen::layer("specs/good.toml")]
fn wrong_references(input: [f32; 9], output: &[f32; 36]);

#[convgen::layer("specs/good.toml")]
fn pattern([first, ..]: &[f32; 9], output: &mut [f32; 36]);

fn main() {}
