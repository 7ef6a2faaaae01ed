//! A layer that cannot be, and a spec that is not there.

#[convgen::layer("specs/geometry.toml")]
struct Impossible;

#[convgen::layer("specs/absent.toml")]
fn absent(input: &[f32; 9], output: &mut [f32; 36]);

fn main() {}
