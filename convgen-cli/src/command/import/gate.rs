//! Activations that a model spells out as several nodes, such as `x · sigmoid(x)`: the nodes become a
//! polynomial, which is compared with those of the activations.

use std::collections::BTreeMap;

use super::activation::Activation;
use super::attributes::Attributes;
use super::fold::Context;
use super::graph::{self, Reader, given, is};
use super::polynomial::Polynomial;
use super::proto::Node;

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
        let output = given(&graph.nodes.get(next)?.output).next()?;
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
    Some(vec![
        ("silu", x.times(&x.call("Sigmoid")?)?),
        ("hard_swish", x.times(&x.call(&hard_sigmoid(1.0 / 6.0, 0.5))?)?),
        ("hard_swish", x.times(&clipped)?.scaled(1.0 / 6.0)?),
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
    node: &Node,
    known: &BTreeMap<&str, Polynomial>,
) -> Option<Polynomial> {
    let read = |position| {
        let value = graph::input(node, position)?;
        match known.get(value) {
            Some(known) => Some(known.clone()),
            None => context.number(value).map(Polynomial::constant),
        }
    };
    let (first, second) = (read(0)?, read(1));
    let attribute = |name, default| Attributes::of(node).float(name).unwrap_or(default);
    match node.op_type.as_str() {
        _ if !is(node, &node.op_type) => None,
        "Add" => first.plus(&second?),
        "Sub" => first.plus(&second?.scaled(-1.0)?),
        "Mul" => first.times(&second?),
        "Div" => first.scaled(second?.number()?.recip()),
        "Pow" => match second?.number()? {
            2.0 => first.times(&first),
            3.0 => first.times(&first)?.times(&first),
            _ => None,
        },
        "Clip" => {
            let bound = |position, name, default| match graph::input(node, position) {
                Some(value) => context.number(value).map(|number| number as f32),
                None => Some(attribute(name, default)),
            };
            first.call(&clip(bound(1, "min", -f32::INFINITY)?, bound(2, "max", f32::INFINITY)?))
        }
        "HardSigmoid" => first.call(&hard_sigmoid(attribute("alpha", 0.2), attribute("beta", 0.5))),
        function @ ("Erf" | "Sigmoid" | "Tanh") => first.call(function),
        _ => None,
    }
}
