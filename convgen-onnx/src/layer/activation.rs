//! Activations of ONNX in the spelling of specs.

use super::channels;
use super::context::Context;
use crate::graph::Node;
use crate::graph::operator::{Function, Operator};

/// An activation as a spec names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Activation {
    /// The name.
    pub name: &'static str,
    /// What it needs beside.
    pub parameter: Parameter,
}

/// What an activation needs beside its name.
#[derive(Clone, Debug, PartialEq)]
pub enum Parameter {
    /// Nothing.
    None,
    /// One number.
    Number(f32),
    /// The least and the most.
    Range(f32, f32),
    /// One number an output channel.
    Channels(Vec<f64>),
}

impl Activation {
    pub(super) fn plain(name: &'static str) -> Self {
        Self { name, parameter: Parameter::None }
    }
}

/// The activation that a node applies to its first input.
///
/// # Errors
/// Why it is none that a spec can name, as a sentence about "it"; `None` when it is no activation.
pub(super) fn of(node: &Node<'_>, context: &Context<'_, '_>) -> Option<Result<Activation, String>> {
    let Operator::Function(function) = node.operator else { return None };
    Some(Ok(match function {
        Function::Relu => Activation::plain("relu"),
        Function::Sigmoid => Activation::plain("sigmoid"),
        Function::Tanh => Activation::plain("tanh"),
        Function::HardSwish => Activation::plain("hard_swish"),
        Function::LeakyRelu { alpha } => {
            Activation { name: "leaky_relu", parameter: Parameter::Number(alpha) }
        }
        Function::Gelu { tanh: true } => Activation::plain("gelu_tanh"),
        Function::Gelu { tanh: false } => Activation::plain("gelu"),
        Function::HardSigmoid { alpha, beta } => {
            if (alpha - 1.0 / 6.0).abs() > f32::EPSILON || beta != 0.5 {
                return Some(Err(format!(
                    "it has alpha {alpha} and beta {beta}, but `hard_sigmoid` has 1/6 and 0.5"
                )));
            }
            Activation::plain("hard_sigmoid")
        }
        Function::Clip { min, max } => return Some(clip(node, context, [min, max])),
        Function::PRelu => return Some(prelu(node, context)),
        Function::Erf => return None,
    }))
}

fn clip(
    node: &Node<'_>,
    context: &Context<'_, '_>,
    stated: [f32; 2],
) -> Result<Activation, String> {
    let bound = |position: usize, name: &str| match node.input(position) {
        Some(value) => match context.number(value) {
            Some(number) => Ok(number as f32),
            None => Err(format!("its {name} is not one constant number")),
        },
        None => Ok(stated[position - 1]),
    };
    let (least, most) = (bound(1, "min")?, bound(2, "max")?);
    Ok(match (least, most) {
        (0.0, 6.0) => Activation::plain("relu6"),
        (0.0, f32::MAX..) => Activation::plain("relu"),
        _ => Activation { name: "clamp", parameter: Parameter::Range(least, most) },
    })
}

fn prelu(node: &Node<'_>, context: &Context<'_, '_>) -> Result<Activation, String> {
    let slope = context.constant(node.input(1).unwrap_or_default())?;
    let slopes = channels::numbers(&slope, context.shape)
        .ok_or_else(|| format!("its slopes have the shape {:?}, not one a channel", slope.dims))?;
    Ok(Activation { name: "prelu", parameter: Parameter::Channels(slopes) })
}
