//! What happens to a sum before it is stored.

use convgen_runtime::layer::Activation;

use crate::kernel::{BinaryOp, Operand, Register, Stmt, Value};

/// The statements that apply the activation to an accumulator in place.
pub(super) fn apply(activation: Activation, sum: Register) -> Option<Stmt> {
    match activation {
        Activation::None => None,
        Activation::Relu => {
            let value = Value::Binary(BinaryOp::Max, Operand::Register(sum), Operand::Splat(0.0));
            Some(Stmt::Set(sum, value))
        }
    }
}
