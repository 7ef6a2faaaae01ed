//! Activations of ONNX in the spelling of specs.

use super::attributes::Attributes;
use super::channels;
use super::fold::Context;
use super::graph;
use super::known;
use super::proto::Node;

/// An activation as a spec names it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Activation {
    pub(super) name: &'static str,
    pub(super) parameter: Parameter,
}

/// What an activation needs beside its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Parameter {
    None,
    Number(f32),
    Range(f32, f32),
    /// One number an output channel.
    Channels(Vec<f64>),
}

impl Activation {
    pub(super) fn plain(name: &'static str) -> Self {
        Self { name, parameter: Parameter::None }
    }

    /// Itself, if the compiler knows it.
    pub(super) fn known(self) -> Result<Self, String> {
        if known::has(self.name) {
            return Ok(self);
        }
        Err(format!("specs have no activation `{}` yet", self.name))
    }
}

/// The activation that a node applies to its first input.
///
/// # Errors
/// Why it is none that a spec can name, as a sentence about "it"; `None` when it is no activation.
pub(super) fn of(node: &Node, context: &Context<'_, '_>) -> Option<Result<Activation, String>> {
    let attributes = Attributes::of(node);
    let number = |name, default| attributes.float(name).unwrap_or(default);
    Some(Ok(match node.op_type.as_str() {
        "Relu" => Activation::plain("relu"),
        "Sigmoid" => Activation::plain("sigmoid"),
        "Tanh" => Activation::plain("tanh"),
        "HardSwish" => Activation::plain("hard_swish"),
        "LeakyRelu" => {
            Activation { name: "leaky_relu", parameter: Parameter::Number(number("alpha", 0.01)) }
        }
        "Gelu" if attributes.text("approximate") == Some("tanh") => Activation::plain("gelu_tanh"),
        "Gelu" => Activation::plain("gelu"),
        "HardSigmoid" => {
            let (alpha, beta) = (number("alpha", 0.2), number("beta", 0.5));
            if (alpha - 1.0 / 6.0).abs() > f32::EPSILON || beta != 0.5 {
                return Some(Err(format!(
                    "it has alpha {alpha} and beta {beta}, but `hard_sigmoid` has 1/6 and 0.5"
                )));
            }
            Activation::plain("hard_sigmoid")
        }
        "Clip" => return Some(clip(node, context)),
        "PRelu" => return Some(prelu(node, context)),
        _ => return None,
    }))
}

fn clip(node: &Node, context: &Context<'_, '_>) -> Result<Activation, String> {
    let bound = |position, name, default| match graph::input(node, position) {
        Some(value) => match context.number(value) {
            Some(number) => Ok(number as f32),
            None => Err(format!("its {name} is not one constant number")),
        },
        None => Ok(Attributes::of(node).float(name).unwrap_or(default)),
    };
    let (least, most) = (bound(1, "min", -f32::INFINITY)?, bound(2, "max", f32::INFINITY)?);
    Ok(match (least, most) {
        (0.0, 6.0) => Activation::plain("relu6"),
        (0.0, f32::MAX..) => Activation::plain("relu"),
        _ => Activation { name: "clamp", parameter: Parameter::Range(least, most) },
    })
}

fn prelu(node: &Node, context: &Context<'_, '_>) -> Result<Activation, String> {
    let slope = context.constant(graph::input(node, 1).unwrap_or_default())?;
    let slopes = channels::numbers(&slope, context.shape)
        .ok_or_else(|| format!("its slopes have the shape {:?}, not one a channel", slope.dims))?;
    Ok(Activation { name: "prelu", parameter: Parameter::Channels(slopes) })
}
