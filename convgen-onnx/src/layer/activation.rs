//! Activations of ONNX in the spelling of specs.

use super::channels;
use super::context::Context;
use crate::graph::Node;
use crate::graph::operator::{Binary, Function, Operator};
use crate::model::Element;

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
    Number(f64),
    /// The least and the most.
    Range(f64, f64),
    /// One number an output channel.
    Channels(Vec<f64>),
}

impl Activation {
    pub(super) fn plain(name: &'static str) -> Self {
        Self { name, parameter: Parameter::None }
    }

    /// Nothing below the least and nothing above the most, which is the most where it is below the least.
    pub(super) fn range(least: f64, most: f64) -> Self {
        match (least.min(most), most) {
            (0.0, 6.0) => Self::plain("relu6"),
            (0.0, f64::INFINITY) => Self::plain("relu"),
            (least, most) => Self { name: "clamp", parameter: Parameter::Range(least, most) },
        }
    }

    /// The bounds, if it is nothing else.
    fn bounds(&self) -> Option<(f64, f64)> {
        match (self.name, &self.parameter) {
            ("relu", _) => Some((0.0, f64::INFINITY)),
            ("relu6", _) => Some((0.0, 6.0)),
            (_, Parameter::Range(least, most)) => Some((*least, *most)),
            _ => None,
        }
    }

    /// This one and then another one as one, if both are bounds.
    pub(super) fn then(&self, next: &Self) -> Option<Self> {
        let ((a, b), (least, most)) = (self.bounds()?, next.bounds()?);
        let within = |bound: f64| bound.max(least).min(most);
        Some(Self::range(within(a), within(b)))
    }
}

/// The activation that a node applies to a value that it reads.
///
/// # Errors
/// Why it is none that a spec can name, as a sentence about "it"; `None` when it is no activation.
pub(super) fn of(
    node: &Node<'_>,
    value: &str,
    context: &Context<'_, '_>,
) -> Option<Result<Activation, String>> {
    match node.operator {
        Operator::Binary(operation @ (Binary::Max | Binary::Min)) => {
            bound(node, value, operation, context).map(Ok)
        }
        Operator::Function(function) if node.input(0) == Some(value) => {
            of_function(function, node, context)
        }
        _ => None,
    }
}

fn of_function(
    function: Function,
    node: &Node<'_>,
    context: &Context<'_, '_>,
) -> Option<Result<Activation, String>> {
    let with = |name, number: f32| Activation { name, parameter: Parameter::Number(number.into()) };
    Some(Ok(match function {
        Function::Relu => Activation::plain("relu"),
        Function::Sigmoid => Activation::plain("sigmoid"),
        Function::Tanh => Activation::plain("tanh"),
        Function::HardSwish => Activation::plain("hard_swish"),
        Function::Mish => Activation::plain("mish"),
        Function::Softplus => Activation::plain("softplus"),
        Function::Elu { alpha: 1.0 } => Activation::plain("elu"),
        Function::Elu { alpha } => with("elu", alpha),
        Function::LeakyRelu { alpha } => with("leaky_relu", alpha),
        Function::Swish { alpha: 1.0 } => Activation::plain("silu"),
        Function::Swish { alpha } => {
            return Some(Err(format!("it has alpha {alpha}, but `silu` has 1")));
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

/// The greater or the less of a value and a constant number.
fn bound(
    node: &Node<'_>,
    value: &str,
    operation: Binary,
    context: &Context<'_, '_>,
) -> Option<Activation> {
    let others: Vec<&str> = node.inputs().filter(|&other| other != value).collect();
    let [other] = others[..] else { return None };
    let bound = limit(other, context)?;
    Some(match operation {
        Binary::Max => Activation::range(bound, f64::INFINITY),
        _ => Activation::range(f64::NEG_INFINITY, bound),
    })
}

/// The bound that a constant is.
fn limit(value: &str, context: &Context<'_, '_>) -> Option<f64> {
    let number = context.number(value).filter(|number| !number.is_nan())?;
    let is_single = context.values.small(value)?.element == Element::F32;
    Some(if is_single { unbounded(number) } else { number })
}

/// A bound of single precision: exporters write its largest number where there is none.
fn unbounded(number: f64) -> f64 {
    if number.abs() == f32::MAX.into() { number * f64::INFINITY } else { number }
}

fn clip(
    node: &Node<'_>,
    context: &Context<'_, '_>,
    stated: [f32; 2],
) -> Result<Activation, String> {
    let bound = |position: usize, name: &str| match node.input(position) {
        Some(value) => {
            limit(value, context).ok_or_else(|| format!("its {name} is not one constant number"))
        }
        None => Ok(unbounded(stated[position - 1].into())),
    };
    Ok(Activation::range(bound(1, "min")?, bound(2, "max")?))
}

fn prelu(node: &Node<'_>, context: &Context<'_, '_>) -> Result<Activation, String> {
    let slope = context.constant(node.input(1).unwrap_or_default())?;
    let slopes = channels::numbers(&slope, context.shape)
        .ok_or_else(|| format!("its slopes have the shape {:?}, not one a channel", slope.dims))?;
    Ok(Activation { name: "prelu", parameter: Parameter::Channels(slopes) })
}
