//! Activations that a model spells out as several nodes, such as `x · sigmoid(x)`: the nodes become a
//! polynomial, which is compared with those of the activations.

use std::collections::BTreeMap;

use super::activation::Activation;
use super::context::Context;
use super::polynomial::Polynomial;
use crate::graph::operator::{Binary, Function, Operator};
use crate::graph::{Node, Reader};

/// The most nodes of an activation; GELU by `tanh` takes 9.
const MOST_NODES: usize = 12;

/// The activation that nodes from `value` on come to, and the nodes in order, where nothing else
/// reads a value between them.
pub(super) fn activation(
    context: &Context<'_, '_>,
    value: &str,
) -> Option<(Activation, Vec<usize>)> {
    let graph = context.graph;
    let mut known = BTreeMap::from([(value, Polynomial::x())]);
    let mut nodes: Vec<usize> = Vec::new();
    let forms = forms()?;
    while nodes.len() < MOST_NODES {
        let readers = known.keys().flat_map(|value| graph.readers(value));
        let next = readers.filter_map(|reader| match reader {
            Reader::Node(node) if !nodes.contains(node) => Some(*node),
            _ => None,
        });
        let (next, found) = next
            .filter_map(|next| Some((next, evaluate(context, graph.nodes.get(next)?, &known)?)))
            .min_by_key(|(next, _)| *next)?;
        let output = graph.nodes.get(next)?.outputs().next()?;
        nodes.push(next);
        let inside = |reader: &Reader| matches!(reader, Reader::Node(node) if nodes.contains(node));
        let is_closed = known.keys().all(|value| graph.readers(value).iter().all(inside));
        if is_closed {
            let form = found.to_string();
            if let Some((name, _)) = forms.iter().find(|(_, known)| known.to_string() == form) {
                return Some((Activation::plain(name), nodes));
            }
        }
        known.insert(output, found);
    }
    None
}

/// The activations that are made of others.
fn forms() -> Option<Vec<(&'static str, Polynomial)>> {
    let x = &Polynomial::x();
    let one = &Polynomial::constant(1.0);
    let half = x.scaled(0.5)?;
    let clipped = x.plus(&Polynomial::constant(3.0))?.call(&clip(0.0, 6.0))?;
    let cubic = x.times(x)?.times(x)?.scaled(0.044_715)?.plus(x)?;
    let tanh = cubic.scaled((2.0 / std::f64::consts::PI).sqrt())?.call("Tanh")?;
    let softplus = x.call("Softplus")?;
    Some(vec![
        ("silu", x.times(&x.call("Sigmoid")?)?),
        ("hard_swish", x.times(&x.call(&hard_sigmoid(1.0 / 6.0, 0.5))?)?),
        ("hard_swish", x.times(&clipped)?.scaled(1.0 / 6.0)?),
        ("mish", x.times(&softplus.call("Tanh")?)?),
        ("gelu", half.times(&x.scaled(0.5_f64.sqrt())?.call("Erf")?.plus(one)?)?),
        ("gelu_tanh", half.times(&tanh.plus(one)?)?),
    ])
}

fn clip(least: f32, most: f32) -> String {
    format!("Clip {least} {most} ")
}

fn hard_sigmoid(alpha: f32, beta: f32) -> String {
    format!("HardSigmoid {alpha:.4e} {beta:.4e} ")
}

/// What a node gives as a function of the variable, if it is one of those that activations are made
/// of and all that it reads is known.
fn evaluate(
    context: &Context<'_, '_>,
    node: &Node<'_>,
    known: &BTreeMap<&str, Polynomial>,
) -> Option<Polynomial> {
    let read = |position| {
        let value = node.input(position)?;
        match known.get(value) {
            Some(known) => Some(known.clone()),
            None => context.number(value).map(Polynomial::constant),
        }
    };
    let (first, second) = (read(0)?, read(1));
    let function = match node.operator {
        Operator::Identity => return Some(first),
        Operator::Binary(Binary::Add) => return first.plus(&second?),
        Operator::Binary(Binary::Sub) => return first.plus(&second?.scaled(-1.0)?),
        Operator::Binary(Binary::Mul) => return first.times(&second?),
        Operator::Binary(Binary::Div) => return first.scaled(second?.number()?.recip()),
        Operator::Binary(Binary::Pow) => {
            return match second?.number()? {
                2.0 => first.times(&first),
                3.0 => first.times(&first)?.times(&first),
                _ => None,
            };
        }
        Operator::Function(function) => function,
        _ => return None,
    };
    match function {
        Function::Clip { min, max } => {
            let bound = |position, stated| match node.input(position) {
                Some(value) => context.number(value).map(|number| number as f32),
                None => Some(stated),
            };
            first.call(&clip(bound(1, min)?, bound(2, max)?))
        }
        Function::HardSigmoid { alpha, beta } => first.call(&hard_sigmoid(alpha, beta)),
        Function::Erf => first.call("Erf"),
        Function::Sigmoid => first.call("Sigmoid"),
        Function::Softplus => first.call("Softplus"),
        Function::Tanh => first.call("Tanh"),
        _ => None,
    }
}
