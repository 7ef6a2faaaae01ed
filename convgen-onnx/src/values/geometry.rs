//! The geometry of a convolution node, which does not need the numbers of its weights.

use convgen_runtime::{Channels, Kind, Shape};

use super::Values;
use super::sizes::shown;
use crate::graph::operator::Operator;
use crate::graph::{Node, window};

/// The sizes of the output, batch and channels first.
pub(crate) fn output(shape: &Shape) -> Vec<usize> {
    let axes = shape.output_sizes().into_iter().skip(3 - shape.dims());
    [shape.batch(), shape.out_channels()].into_iter().chain(axes).collect()
}

/// The geometry, which does not need the numbers of the weights.
///
/// # Errors
/// Why the node is no layer, as a sentence about "it".
pub fn of(values: &Values<'_, '_>, node: &Node<'_>) -> Result<Shape, String> {
    if matches!(node.operator, Operator::IntegerConvolution) {
        return Err(format!(
            "{} computes with integers, and layers with floating-point numbers: export the model as it was before it was quantised",
            node.operator_name()
        ));
    }
    let Operator::Convolution { kind, window, group } = &node.operator else {
        return Err("it is no convolution".to_owned());
    };
    let (kind, group) = (*kind, *group);
    let named = |position, what| {
        node.input(position).ok_or_else(|| format!("it has no {what}: the node is not valid"))
    };
    let (value, weights) = (named(0, "input")?, named(1, "weights")?);
    if !values.is_constant(weights) {
        let (shown, why) = (weights.escape_debug(), values.why_variable(weights));
        return Err(format!("its weights must be constant, but `{shown}` {why}"));
    }
    let input = values.sizes(value).ok_or_else(|| values.why_unknown(value))?;
    let weights = values.sizes(weights).ok_or_else(|| values.why_unknown(weights))?;
    let [outer, inner, kernel @ ..] = weights.as_slice() else {
        return Err(format!(
            "its weights have the shape {weights:?}, but need two dimensions or more"
        ));
    };
    let stated = window.kernel;
    let sizes_stated = kernel.iter().map(|&size| size as i64);
    if !stated.is_empty() && !stated.iter().copied().eq(sizes_stated) {
        return Err(format!("its kernel_shape is {stated:?}, but its weights have {kernel:?}"));
    }
    let groups = usize::try_from(group).map_err(|_| format!("its group is {group}"))?;
    let spread = inner.saturating_mul(groups);
    let channels = match kind {
        Kind::Conv => Channels { input: spread, output: *outer, groups },
        Kind::ConvTranspose => Channels { input: *outer, output: spread, groups },
    };
    let [batch, found, sizes @ ..] = input.as_slice() else {
        return Err(format!("its input has the shape {}", shown(&input)));
    };
    if *found != channels.input || sizes.len() != kernel.len() {
        return Err(format!(
            "its input has the shape {}, but its weights want {} channels and {} axes",
            shown(&input),
            channels.input,
            kernel.len()
        ));
    }
    let axes = window::axes(window, kind, kernel, sizes).map_err(|error| format!("its {error}"))?;
    Shape::new(kind, *batch, channels, &axes).map_err(|error| error.to_string())
}
