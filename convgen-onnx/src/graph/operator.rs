//! Operators as types, each with its attributes.

use convgen_runtime::Kind;

use super::attributes::Attributes;
use super::window::Window;
use crate::model::is_standard;
use crate::model::proto::Node;

/// What a node does, of the standard operators that are looked at. Inputs are the node's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operator<'m> {
    /// `Conv` or `ConvTranspose`.
    Convolution { kind: Kind, window: Window<'m>, group: i64 },
    /// `MaxPool`, `AveragePool` or `LpPool`.
    Pool { window: Window<'m>, ceil: bool },
    /// Those over all of a plane.
    GlobalPool,
    /// Numbers of each channel; those of each element are no more in use.
    BatchNormalization { epsilon: f32, training: bool, by_channel: bool },
    /// Padding by attributes, or by inputs.
    Pad { mode: &'m str, pads: Option<&'m [i64]>, value: f32 },
    /// Of two values that are broadcast.
    Binary(Binary),
    /// A power with the second input as its exponent.
    Pow,
    /// Values side by side.
    Concat { axis: Option<i64> },
    /// A function of each element.
    Function(Function),
    /// The value itself.
    Identity,
    /// Another one whose output is as large as its first input.
    Elementwise,
    /// Any other one.
    Other,
}

/// An operation on two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Add,
    Sub,
    Mul,
    Div,
}

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
    HardSigmoid {
        alpha: f32,
        beta: f32,
    },
    HardSwish,
    Sigmoid,
    Tanh,
    Erf,
    Gelu {
        tanh: bool,
    },
}

/// Other operators whose output is as large as their first input.
const ELEMENTWISE: &[&str] = &[
    "Cast",
    "Celu",
    "Dropout",
    "Elu",
    "Exp",
    "GroupNormalization",
    "InstanceNormalization",
    "LRN",
    "Mish",
    "Neg",
    "Selu",
    "Softmax",
    "Softplus",
    "Sqrt",
    "Swish",
    "ThresholdedRelu",
];

impl<'m> Operator<'m> {
    pub(super) fn of(node: &'m Node) -> Self {
        let attributes = Attributes::of(node);
        let window = || Window::of(attributes);
        let int = |name, default| attributes.int(name).unwrap_or(default);
        let float = |name, default| attributes.float(name).unwrap_or(default);
        if !is_standard(&node.domain) {
            return Self::Other;
        }
        let convolution =
            |kind| Self::Convolution { kind, window: window(), group: int("group", 1) };
        match node.op_type.as_str() {
            "Conv" => convolution(Kind::Conv),
            "ConvTranspose" => convolution(Kind::ConvTranspose),
            "MaxPool" | "AveragePool" | "LpPool" => {
                Self::Pool { window: window(), ceil: int("ceil_mode", 0) != 0 }
            }
            "GlobalAveragePool" | "GlobalMaxPool" | "GlobalLpPool" => Self::GlobalPool,
            "BatchNormalization" => Self::BatchNormalization {
                epsilon: float("epsilon", 1e-5),
                training: int("training_mode", 0) != 0,
                by_channel: int("spatial", 1) != 0,
            },
            "Pad" => Self::Pad {
                mode: attributes.text("mode").unwrap_or_default(),
                pads: attributes.ints("pads"),
                value: float("value", 0.0),
            },
            "Add" => Self::Binary(Binary::Add),
            "Sub" => Self::Binary(Binary::Sub),
            "Mul" => Self::Binary(Binary::Mul),
            "Div" => Self::Binary(Binary::Div),
            "Pow" => Self::Pow,
            "Concat" => Self::Concat { axis: attributes.int("axis") },
            "Identity" => Self::Identity,
            name if ELEMENTWISE.contains(&name) => Self::Elementwise,
            name => Function::of(name, attributes).map_or(Self::Other, Self::Function),
        }
    }
}

impl Function {
    fn of(name: &str, attributes: Attributes<'_>) -> Option<Self> {
        let float = |name, default| attributes.float(name).unwrap_or(default);
        Some(match name {
            "Relu" => Self::Relu,
            "LeakyRelu" => Self::LeakyRelu { alpha: float("alpha", 0.01) },
            "PRelu" => Self::PRelu,
            "Clip" => {
                Self::Clip { min: float("min", -f32::INFINITY), max: float("max", f32::INFINITY) }
            }
            "HardSigmoid" => {
                Self::HardSigmoid { alpha: float("alpha", 0.2), beta: float("beta", 0.5) }
            }
            "HardSwish" => Self::HardSwish,
            "Sigmoid" => Self::Sigmoid,
            "Tanh" => Self::Tanh,
            "Erf" => Self::Erf,
            "Gelu" => Self::Gelu { tanh: attributes.text("approximate") == Some("tanh") },
            _ => return None,
        })
    }
}
