#![doc = include_str!("../README.md")]
#![no_std]

pub use convgen_macros::layer;
pub use convgen_runtime::{
    Activation, AnyLayer, Axis, Buffer, Channels, Element, Isa, Kind, Layer, Layout, LengthError,
    Operand, PaddingMode, Shape, geometry, isa, reference,
};

/// The code of the guide's pages.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../docs/first-layer.md")]
    mod first_layer {}
    #[doc = include_str!("../docs/pytorch.md")]
    mod pytorch {}
    #[doc = include_str!("../docs/model.md")]
    mod model {}
    #[doc = include_str!("../docs/tuning.md")]
    mod tuning {}
    #[doc = include_str!("../docs/embedded.md")]
    mod embedded {}
    #[doc = include_str!("../docs/safety.md")]
    mod safety {}
    #[doc = include_str!("../docs/command-line.md")]
    mod command_line {}
    #[doc = include_str!("../docs/benchmarks.md")]
    mod benchmarks {}
}
