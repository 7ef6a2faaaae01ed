//! Padding before a convolution, which becomes part of its layer.

use convgen_runtime::{Axis, Kind, Shape};

use super::attributes::Attributes;
use super::graph::{self, Graph, Reader, is};
use super::known;
use super::proto::Node;
use super::tensor;

/// A `Pad` node whose padding a layer takes over.
pub(super) struct Pad<'m> {
    pub(super) node: usize,
    /// The value that is padded.
    pub(super) value: &'m str,
    /// The `padding_mode` of specs; `None` for zeros.
    pub(super) mode: Option<&'static str>,
    /// The layer with this padding, on the value before it.
    pub(super) shape: Shape,
}

/// The node that pads the input of the convolution `first`, if there is one.
///
/// # Errors
/// The node, and why the layer of geometry `shape` cannot take its padding over, as a sentence about
/// "it".
pub(super) fn before<'m>(
    graph: &Graph<'m>,
    first: &Node,
    index: usize,
    shape: &Shape,
) -> Result<Option<Pad<'m>>, (usize, String)> {
    let padded = graph::input(first, 0).unwrap_or_default();
    let giver = graph.giver(padded).and_then(|giver| Some((giver, graph.nodes.get(giver)?)));
    let Some((giver, node)) = giver.filter(|(_, node)| is(node, "Pad")) else { return Ok(None) };
    let refuse = |why: &str| Err((giver, why.to_owned()));
    if graph.readers(padded) != [Reader::Node(index)] {
        return refuse("what it gives is read by more than a convolution");
    }
    if shape.kind() == Kind::ConvTranspose {
        return refuse("the padding of a transposed convolution crops its output");
    }
    let Some(ends) = ends(graph, node, shape.dims() + 2) else {
        return refuse("its padding is not constant, or below 0");
    };
    let [(0, 0), (0, 0), spatial @ ..] = ends.as_slice() else {
        return refuse("it pads more than the axes of a convolution");
    };
    let mode = match Attributes::of(node).text("mode") {
        None | Some("" | "constant") => None,
        Some("reflect") => Some("reflect"),
        Some("edge") => Some("replicate"),
        Some("wrap") => Some("circular"),
        Some(_) => return refuse("its mode is not known"),
    };
    let own = shape.axes().iter().any(|axis| axis.pad_before + axis.pad_after > 0);
    match mode {
        None if !is_zero(graph, node) => refuse("it pads with a constant that is not 0"),
        Some(_) if own => refuse("the convolution pads too, with zeros"),
        Some(_) if !known::has("padding_mode") => refuse("specs have no `padding_mode` yet"),
        _ => match (widened(shape, spatial), graph::input(node, 0)) {
            (Some(shape), Some(value)) => Ok(Some(Pad { node: giver, value, mode, shape })),
            _ => refuse("the padding is larger than the padded input"),
        },
    }
}

/// The padding before and after each dimension.
pub(super) fn ends(graph: &Graph<'_>, node: &Node, rank: usize) -> Option<Vec<(usize, usize)>> {
    let attributes = Attributes::of(node);
    let integers = |value: &str| tensor::integers(graph.constant(value)?);
    let pads = match graph::input(node, 1) {
        Some(value) => integers(value)?,
        None => attributes.ints("pads")?.to_vec(),
    };
    let rank = i64::try_from(rank).ok()?;
    let axes = match graph::input(node, 3) {
        Some(value) => integers(value)?,
        None => (0..rank).collect(),
    };
    let (before, after) = pads.split_at_checked(axes.len())?;
    let mut ends = vec![(0, 0); usize::try_from(rank).ok()?];
    for (axis, (before, after)) in axes.iter().zip(before.iter().zip(after)) {
        let axis = if *axis < 0 { axis.checked_add(rank)? } else { *axis };
        let end = ends.get_mut(usize::try_from(axis).ok()?)?;
        *end = (usize::try_from(*before).ok()?, usize::try_from(*after).ok()?);
    }
    (before.len() == after.len()).then_some(ends)
}

/// Whether a node pads with zeros, if with a constant at all.
fn is_zero(graph: &Graph<'_>, node: &Node) -> bool {
    match graph::input(node, 2) {
        None => Attributes::of(node).float("value").unwrap_or(0.0) == 0.0,
        Some(value) => graph.constant(value).is_some_and(tensor::is_zero),
    }
}

/// A convolution on the input before it was padded.
fn widened(shape: &Shape, ends: &[(usize, usize)]) -> Option<Shape> {
    let widen = |(axis, &(before, after)): (&Axis, &(usize, usize))| {
        let input = axis.input.checked_sub(before)?.checked_sub(after)?;
        let axis = Axis { input, ..*axis };
        let (before, after) = (axis.pad_before + before, axis.pad_after + after);
        Some(axis.with_padding(before, after))
    };
    let axes: Vec<Axis> = shape.axes().iter().zip(ends).map(widen).collect::<Option<_>>()?;
    Shape::new(shape.kind(), shape.batch(), shape.channels(), &axes).ok()
}
