//! The numbers of a convolution node.

use convgen_runtime::Shape;

use crate::graph::Node;
use crate::model::Numbers;
use crate::values::Values;

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
pub fn read(values: &Values<'_, '_>, node: &Node<'_>, shape: Shape) -> Result<Convolution, String> {
    let weights = constant(values, node.input(1).unwrap_or_default(), "weights")?;
    let bias = match node.input(2) {
        None => None,
        Some(value) => {
            let bias = constant(values, value, "bias")?;
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
fn constant(values: &Values<'_, '_>, value: &str, what: &str) -> Result<Numbers, String> {
    let shown = value.escape_debug();
    if !values.is_constant(value) {
        let why = values.why_variable(value);
        return Err(format!("its {what} must be constant, but `{shown}` {why}"));
    }
    values.numbers(value).map_err(|error| format!("the tensor `{shown}` of its {what} {error}"))
}
