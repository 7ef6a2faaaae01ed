//! All errors of a spec at once, and none that follows from them: the item is still there.

use convgen::Layer;

#[convgen::layer("specs/several.toml")]
struct Several;

#[convgen::layer("specs/several.toml")]
fn several(input: &[f32; 9], output: &mut [f32; 36]);

fn takes_a_layer<L: Layer>() {}

fn main() {
    Several::forward(&[0.0; 9], &mut [0.0; 36]);
    several(&[0.0; 9], &mut [0.0; 36]);
    takes_a_layer::<Several>();
}
