#![doc = include_str!("../README.md")]
#![no_std]

pub use convgen_macros::layer;
pub use convgen_runtime::{
    Activation, AnyLayer, Axis, Buffer, Channels, Element, Isa, Kind, Layer, Layout, LengthError,
    Operand, PaddingMode, Shape, geometry, isa, reference,
};
