//! Convolution layers, forward and transposed, compiled into specialised Rust functions.
#![no_std]

pub use convgen_macros::layer;
pub use convgen_runtime::{
    Activation, Axis, Buffer, Channels, Kind, Layer, LengthError, Shape, geometry, isa, reference,
};
