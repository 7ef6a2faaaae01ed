//! The length that the spec gives, and why; only that.

#[convgen::layer("specs/good.toml")]
fn output(input: &[f32; 9], output: &mut [f32; 25]);

#[convgen::layer("specs/good.toml")]
fn input(input: &[f32; 3 * 4], output: &mut [f32; 36]);

fn main() {
    output(&[0.0; 9], &mut [0.0; 25]);
}
