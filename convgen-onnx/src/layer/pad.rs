//! Padding before a convolution, which becomes part of its layer.

use convgen_runtime::{Axis, Kind, Shape};

use crate::graph::operator::Operator;
use crate::graph::{Graph, Node, Reader};
use crate::model;
use crate::shapes::pads;

/// A `Pad` node whose padding a layer takes over.
pub struct Pad<'m> {
    /// Its index.
    pub node: usize,
    /// The value that is padded.
    pub value: &'m str,
    /// The name of its padding mode in PyTorch; `None` for zeros.
    pub mode: Option<&'static str>,
    /// The layer with this padding, on the value before it.
    pub shape: Shape,
}

/// The node that pads the input of the convolution `first`, if there is one.
///
/// # Errors
/// The node, and why the layer of geometry `shape` cannot take its padding over, as a sentence about
/// "it".
pub fn before<'m>(
    graph: &Graph<'m>,
    first: &Node<'m>,
    index: usize,
    shape: &Shape,
) -> Result<Option<Pad<'m>>, (usize, String)> {
    let padded = first.input(0).unwrap_or_default();
    let giver = graph.giver(padded).and_then(|giver| Some((giver, graph.nodes.get(giver)?)));
    let Some((giver, node)) = giver else { return Ok(None) };
    let Operator::Pad { mode, value, .. } = node.operator else { return Ok(None) };
    let refuse = |why: &str| Err((giver, why.to_owned()));
    if graph.readers(padded) != [Reader::Node(index)] {
        return refuse("what it gives is read by more than a convolution");
    }
    if shape.kind() == Kind::ConvTranspose {
        return refuse("the padding of a transposed convolution crops its output");
    }
    let Some(ends) = pads::ends(graph, node, shape.dims() + 2) else {
        return refuse("its padding is not constant, or below 0");
    };
    let [(0, 0), (0, 0), spatial @ ..] = ends.as_slice() else {
        return refuse("it pads more than the axes of a convolution");
    };
    let mode = match mode {
        "" | "constant" => None,
        "reflect" => Some("reflect"),
        "edge" => Some("replicate"),
        "wrap" => Some("circular"),
        _ => return refuse("its mode is not known"),
    };
    let own = shape.axes().iter().any(|axis| axis.pad_before + axis.pad_after > 0);
    match mode {
        None if !is_zero(graph, node, value) => refuse("it pads with a constant that is not 0"),
        Some(_) if own => refuse("the convolution pads too, with zeros"),
        _ => match (widened(shape, spatial), node.input(0)) {
            (Some(shape), Some(value)) => Ok(Some(Pad { node: giver, value, mode, shape })),
            _ => refuse("the padding is larger than the padded input"),
        },
    }
}

/// Whether a node pads with zeros, if with a constant at all.
fn is_zero(graph: &Graph<'_>, node: &Node<'_>, stated: f32) -> bool {
    match node.input(2) {
        None => stated == 0.0,
        Some(value) => graph.constant(value).is_some_and(model::is_zero),
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
