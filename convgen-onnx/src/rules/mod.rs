//! What operators give: the sizes of their outputs, and the numbers where those that they read are
//! constant. A family of operators a file.
//!
//! The rules are those of the ONNX operators up to version 25. Whatever breaks one has no sizes.

pub(crate) mod broadcast;
mod cast;
mod concat;
mod constants;
mod gather;
mod inputs;
mod layout;
mod moves;
pub(crate) mod pads;
mod products;
mod quantized;
mod reduce;
mod resize;
mod steps;
#[cfg(test)]
mod tests;
mod windows;

use std::rc::Rc;

pub(crate) use inputs::{Arrays, Inputs};

use crate::graph::Node;
use crate::graph::operator::Operator;
use crate::model::Array;

/// The most elements of an array that is computed: as many as the weights of the largest layers.
pub(crate) const MOST: usize = 1 << 24;

/// The sizes of what a node gives, by position, as far as they follow.
pub(crate) fn sizes(node: &Node<'_>, inputs: &dyn Inputs) -> Vec<Option<Vec<usize>>> {
    if let Operator::Layout(layout) = node.operator {
        let moves = layout::of(layout, inputs, node.places().count());
        return moves.into_iter().flatten().map(|each| Some(each.dims)).collect();
    }
    if let Operator::Recurrent { hidden, directions, batch_first } = node.operator {
        return steps::sizes(hidden, directions, batch_first, inputs).into_iter().collect();
    }
    vec![first(&node.operator, inputs)]
}

/// The sizes of the first output.
fn first(operator: &Operator<'_>, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    match operator {
        Operator::Pool { window, ceil } => windows::pooled(window, *ceil, &inputs.sizes(0)?),
        Operator::GlobalPool => windows::global(&inputs.sizes(0)?),
        Operator::Pad { pads, .. } => pads::sizes(*pads, inputs),
        Operator::Binary(_) | Operator::Where => broadcast::sizes(inputs),
        Operator::Concat { axis } => concat::sizes((*axis)?, inputs),
        Operator::Gather { axis } => gather::sizes(*axis, inputs),
        Operator::Reduce(reduce) => reduce::sizes(reduce, inputs),
        Operator::Resize(resize) => resize::sizes(resize, inputs),
        Operator::MatMul => products::of_matrices(&inputs.sizes(0)?, &inputs.sizes(1)?),
        Operator::Gemm { transposed } => products::general(*transposed, inputs),
        Operator::Shape { .. } | Operator::Size | Operator::Range => {
            Some(constants::evaluate(operator, inputs)?.dims)
        }
        Operator::ConstantOfShape { .. } => inputs.counts(0),
        Operator::BatchNormalization { .. }
        | Operator::Function(_)
        | Operator::Map(_)
        | Operator::Identity
        | Operator::Elementwise
        | Operator::Cast { .. }
        | Operator::Dequantize { .. }
        | Operator::Quantize { .. } => inputs.sizes(0),
        Operator::Convolution { .. }
        | Operator::IntegerConvolution
        | Operator::Layout(_)
        | Operator::Recurrent { .. }
        | Operator::If
        | Operator::Other => None,
    }
}

/// Whether what an operator gives follows from the sizes of what it reads.
pub(crate) fn counts(operator: &Operator<'_>) -> bool {
    matches!(operator, Operator::Shape { .. } | Operator::Size)
}

/// Whether what an operator gives is computed where all that it reads is constant.
pub(crate) fn folds(operator: &Operator<'_>) -> bool {
    match operator {
        Operator::Reduce(reduce) => reduce.reduction.is_some(),
        Operator::Binary(_)
        | Operator::Where
        | Operator::Concat { .. }
        | Operator::Gather { .. }
        | Operator::Map(_)
        | Operator::Identity
        | Operator::Layout(_)
        | Operator::Cast { .. }
        | Operator::Dequantize { .. }
        | Operator::Quantize { .. }
        | Operator::ConstantOfShape { .. }
        | Operator::Range => true,
        _ => counts(operator),
    }
}

/// Whether the sizes of what an operator gives follow from the numbers of an input too.
pub(crate) fn reads_numbers(operator: &Operator<'_>, position: usize) -> bool {
    match operator {
        Operator::ConstantOfShape { .. } | Operator::Range => true,
        Operator::Layout(_) | Operator::Reduce(_) | Operator::Resize(_) => position > 0,
        Operator::Pad { .. } => matches!(position, 1 | 3),
        _ => false,
    }
}

/// What a node gives, by position, from constants.
pub(crate) fn evaluate(node: &Node<'_>, inputs: &dyn Inputs) -> Option<Vec<Rc<Array>>> {
    let one = match &node.operator {
        Operator::Identity => return Some(vec![inputs.array(0)?]),
        Operator::Layout(layout) => {
            let array = inputs.array(0)?;
            let moves = layout::of(*layout, inputs, node.places().count())?;
            return moves.into_iter().map(|each| Some(Rc::new(each.apply(&array)?))).collect();
        }
        Operator::Binary(operation) => broadcast::evaluate(*operation, inputs),
        Operator::Where => broadcast::choose(inputs),
        Operator::Map(map) => cast::map(*map, &*inputs.array(0)?),
        Operator::Cast { to } => cast::cast(*to, &*inputs.array(0)?),
        Operator::Concat { axis } => concat::evaluate((*axis)?, inputs),
        Operator::Gather { axis } => gather::evaluate(*axis, inputs),
        Operator::Reduce(reduce) => reduce::evaluate(reduce, inputs),
        Operator::Dequantize { axis, block } => quantized::dequantize(*axis, *block, inputs),
        Operator::Quantize { axis, block, to } => quantized::quantize(*axis, *block, *to, inputs),
        operator => constants::evaluate(operator, inputs),
    };
    Some(vec![Rc::new(one?)])
}

/// An axis that may be counted from the last one.
fn axis(axis: i64, rank: usize) -> Option<usize> {
    let rank = i64::try_from(rank).ok()?;
    let axis = if axis < 0 { axis.checked_add(rank)? } else { axis };
    usize::try_from(axis).ok().filter(|_| axis < rank)
}

/// How many elements there are.
fn count(dims: &[usize]) -> Option<usize> {
    dims.iter().try_fold(1_usize, |count, &dim| count.checked_mul(dim))
}
