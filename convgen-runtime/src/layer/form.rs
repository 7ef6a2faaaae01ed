//! Activations as a kernel computes them.

use super::Activation;
use crate::element::Element;

/// What a generated kernel does to a sum. Fewer than there are activations: some are cases of others.
///
/// For the compiler, whose kernels must know all of them: the list is complete, and not covered by
/// semantic versioning.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form<T> {
    /// Nothing.
    Identity,
    /// `max(0, x)`, which hands NaN on.
    Relu,
    /// `min(max(x, min), max)`
    Clamp {
        /// May be minus infinity.
        min: T,
        /// May be infinity.
        max: T,
    },
    /// `x` above zero and `slope · x` below.
    Leaky(T),
    /// The same with a slope for each output channel.
    LeakyByChannel,
    /// `min(max(x + 3, 0), 6) / 6`
    HardSigmoid,
    /// `x · min(max(x + 3, 0), 6) / 6`
    HardSwish,
    /// The function `sigmoid` of an instruction set's module.
    Sigmoid,
    /// `tanh`
    Tanh,
    /// `silu`
    Silu,
    /// `gelu`
    Gelu,
    /// `gelu_tanh`
    GeluTanh,
    /// `elu`, and then this times what is below zero.
    Elu(T),
    /// `mish`
    Mish,
    /// `softplus`
    Softplus,
}

impl<T: Element> Activation<'_, T> {
    /// What a generated kernel does.
    #[doc(hidden)]
    #[must_use]
    pub fn form(self) -> Form<T> {
        match self {
            Self::None => Form::Identity,
            Self::Relu => Form::Relu,
            Self::Relu6 => Form::Clamp { min: T::ZERO, max: T::from_f64(6.0) },
            Self::LeakyRelu(slope) => Form::Leaky(slope),
            Self::Prelu(_) => Form::LeakyByChannel,
            Self::Clamp { min, max } => Form::Clamp { min, max },
            Self::HardSigmoid => Form::HardSigmoid,
            Self::HardSwish => Form::HardSwish,
            Self::Sigmoid => Form::Sigmoid,
            Self::Tanh => Form::Tanh,
            Self::Silu => Form::Silu,
            Self::Gelu => Form::Gelu,
            Self::GeluTanh => Form::GeluTanh,
            Self::Elu(alpha) => Form::Elu(alpha),
            Self::Mish => Form::Mish,
            Self::Softplus => Form::Softplus,
        }
    }
}
