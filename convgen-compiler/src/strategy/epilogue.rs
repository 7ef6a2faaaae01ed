//! What happens to sums before they are stored.

use convgen_runtime::layer::{Activation, Form, Operand as Source};

use super::parameters::Parameters;
use crate::kernel::{
    Access, BinaryOp, BufferId, Builder, Function, Operand, Register, Stmt, Value,
};
use crate::stencil::Stencil;
use BinaryOp::{Add, Max, Min, Mul};

/// The residual and the activation of a layer.
#[derive(Clone, Copy)]
pub(super) struct Epilogue {
    residual: Option<BufferId>,
    activation: Activation<'static, f64>,
    /// The table of a prelu's slopes, which lie as the biases do.
    pub(super) slopes: Option<BufferId>,
}

impl Epilogue {
    /// That of a layer, whose kernel gets the parameters for it.
    pub(super) fn new(
        builder: &mut Builder,
        parameters: &mut Parameters,
        stencil: &Stencil,
    ) -> Self {
        let without = Self::with_known_slopes(builder, parameters, stencil);
        Self { slopes: parameters.slopes(builder, stencil), ..without }
    }

    /// The same where slopes are literals of the text.
    pub(super) fn with_known_slopes(
        builder: &mut Builder,
        parameters: &mut Parameters,
        stencil: &Stencil,
    ) -> Self {
        let residual = stencil
            .residual
            .then(|| parameters.operand(builder, Source::Residual, stencil.output()));
        Self { residual, activation: stencil.activation, slopes: None }
    }

    /// The statements that finish sums in place, given where each will be stored, and the slope of a
    /// prelu.
    pub(super) fn apply(
        self,
        builder: &mut Builder,
        slope: Option<Operand>,
        sums: &[(Register, Access)],
    ) -> Vec<Stmt> {
        let mut body = Vec::new();
        for (sum, to) in sums {
            let mut steps = Steps { builder, sum: *sum, body: &mut body };
            if let Some(buffer) = self.residual {
                let addend = steps.define("addend", Value::Load(Access { buffer, ..to.clone() }));
                steps.set(Value::Binary(Add, Operand::Register(*sum), addend));
            }
            steps.activate(self.activation, slope);
        }
        body.extend(function(self.activation).map(|function| {
            // One call for all of them.
            Stmt::Apply(function, sums.iter().map(|(sum, _)| *sum).collect())
        }));
        if let Form::Elu(alpha) = self.activation.form()
            && alpha != 1.0
        {
            // The function is that of 1, and keeps the sign.
            for (sum, _) in sums {
                Steps { builder, sum: *sum, body: &mut body }.leaky(Operand::Splat(alpha));
            }
        }
        body
    }
}

fn function(activation: Activation<'_, f64>) -> Option<Function> {
    match activation.form() {
        Form::Sigmoid => Some(Function::Sigmoid),
        Form::Tanh => Some(Function::Tanh),
        Form::Silu => Some(Function::Silu),
        Form::Gelu => Some(Function::Gelu),
        Form::GeluTanh => Some(Function::GeluTanh),
        Form::Elu(_) => Some(Function::Elu),
        Form::Mish => Some(Function::Mish),
        Form::Softplus => Some(Function::Softplus),
        _ => None,
    }
}

/// The statements for one sum.
struct Steps<'a> {
    builder: &'a mut Builder,
    sum: Register,
    body: &'a mut Vec<Stmt>,
}

impl Steps<'_> {
    fn define(&mut self, name: &str, value: Value) -> Operand {
        let (register, define) = self.builder.define(name, value);
        self.body.push(define);
        Operand::Register(register)
    }

    fn set(&mut self, value: Value) {
        self.body.push(Stmt::Set(self.sum, value));
    }

    /// The activations of a few operations, without a call. Where one of its operands is no number an operation gives
    /// the second one: the sum is that, so that it is handed on.
    fn activate(&mut self, activation: Activation<'_, f64>, slope: Option<Operand>) {
        let x = Operand::Register(self.sum);
        match activation.form() {
            Form::Relu => self.set(Value::Binary(Max, Operand::Splat(0.0), x)),
            Form::Clamp { min, max } => self.clamp(min, max),
            Form::Leaky(slope) => self.leaky(Operand::Splat(slope)),
            Form::LeakyByChannel => self.leaky(slope.unwrap_or(Operand::Splat(1.0))),
            Form::HardSigmoid => {
                let sixths = self.hard_sigmoid();
                self.set(Value::Binary(Mul, sixths, Operand::Splat(SIXTH)));
            }
            Form::HardSwish => {
                let sixths = self.hard_sigmoid();
                let part = self.define("part", Value::Binary(Mul, sixths, Operand::Splat(SIXTH)));
                // Minus infinity times zero would be no number.
                self.set(Value::Binary(Max, Operand::Splat(-3.0), x));
                self.set(Value::Binary(Mul, x, part));
            }
            Form::Identity
            | Form::Sigmoid
            | Form::Tanh
            | Form::Silu
            | Form::Gelu
            | Form::GeluTanh
            | Form::Elu(_)
            | Form::Mish
            | Form::Softplus => {}
        }
    }

    fn clamp(&mut self, min: f64, max: f64) {
        let x = Operand::Register(self.sum);
        if min > f64::NEG_INFINITY {
            self.set(Value::Binary(Max, Operand::Splat(min), x));
        }
        if max < f64::INFINITY {
            self.set(Value::Binary(Min, Operand::Splat(max), x));
        }
    }

    /// One of the two parts is zero.
    fn leaky(&mut self, slope: Operand) {
        let x = Operand::Register(self.sum);
        let below = self.define("below", Value::Binary(Min, Operand::Splat(0.0), x));
        self.set(Value::Binary(Max, Operand::Splat(0.0), x));
        self.set(Value::Fma(below, slope, x));
    }

    /// `min(max(x + 3, 0), 6)`
    fn hard_sigmoid(&mut self) -> Operand {
        let x = Operand::Register(self.sum);
        let three = self.define("three", Value::Binary(Add, x, Operand::Splat(3.0)));
        let above = self.define("above", Value::Binary(Max, Operand::Splat(0.0), three));
        self.define("within", Value::Binary(Min, Operand::Splat(6.0), above))
    }
}

const SIXTH: f64 = 1.0 / 6.0;
