//! A layer that adds a residual takes one, of the output's length.

#[convgen::layer("specs/residual.toml")]
fn left_out(input: &[f32; 9], output: &mut [f32; 36]);

#[convgen::layer("specs/residual.toml")]
fn as_long_as_the_input(input: &[f32; 9], residual: &[f32; 9], output: &mut [f32; 36]);

#[convgen::layer("specs/residual.toml")]
fn written(input: &[f32; 9], residual: &mut [f32; 36], output: &mut [f32; 36]);

#[convgen::layer("specs/good.toml")]
fn not_of_this_layer(input: &[f32; 9], residual: &[f32; 36], output: &mut [f32; 36]);

#[convgen::layer("specs/residual.toml")]
struct Fused {
    field: f32,
}

fn main() {
    Fused::forward(&[0.0; 9], &[0.0; 36], &mut [0.0; 36]);
}
