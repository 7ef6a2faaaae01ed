//! Weights and biases: constant data, or the caller's.

use convgen_runtime::layer::Operand;

use crate::kernel::{BufferId, Builder};
use crate::stencil::Stencil;

/// The buffer of the weights: the caller's array, or a table of `known` ones.
pub(super) fn weights(
    builder: &mut Builder,
    stencil: &Stencil,
    known: impl FnOnce() -> Vec<f64>,
) -> BufferId {
    if stencil.reads_weights {
        let len = stencil.groups * stencil.weight_strides.group;
        return builder.operand(Operand::Weights, len);
    }
    builder.table("weights", known())
}

/// The same of the bias, one number an output channel, if there is any.
pub(super) fn bias(builder: &mut Builder, stencil: &Stencil) -> Option<BufferId> {
    if stencil.reads_bias {
        return Some(builder.operand(Operand::Bias, stencil.out_channels));
    }
    let biases = || (0..stencil.out_channels).map(|channel| stencil.bias(channel)).collect();
    stencil.has_bias().then(|| builder.table("bias", biases()))
}
