#![doc = include_str!("../README.md")]
#![no_std]

pub use convgen_macros::layer;
pub use convgen_runtime::{
    Activation, Axis, Buffer, Channels, Isa, Kind, Layer, LengthError, Shape, geometry, isa,
    reference,
};
