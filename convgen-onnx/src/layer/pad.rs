//! Padding before a convolution, which becomes part of its layer.

use convgen_runtime::{Axis, Kind, Shape};

use crate::graph::operator::Operator;
use crate::graph::{Graph, Node, Reader};
use crate::rules::pads;
use crate::values::Values;

/// Nodes whose padding a layer takes over, and those that only give on what they read.
pub struct Pad<'m> {
    /// Their indices, in the order of the graph.
    pub nodes: Vec<usize>,
    /// The value that is padded.
    pub value: &'m str,
    /// The name of the padding mode in PyTorch; `None` for zeros.
    pub mode: Option<&'static str>,
    /// The layer with this padding, on the value before it.
    pub shape: Shape,
}

/// What is before a convolution.
#[derive(Default)]
pub struct Before<'m> {
    /// The padding that the layer takes over, if any.
    pub pad: Option<Pad<'m>>,
    /// A node whose padding it cannot take over, and why, as a sentence about "it".
    pub refused: Option<(usize, String)>,
}

/// Looks at the nodes before the convolution `first`, which has the geometry `shape` by itself.
pub fn before<'m>(
    graph: &Graph<'m>,
    values: &Values<'_, 'm>,
    first: &Node<'m>,
    index: usize,
    shape: &Shape,
) -> Before<'m> {
    let mut before = Before::default();
    let Some(mut value) = first.input(0) else { return before };
    let (mut reader, mut nodes, mut found) = (index, Vec::new(), *shape);
    while let Some(giver) = graph.giver(value)
        && let Some(node) = graph.nodes.get(giver)
        && let Some(source) = node.input(0)
        && giver < reader
    {
        let mode = before.pad.as_ref().and_then(|pad| pad.mode);
        let is_shared = graph.readers(value) != [Reader::Node(reader)];
        match (node.operator, is_shared) {
            (Operator::Identity, false) => nodes.insert(0, giver),
            (Operator::Pad { .. }, _) => {
                let own = before.pad.is_some().then_some(mode);
                match widened(values, node, &found, own, is_shared) {
                    Ok((shape, mode)) => {
                        nodes.insert(0, giver);
                        found = shape;
                        before.pad = Some(Pad { nodes: nodes.clone(), value: source, mode, shape });
                    }
                    Err(why) => {
                        before.refused = Some((giver, why.to_owned()));
                        return before;
                    }
                }
            }
            _ => return before,
        }
        (value, reader) = (source, giver);
    }
    before
}

/// The layer with the padding of one more node, whose mode must be that of those before it.
fn widened(
    values: &Values<'_, '_>,
    node: &Node<'_>,
    shape: &Shape,
    own: Option<Option<&'static str>>,
    is_shared: bool,
) -> Result<(Shape, Option<&'static str>), &'static str> {
    let Operator::Pad { mode, pads: stated, value } = node.operator else {
        return Err("it is no padding");
    };
    if is_shared {
        return Err("what it gives is read by more than a convolution");
    }
    if shape.kind() == Kind::ConvTranspose {
        return Err("the padding of a transposed convolution crops its output");
    }
    let ends = pads::ends(stated, &values.inputs(node), shape.dims() + 2);
    let ends = ends.ok_or("its padding is not constant")?;
    let [(0, 0), (0, 0), spatial @ ..] = ends.as_slice() else {
        return Err("it pads more than the axes of a convolution");
    };
    let mode = match mode {
        "" | "constant" => None,
        "reflect" => Some("reflect"),
        "edge" => Some("replicate"),
        "wrap" => Some("circular"),
        _ => return Err("its mode is not known"),
    };
    let pads = shape.axes().iter().any(|axis| axis.pad_before + axis.pad_after > 0);
    let adds = spatial.iter().any(|&end| end != (0, 0));
    match (own, mode) {
        // Without any padding, the mode says nothing.
        (Some(own), _) if !adds => return Ok((*shape, own)),
        (_, None) if adds && !is_zero(values, node, value) => {
            return Err("it pads with a constant that is not 0");
        }
        (Some(Some(_)), _) => return Err("the padding after it has another mode than zeros"),
        (_, Some(_)) if pads && adds => return Err("the convolution pads too, with zeros"),
        _ => {}
    }
    let widen = |(axis, &(before, after)): (&Axis, &(i64, i64))| {
        let before = usize::try_from(before).map_err(|_| "its padding is below 0: it crops")?;
        let after = usize::try_from(after).map_err(|_| "its padding is below 0: it crops")?;
        let input = axis.input.checked_sub(before).and_then(|input| input.checked_sub(after));
        let input = input.ok_or("the padding is larger than the padded input")?;
        let (before, after) = (axis.pad_before + before, axis.pad_after + after);
        Ok(Axis { input, ..*axis }.with_padding(before, after))
    };
    let axes = shape.axes().iter().zip(spatial).map(widen);
    let axes: Vec<Axis> = axes.collect::<Result<_, &'static str>>()?;
    let shape = Shape::new(shape.kind(), shape.batch(), shape.channels(), &axes);
    shape
        .map(|shape| (shape, if adds { mode } else { None }))
        .map_err(|_| "the padding is larger than the padded input")
}

/// Whether a node pads with zeros, if with a constant at all.
fn is_zero(values: &Values<'_, '_>, node: &Node<'_>, stated: f32) -> bool {
    match node.input(2) {
        None => stated == 0.0,
        Some(value) => values.small(value).and_then(|array| array.number()) == Some(0.0),
    }
}
