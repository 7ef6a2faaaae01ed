//! The sizes of what operators give, from those of what they read.

use convgen_runtime::Kind;

use super::attributes::Attributes;
use super::graph::{self, Graph, given};
use super::model::is_standard;
use super::proto::Node;
use super::shapes::Shapes;
use super::{convolution, pad, window};

/// Operators whose output is as large as their first input.
const ELEMENTWISE: &[&str] = &[
    "BatchNormalization",
    "Cast",
    "Celu",
    "Clip",
    "Dropout",
    "Elu",
    "Erf",
    "Exp",
    "Gelu",
    "GroupNormalization",
    "HardSigmoid",
    "HardSwish",
    "Identity",
    "InstanceNormalization",
    "LRN",
    "LeakyRelu",
    "Mish",
    "Neg",
    "PRelu",
    "Relu",
    "Selu",
    "Sigmoid",
    "Softmax",
    "Softplus",
    "Sqrt",
    "Swish",
    "Tanh",
    "ThresholdedRelu",
];

/// The other operators whose output's size follows from that of their first input,
const FIRST: &[&str] = &[
    "AveragePool",
    "GlobalAveragePool",
    "GlobalLpPool",
    "GlobalMaxPool",
    "LpPool",
    "MaxPool",
    "Pad",
];

/// or from those of all.
const SEVERAL: &[&str] = &["Add", "Concat", "Conv", "ConvTranspose", "Div", "Mul", "Sub"];

/// The sizes of what a standard operator gives first, if they follow from those of what it reads.
pub(super) fn output(shapes: &Shapes<'_>, graph: &Graph<'_>, node: &Node) -> Option<Vec<usize>> {
    let input = shapes.of(graph, graph::input(node, 0)?)?;
    let all = || given(&node.input).map(|value| shapes.of(graph, value));
    match node.op_type.as_str() {
        "Conv" | "ConvTranspose" => {
            convolution::geometry(graph, shapes, node).ok().map(|shape| convolution::sizes(&shape))
        }
        "MaxPool" | "AveragePool" | "LpPool" => pooled(node, &input),
        "GlobalAveragePool" | "GlobalMaxPool" | "GlobalLpPool" => {
            let ones = input.iter().skip(2).map(|_| 1);
            Some(input.iter().copied().take(2).chain(ones).collect())
        }
        "Add" | "Sub" | "Mul" | "Div" => {
            all().try_fold(Vec::new(), |sizes, other| broadcast(&sizes, &other?))
        }
        "Pad" => {
            let ends = pad::ends(graph, node, input.len())?;
            let padded = input
                .iter()
                .zip(ends)
                .map(|(&size, (before, after))| size.checked_add(before)?.checked_add(after));
            padded.collect()
        }
        "Concat" => concatenated(node, &all().collect::<Option<Vec<_>>>()?),
        operator if ELEMENTWISE.contains(&operator) => Some(input),
        _ => None,
    }
}

/// The values from whose sizes those of what a node gives follow; none if they do not.
pub(super) fn sources(node: &Node) -> &[String] {
    let (operator, inputs) = (node.op_type.as_str(), node.input.as_slice());
    if !is_standard(&node.domain) {
        &[]
    } else if SEVERAL.contains(&operator) {
        inputs
    } else if FIRST.contains(&operator) || ELEMENTWISE.contains(&operator) {
        inputs.get(..1).unwrap_or(inputs)
    } else {
        &[]
    }
}

/// The output of a pooling that drops what does not fill its window.
fn pooled(node: &Node, input: &[usize]) -> Option<Vec<usize>> {
    let attributes = Attributes::of(node);
    if attributes.int("ceil_mode").is_some_and(|mode| mode != 0) {
        return None;
    }
    let kernel = attributes.ints("kernel_shape")?.iter();
    let kernel: Vec<usize> = kernel.map(|&k| usize::try_from(k).ok()).collect::<Option<_>>()?;
    let (outer, sizes) = input.split_at_checked(2)?;
    if sizes.len() != kernel.len() {
        return None;
    }
    let axes = window::axes(attributes, Kind::Conv, &kernel, sizes).ok()?;
    let outputs = axes.iter().map(|axis| axis.output(Kind::Conv).ok());
    outer.iter().map(|&size| Some(size)).chain(outputs).collect()
}

/// The sizes of an elementwise operation of two values, aligned at the last axis.
fn broadcast(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let size = |sizes: &[usize], axis: usize| {
        (axis + sizes.len())
            .checked_sub(rank)
            .and_then(|axis| sizes.get(axis))
            .copied()
            .unwrap_or(1)
    };
    let both = (0..rank).map(|axis| (size(a, axis), size(b, axis)));
    both.map(|(a, b)| match (a, b) {
        (1, other) | (other, 1) => Some(other),
        (a, b) => (a == b).then_some(a),
    })
    .collect()
}

fn concatenated(node: &Node, inputs: &[Vec<usize>]) -> Option<Vec<usize>> {
    let first = inputs.first()?;
    let axis = Attributes::of(node).int("axis")?;
    let axis = if axis < 0 { axis.checked_add(first.len() as i64)? } else { axis };
    let axis = usize::try_from(axis).ok()?;
    let mut sizes = first.clone();
    let along = inputs.iter().map(|input| input.get(axis).copied());
    let total = along.into_iter().try_fold(0_usize, |sum, size| sum.checked_add(size?))?;
    *sizes.get_mut(axis)? = total;
    Some(sizes)
}
