//! Operators as types, each with its attributes.

mod binary;
mod function;
mod layout;
mod map;
mod reduce;
mod resize;

use convgen_runtime::Kind;

pub(crate) use binary::Binary;
pub(crate) use function::Function;
pub(crate) use layout::Layout;
pub(crate) use map::Map;
pub(crate) use reduce::Reduce;
pub(crate) use resize::Resize;

use super::attributes::Attributes;
use super::window::Window;
use crate::model::is_standard;
use crate::model::proto::{Node, Tensor};

/// What a node does, of the standard operators that are looked at. Inputs are the node's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operator<'m> {
    /// `Conv` or `ConvTranspose`.
    Convolution {
        kind: Kind,
        window: Window<'m>,
        group: i64,
    },
    /// A convolution of integers.
    IntegerConvolution,
    /// `MaxPool`, `AveragePool` or `LpPool`.
    Pool {
        window: Window<'m>,
        ceil: bool,
    },
    /// Those over all of a plane.
    GlobalPool,
    /// Numbers of each channel; those of each element are no more in use.
    BatchNormalization {
        epsilon: f32,
        training: bool,
        by_channel: bool,
    },
    /// Padding by attributes, or by inputs.
    Pad {
        mode: &'m str,
        pads: Option<&'m [i64]>,
        value: f32,
    },
    /// Of two or more values that are broadcast.
    Binary(Binary),
    /// One of two values, by a third.
    Where,
    /// Values side by side.
    Concat {
        axis: Option<i64>,
    },
    /// A function of each element that a layer can have as its activation.
    Function(Function),
    /// Another function of each element, which is evaluated on constants.
    Map(Map),
    /// The value itself.
    Identity,
    /// Another one whose output is as large as its first input.
    Elementwise,
    /// The elements at other places.
    Layout(Layout<'m>),
    /// Parts of a value along an axis.
    Gather {
        axis: i64,
    },
    /// All elements along some axes as one.
    Reduce(Reduce<'m>),
    /// Another element type, by its code.
    Cast {
        to: i64,
    },
    /// Integers with a scale for floating-point numbers, and back.
    Dequantize {
        axis: i64,
        block: i64,
    },
    Quantize {
        axis: i64,
        block: i64,
        to: i64,
    },
    /// The sizes of a value, from one of them up to another.
    Shape {
        start: i64,
        end: Option<i64>,
    },
    /// How many elements a value has.
    Size,
    /// One number everywhere.
    ConstantOfShape {
        value: Option<&'m Tensor>,
    },
    /// Numbers at equal distances.
    Range,
    /// Other sizes by interpolation.
    Resize(Resize<'m>),
    /// Products of matrices.
    MatMul,
    Gemm {
        transposed: [bool; 2],
    },
    /// `RNN`, `GRU` or `LSTM`.
    Recurrent {
        hidden: i64,
        directions: usize,
        batch_first: bool,
    },
    /// One of two graphs, by a condition.
    If,
    /// Any other one.
    Other,
}

impl<'m> Operator<'m> {
    pub(super) fn of(node: &'m Node) -> Self {
        // With a third input it may be in training, and is not what it reads.
        let training = node.op_type == "Dropout" && node.input.len() > 2;
        if is_standard(&node.domain) && training {
            Self::Elementwise
        } else if is_standard(&node.domain) {
            Self::standard(&node.op_type, Attributes::of(node))
        } else if matches!(node.op_type.as_str(), "QLinearConv" | "QLinearConvTranspose") {
            Self::IntegerConvolution
        } else {
            Self::Other
        }
    }

    fn standard(name: &str, attributes: Attributes<'m>) -> Self {
        let window = || Window::of(attributes);
        let int = |name, default| attributes.int(name).unwrap_or(default);
        let float = |name, default| attributes.float(name).unwrap_or(default);
        let convolution =
            |kind| Self::Convolution { kind, window: window(), group: int("group", 1) };
        match name {
            "Conv" => convolution(Kind::Conv),
            "ConvTranspose" => convolution(Kind::ConvTranspose),
            "QLinearConv" | "ConvInteger" => Self::IntegerConvolution,
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
            "Where" => Self::Where,
            "Concat" => Self::Concat { axis: attributes.int("axis") },
            // Outside of training, it gives what it reads.
            "Identity" | "Dropout" => Self::Identity,
            "Gather" => Self::Gather { axis: int("axis", 0) },
            "Cast" => Self::Cast { to: int("to", 0) },
            "CastLike" => Self::Elementwise,
            "Shape" => Self::Shape { start: int("start", 0), end: attributes.int("end") },
            "Size" => Self::Size,
            "ConstantOfShape" => Self::ConstantOfShape { value: attributes.tensor("value") },
            "Range" => Self::Range,
            "MatMul" => Self::MatMul,
            "Gemm" => Self::Gemm { transposed: ["transA", "transB"].map(|name| int(name, 0) != 0) },
            "If" => Self::If,
            _ => Self::of_family(name, attributes),
        }
    }

    /// Those of which there are many of one kind.
    fn of_family(name: &str, attributes: Attributes<'m>) -> Self {
        let int = |name, default| attributes.int(name).unwrap_or(default);
        match name {
            "DequantizeLinear" => {
                return Self::Dequantize { axis: int("axis", 1), block: int("block_size", 0) };
            }
            "QuantizeLinear" => {
                let (axis, block) = (int("axis", 1), int("block_size", 0));
                return Self::Quantize { axis, block, to: int("output_dtype", 0) };
            }
            "RNN" | "GRU" | "LSTM" => {
                let both = attributes.text("direction") == Some("bidirectional");
                return Self::Recurrent {
                    hidden: int("hidden_size", 0),
                    directions: if both { 2 } else { 1 },
                    batch_first: int("layout", 0) != 0,
                };
            }
            _ => {}
        }
        let binary = Binary::of(name).map(|operation| {
            // Before version 7 an axis said where the second value lies: no broadcasting of today's.
            let is_old = attributes.int("axis").is_some();
            // A remainder with the sign of the dividend.
            let is_remainder = int("fmod", 0) != 0;
            match (is_old, is_remainder) {
                (true, _) => Self::Elementwise,
                (_, true) => Self::Other,
                _ => Self::Binary(operation),
            }
        });
        let families = [
            binary,
            Function::of(name, attributes).map(Self::Function),
            Map::of(name).map(Self::Map),
            Layout::of(name, attributes).map(Self::Layout),
            Reduce::of(name, attributes).map(Self::Reduce),
            Resize::of(name, attributes).map(Self::Resize),
        ];
        let known = families.into_iter().flatten().next();
        known.unwrap_or(if map::ELEMENTWISE.contains(&name) {
            Self::Elementwise
        } else {
            Self::Other
        })
    }
}
