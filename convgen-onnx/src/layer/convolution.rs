//! The numbers of a convolution node.

use convgen_runtime::Shape;

use crate::graph::{Graph, Node};
use crate::model::{self, Beside, Numbers};

/// A layer as the model has it, before anything is folded in.
pub struct Convolution {
    /// The geometry.
    pub shape: Shape,
    /// In PyTorch's order.
    pub weights: Numbers,
    /// One number an output channel.
    pub bias: Option<Vec<f64>>,
}

/// The numbers of a layer with this geometry.
///
/// # Errors
/// Why they cannot be had, as a sentence about "it".
pub fn read(
    graph: &Graph<'_>,
    node: &Node<'_>,
    shape: Shape,
    beside: &dyn Beside,
) -> Result<Convolution, String> {
    let weights = constant(graph, node.input(1).unwrap_or_default(), "weights", beside)?;
    let bias = match node.input(2) {
        None => None,
        Some(value) => {
            let bias = constant(graph, value, "bias", beside)?;
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
fn constant(
    graph: &Graph<'_>,
    value: &str,
    what: &str,
    beside: &dyn Beside,
) -> Result<Numbers, String> {
    let shown = value.escape_debug();
    let Some(tensor) = graph.constant(value) else {
        let from = match graph.giver(value).and_then(|giver| graph.nodes.get(giver)) {
            Some(node) => format!("given by {}", node.operator_name().escape_debug()),
            None => "an input of the model".to_owned(),
        };
        return Err(format!("its {what} must be constant, but `{shown}` is {from}"));
    };
    model::read(tensor, beside)
        .map_err(|error| format!("the tensor `{shown}` of its {what} {error}"))
}
