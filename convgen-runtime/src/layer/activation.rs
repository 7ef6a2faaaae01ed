//! What happens to outputs.

use core::fmt;

use super::exact::{exp, exp_m1, ln_1p, normal, tanh};
use crate::element::Element;

/// What happens to every output element after the bias and the residual are added.
///
/// The definitions are PyTorch's. [`Activation::apply`] computes them in f64, to nearly all of its
/// digits, and rounds to the element; it is what reference algorithms use. Generated kernels are faster
/// and less exact: what they give for a sum lies so many units of the last place from the function's value
/// as stated below, and next to it exactly the same at zero, at infinities (where the limit is) and for
/// NaN, which is handed on. Where two figures are given, the second is that of `f64`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Activation<'a, T = f32> {
    /// Nothing.
    None,
    /// `max(x, 0)`; exact. `+0.0` for `x < 0` and `x` for everything else, NaN and `-0.0` included:
    /// what a vector maximum with zero as its first operand gives.
    Relu,
    /// `min(max(x, 0), 6)`; exact.
    Relu6,
    /// `x` for `x > 0` and `slope · x` for the others; within 1 unit.
    LeakyRelu(T),
    /// The same with a slope for each output channel.
    Prelu(&'a [T]),
    /// `min(max(x, min), max)`; exact.
    Clamp {
        /// May be minus infinity.
        min: T,
        /// At least `min`; may be infinity.
        max: T,
    },
    /// `min(max(x + 3, 0), 6) / 6`; within 2 units.
    HardSigmoid,
    /// `x · min(max(x + 3, 0), 6) / 6`; within 2 units.
    HardSwish,
    /// `1 / (1 + e^-x)`; within 3 units, and results below 2⁻¹²⁷ or 2⁻¹⁰²³ may be zero.
    Sigmoid,
    /// `tanh(x)`; within 3 units.
    Tanh,
    /// `x / (1 + e^-x)`, which is called swish too; within 3 units, and results
    /// below 2⁻¹²¹ or 2⁻¹⁰¹⁴ may be zero.
    Silu,
    /// `x·Φ(x)` with the cumulative distribution function of the normal distribution,
    /// `Φ(x) = (1 + erf(x/√2)) / 2`; within 6 units, and results below 2⁻¹²⁶ or
    /// 2⁻¹⁰²² may be zero.
    Gelu,
    /// `x/2 · (1 + tanh(u))` with `u = √(2/π)·(x + 0.044715·x³)`, the approximation of `Gelu`; within 7
    /// or 3 units, and results below 2⁻¹²¹ or 2⁻¹⁰¹⁴ may be zero.
    GeluTanh,
    /// `x` for `x > 0` and `α · (e^x - 1)` for the others; within 3 units.
    Elu(T),
    /// `x · tanh(ln(1 + e^x))`; within 5 units.
    Mish,
    /// `ln(1 + e^x)`, of every `x`: PyTorch's is `x` itself above its threshold of 20; within 3
    /// units.
    Softplus,
}

impl<T: Element> Activation<'_, T> {
    /// The activation of one value of an output channel.
    ///
    /// # Panics
    /// If there is no slope for the channel.
    #[must_use]
    pub fn apply(self, channel: usize, x: T) -> T {
        match self {
            // These choose, and round nothing.
            Self::None => x,
            Self::Relu if T::ZERO > x => T::ZERO,
            Self::Relu => x,
            _ => T::from_f64(self.exact(channel, x.to_f64())),
        }
    }

    /// The same of an f64, to nearly all of its digits.
    ///
    /// # Panics
    /// If there is no slope for the channel.
    #[must_use]
    pub fn exact(self, channel: usize, x: f64) -> f64 {
        match self {
            Self::None => x,
            Self::Relu if 0.0 > x => 0.0,
            Self::Relu => x,
            Self::Relu6 => clamp(x, 0.0, 6.0),
            Self::LeakyRelu(slope) => leaky(x, slope.to_f64()),
            Self::Prelu(slopes) => leaky(x, slopes[channel].to_f64()),
            Self::Clamp { min, max } => clamp(x, min.to_f64(), max.to_f64()),
            Self::HardSigmoid => clamp(x + 3.0, 0.0, 6.0) / 6.0,
            Self::HardSwish => below_zero(x, -3.0) * (clamp(x + 3.0, 0.0, 6.0) / 6.0),
            Self::Sigmoid => 1.0 / (1.0 + exp(-x)),
            Self::Tanh => tanh(x),
            Self::Silu => below_zero(x, -800.0) / (1.0 + exp(-x)),
            Self::Gelu => below_zero(x, -800.0) * normal(x),
            Self::GeluTanh => {
                let cubic = x * (0.044_715 * x * x + 1.0);
                below_zero(x, -800.0) / (1.0 + exp(-2.0 * ROOT * cubic))
            }
            Self::Elu(_) if x > 0.0 => x,
            Self::Elu(alpha) => alpha.to_f64() * exp_m1(x),
            Self::Mish => below_zero(x, -800.0) * tanh(softplus(x)),
            Self::Softplus => softplus(x),
        }
    }

    /// Its steepest slope: what an error of a sum becomes at most.
    #[must_use]
    pub fn steepest(self) -> T {
        let leaky = |slope: T| slope.abs().max(T::ONE);
        T::from_f64(match self {
            Self::LeakyRelu(slope) | Self::Elu(slope) => return leaky(slope),
            Self::Prelu(slopes) => {
                return slopes.iter().fold(leaky(T::ZERO), |most, &slope| leaky(slope).max(most));
            }
            Self::HardSigmoid | Self::Sigmoid => 0.25,
            Self::HardSwish => 1.5,
            Self::Silu | Self::Gelu | Self::GeluTanh => 1.13,
            Self::Mish => 1.09,
            Self::None
            | Self::Relu
            | Self::Relu6
            | Self::Clamp { .. }
            | Self::Tanh
            | Self::Softplus => 1.0,
        })
    }
}

impl<T> Activation<'_, T> {
    /// How many units of the last place of `1 + |y|` the `y` of a generated kernel is away at most.
    /// That of a result itself is stated above; those of 7 are of results near zero.
    #[must_use]
    pub const fn units(&self) -> f64 {
        match self {
            Self::None | Self::Relu | Self::Relu6 | Self::Clamp { .. } => 0.0,
            Self::LeakyRelu(_) | Self::Prelu(_) => 1.0,
            Self::HardSigmoid | Self::HardSwish => 2.0,
            Self::Sigmoid | Self::Tanh | Self::Silu | Self::Elu(_) | Self::Softplus => 3.0,
            Self::Mish => 5.0,
            Self::Gelu | Self::GeluTanh => 6.0,
        }
    }

    /// The same with other numbers. A prelu has no slopes then.
    #[must_use]
    pub fn map<U>(self, number: impl Fn(T) -> U) -> Activation<'static, U> {
        match self {
            Self::None => Activation::None,
            Self::Relu => Activation::Relu,
            Self::Relu6 => Activation::Relu6,
            Self::LeakyRelu(slope) => Activation::LeakyRelu(number(slope)),
            Self::Prelu(_) => Activation::Prelu(&[]),
            Self::Clamp { min, max } => Activation::Clamp { min: number(min), max: number(max) },
            Self::HardSigmoid => Activation::HardSigmoid,
            Self::HardSwish => Activation::HardSwish,
            Self::Sigmoid => Activation::Sigmoid,
            Self::Tanh => Activation::Tanh,
            Self::Silu => Activation::Silu,
            Self::Gelu => Activation::Gelu,
            Self::GeluTanh => Activation::GeluTanh,
            Self::Elu(alpha) => Activation::Elu(number(alpha)),
            Self::Mish => Activation::Mish,
            Self::Softplus => Activation::Softplus,
        }
    }
}

/// `√(2/π)`
const ROOT: f64 = 0.797_884_560_802_865_4;

const fn clamp(x: f64, min: f64, max: f64) -> f64 {
    if x < min {
        min
    } else if x > max {
        max
    } else {
        x
    }
}

/// `x`, but at least a number below which the other factor is zero: minus infinity times zero would be
/// no number, and not the limit.
const fn below_zero(x: f64, least: f64) -> f64 {
    if x < least { least } else { x }
}

const fn leaky(x: f64, slope: f64) -> f64 {
    if x > 0.0 { x } else { x * slope }
}

/// The exponential of what is not above zero does not overflow.
const fn softplus(x: f64) -> f64 {
    let above = if x > 0.0 { x } else { 0.0 };
    above + ln_1p(exp(-x.abs()))
}

/// As in a spec: `relu`, `leaky_relu 0.1`, `clamp 0 to 6`.
impl<T: fmt::Display> fmt::Display for Activation<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::None => "none",
            Self::Relu => "relu",
            Self::Relu6 => "relu6",
            Self::LeakyRelu(slope) => return write!(f, "leaky_relu {slope}"),
            Self::Prelu(_) => "prelu",
            Self::Clamp { min, max } => return write!(f, "clamp {min} to {max}"),
            Self::HardSigmoid => "hard_sigmoid",
            Self::HardSwish => "hard_swish",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Silu => "silu",
            Self::Gelu => "gelu",
            Self::GeluTanh => "gelu_tanh",
            Self::Elu(alpha) => return write!(f, "elu {alpha}"),
            Self::Mish => "mish",
            Self::Softplus => "softplus",
        };
        f.pad(name)
    }
}
