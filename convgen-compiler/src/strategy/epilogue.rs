//! What happens to a sum before it is stored.

use convgen_runtime::layer::{Activation, Operand as Source};

use crate::kernel::{Access, BinaryOp, BufferId, Builder, Operand, Register, Stmt, Value};
use crate::stencil::Stencil;

/// The residual and the activation of a layer.
#[derive(Clone, Copy)]
pub(super) struct Epilogue {
    residual: Option<BufferId>,
    activation: Activation,
}

impl Epilogue {
    /// That of a layer, whose kernel gets the operands for it.
    pub(super) fn new(builder: &mut Builder, stencil: &Stencil) -> Self {
        let mut residual = || builder.operand(Source::Residual, stencil.output_len());
        Self { residual: stencil.residual.then(&mut residual), activation: stencil.activation }
    }

    /// The statements that finish a sum in place, given where it will be stored.
    pub(super) fn apply(self, builder: &mut Builder, sum: Register, to: &Access) -> Vec<Stmt> {
        let mut body = Vec::new();
        if let Some(buffer) = self.residual {
            let value = Value::Load(Access { buffer, ..to.clone() });
            let (addend, load) = builder.define("addend", value);
            let [before, addend] = [sum, addend].map(Operand::Register);
            body.extend([load, Stmt::Set(sum, Value::Binary(BinaryOp::Add, before, addend))]);
        }
        body.extend(activation(self.activation, sum));
        body
    }
}

fn activation(activation: Activation, sum: Register) -> Option<Stmt> {
    match activation {
        Activation::None => None,
        Activation::Relu => {
            let value = Value::Binary(BinaryOp::Max, Operand::Register(sum), Operand::Splat(0.0));
            Some(Stmt::Set(sum, value))
        }
    }
}
