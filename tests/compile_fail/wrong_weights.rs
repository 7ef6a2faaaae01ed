//! The geometry is right, so the item has its lengths although the weights are wrong.

use convgen::Layer;

#[convgen::layer("specs/weights.toml")]
struct Ragged;

#[convgen::layer("specs/file.toml")]
struct Absent;

fn main() {
    Ragged::forward(&[0.0; 16], &mut [0.0; 4]);
    Absent::forward(&[0.0; 16], &mut [0.0; 4]);
}
