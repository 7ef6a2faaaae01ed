//! Functions of each element that a layer can have as its activation, or that such ones are made of.

use crate::graph::attributes::Attributes;

/// A function of each element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Function {
    Relu,
    LeakyRelu {
        alpha: f32,
    },
    /// Slopes are the second input.
    PRelu,
    /// Bounds are attributes, or the second and third input.
    Clip {
        min: f32,
        max: f32,
    },
    Elu {
        alpha: f32,
    },
    HardSigmoid {
        alpha: f32,
        beta: f32,
    },
    HardSwish,
    Mish,
    Sigmoid,
    Softplus,
    Swish {
        alpha: f32,
    },
    Tanh,
    Erf,
    Gelu {
        tanh: bool,
    },
}

impl Function {
    pub(super) fn of(name: &str, attributes: Attributes<'_>) -> Option<Self> {
        let float = |name, default| attributes.float(name).unwrap_or(default);
        Some(match name {
            "Relu" => Self::Relu,
            "LeakyRelu" => Self::LeakyRelu { alpha: float("alpha", 0.01) },
            "PRelu" => Self::PRelu,
            "Clip" => {
                Self::Clip { min: float("min", -f32::INFINITY), max: float("max", f32::INFINITY) }
            }
            "Elu" => Self::Elu { alpha: float("alpha", 1.0) },
            "HardSigmoid" => {
                Self::HardSigmoid { alpha: float("alpha", 0.2), beta: float("beta", 0.5) }
            }
            "HardSwish" => Self::HardSwish,
            "Mish" => Self::Mish,
            "Sigmoid" => Self::Sigmoid,
            "Softplus" => Self::Softplus,
            "Swish" => Self::Swish { alpha: float("alpha", 1.0) },
            "Tanh" => Self::Tanh,
            "Erf" => Self::Erf,
            "Gelu" => Self::Gelu { tanh: attributes.text("approximate") == Some("tanh") },
            _ => return None,
        })
    }
}
