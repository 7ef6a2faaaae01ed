//! Fast convolution: layers in fewer multiplications than they have taps, on transformed tiles.
#![cfg_attr(not(test), expect(dead_code, reason = "the strategy that uses it follows"))]

mod combine;
#[cfg(test)]
mod measure;
mod points;
mod rational;
mod toom;
