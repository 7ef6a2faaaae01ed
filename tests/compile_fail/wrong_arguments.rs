//! A layer whose weights and bias are arguments.

#[convgen::layer("specs/arguments.toml")]
fn left_out(input: &[f32; 9], output: &mut [f32; 36]);

#[convgen::layer("specs/arguments.toml")]
fn swapped(input: &[f32; 9], bias: &[f32; 1], weights: &[f32; 9], output: &mut [f32; 36]);

#[convgen::layer("specs/arguments.toml")]
struct Given;

fn main() {
    fn input_only<L: convgen::Layer>() {}
    input_only::<Given>();
}
