//! A convolution node: its geometry and its numbers.

use std::path::Path;

use convgen_runtime::{Channels, Kind, Shape};

use super::attributes::Attributes;
use super::graph::{self, Graph};
use super::proto::Node;
use super::shapes::Shapes;
use super::tensor::{self, Numbers};
use super::window;
use crate::report::number;

/// A layer as the model has it, before anything is folded in.
pub(super) struct Convolution {
    pub(super) shape: Shape,
    pub(super) weights: Numbers,
    /// One number an output channel.
    pub(super) bias: Option<Vec<f64>>,
}

/// The kind of layer that a node is, if it is one.
pub(super) fn kind(node: &Node) -> Option<Kind> {
    if graph::is(node, "Conv") {
        Some(Kind::Conv)
    } else {
        graph::is(node, "ConvTranspose").then_some(Kind::ConvTranspose)
    }
}

/// The sizes of the output, batch and channels first.
pub(super) fn sizes(shape: &Shape) -> Vec<usize> {
    let axes = shape.output_sizes().into_iter().skip(3 - shape.dims());
    [shape.batch(), shape.out_channels()].into_iter().chain(axes).collect()
}

/// The geometry, which does not need the numbers of the weights.
///
/// # Errors
/// Why the node is no layer, as a sentence about "it".
pub(super) fn geometry(
    graph: &Graph<'_>,
    shapes: &Shapes<'_>,
    node: &Node,
) -> Result<Shape, String> {
    let kind = kind(node).ok_or("it is no convolution")?;
    let named = |position, what| {
        graph::input(node, position)
            .ok_or_else(|| format!("it has no {what}: the node is not valid"))
    };
    let (value, weights) = (named(0, "input")?, named(1, "weights")?);
    let weights = shapes.of(graph, weights).ok_or_else(|| shapes.why_unknown(graph, weights))?;
    let input = shapes.of(graph, value).ok_or_else(|| shapes.why_unknown(graph, value))?;
    let [outer, inner, kernel @ ..] = weights.as_slice() else {
        return Err(format!(
            "its weights have the shape {weights:?}, but need two dimensions or more"
        ));
    };
    let attributes = Attributes::of(node);
    if let Some(stated) = attributes.ints("kernel_shape").filter(|stated| !stated.is_empty())
        && !stated.iter().copied().eq(kernel.iter().map(|&size| size as i64))
    {
        return Err(format!("its kernel_shape is {stated:?}, but its weights have {kernel:?}"));
    }
    let groups = attributes.int("group").unwrap_or(1);
    let groups = usize::try_from(groups).map_err(|_| format!("its group is {groups}"))?;
    let spread = inner.saturating_mul(groups);
    let channels = match kind {
        Kind::Conv => Channels { input: spread, output: *outer, groups },
        Kind::ConvTranspose => Channels { input: *outer, output: spread, groups },
    };
    let [batch, found, sizes @ ..] = input.as_slice() else {
        return Err(format!("its input has the shape {}", number::sizes(&input)));
    };
    if *found != channels.input || sizes.len() != kernel.len() {
        return Err(format!(
            "its input has the shape {}, but its weights want {} channels and {} axes",
            number::sizes(&input),
            channels.input,
            kernel.len()
        ));
    }
    let axes =
        window::axes(attributes, kind, kernel, sizes).map_err(|error| format!("its {error}"))?;
    Shape::new(kind, *batch, channels, &axes).map_err(|error| error.to_string())
}

/// The numbers of a layer with this geometry.
///
/// # Errors
/// Why they cannot be had, as a sentence about "it".
pub(super) fn read(
    graph: &Graph<'_>,
    node: &Node,
    shape: Shape,
    folder: &Path,
) -> Result<Convolution, String> {
    let weights = constant(graph, graph::input(node, 1).unwrap_or_default(), "weights", folder)?;
    let bias = match graph::input(node, 2) {
        None => None,
        Some(value) => {
            let bias = constant(graph, value, "bias", folder)?;
            if bias.dims != [shape.out_channels()] {
                return Err(format!(
                    "its bias has the shape {:?}, but there are {} output channels",
                    bias.dims,
                    shape.out_channels()
                ));
            }
            Some(bias.values)
        }
    };
    Ok(Convolution { shape, weights, bias })
}

/// The numbers of something that must not change from run to run.
fn constant(graph: &Graph<'_>, value: &str, what: &str, folder: &Path) -> Result<Numbers, String> {
    let shown = value.escape_debug();
    let Some(tensor) = graph.constant(value) else {
        let from = match graph.giver(value).and_then(|giver| graph.nodes.get(giver)) {
            Some(node) => format!("given by {}", node.op_type.escape_debug()),
            None => "an input of the model".to_owned(),
        };
        return Err(format!("its {what} must be constant, but `{shown}` is {from}"));
    };
    tensor::read(tensor, folder)
        .map_err(|error| format!("the tensor `{shown}` of its {what} {error}"))
}
