//! Runs a kernel without a compiler.

use convgen_runtime::Element as Number;
use convgen_runtime::isa::scalar;

use super::{Access, BinaryOp, Function, Index, Kernel, Operand, Role, Stmt, Value, Verified};
use crate::element::Element;

impl Verified {
    /// What the kernel writes, given the layer's operands in their order.
    ///
    /// Every operation is rounded to the kernel's element, and `fma` twice, as on an ISA without a
    /// fused one.
    ///
    /// # Panics
    /// If there are not as many operands as the kernel has, or one is not of the kernel's element or
    /// not as long as its buffer.
    pub fn interpret<T: Number>(&self, operands: &[&[T]]) -> Vec<T> {
        let kernel = self.kernel();
        let known = kernel.operands();
        assert_eq!(operands.len(), known.len(), "the operands must be the kernel's");
        assert_eq!(Element::of::<T>(), kernel.element, "the operands' type must be the kernel's");
        let buffers = kernel.buffers.iter().map(|buffer| match &buffer.role {
            Role::Input(operand) => {
                let array = known.iter().zip(operands).find(|(known, _)| *known == operand);
                let array = array.map_or(&[][..], |(_, array)| array);
                assert_eq!(
                    array.len(),
                    buffer.len,
                    "the length of the {operand} must be the kernel's"
                );
                array.to_vec()
            }
            // A value that no correct kernel leaves behind: what is not written shows.
            Role::Output | Role::Scratch => vec![T::NAN; buffer.len],
            Role::Table(data) => data.iter().copied().map(T::from_f64).collect(),
        });
        let mut machine = Machine {
            kernel,
            buffers: buffers.collect(),
            registers: vec![vec![T::NAN; kernel.lanes]; kernel.registers.len()],
            vars: vec![0; kernel.vars.len()],
        };
        machine.block(&kernel.body);
        let output = kernel.buffers.iter().position(|b| matches!(b.role, Role::Output));
        output.map_or_else(Vec::new, |at| machine.buffers.swap_remove(at))
    }
}

/// What one lane of an instruction set gives.
fn apply<T: Number>(function: Function, x: T) -> T {
    macro_rules! of {
        ($element:ident) => {{
            use scalar::$element as v;
            let x = [x.to_f64() as $element];
            let [y] = match function {
                Function::Sigmoid => v::sigmoid(x),
                Function::Tanh => v::tanh(x),
                Function::Silu => v::silu(x),
                Function::Gelu => v::gelu(x),
                Function::GeluTanh => v::gelu_tanh(x),
            };
            T::from_f64(y.into())
        }};
    }
    match Element::of::<T>() {
        Element::F32 => of!(f32),
        Element::F64 => of!(f64),
    }
}

struct Machine<'a, T> {
    kernel: &'a Kernel,
    buffers: Vec<Vec<T>>,
    registers: Vec<Vec<T>>,
    vars: Vec<usize>,
}

impl<T: Number> Machine<'_, T> {
    fn block(&mut self, body: &[Stmt]) {
        for stmt in body {
            match stmt {
                Stmt::Loop(inner) => {
                    for value in inner.trip.range(&self.vars) {
                        self.vars[inner.var.0] = value;
                        self.block(&inner.body);
                    }
                }
                Stmt::Let(register, value) | Stmt::Set(register, value) => {
                    self.registers[register.0] = self.value(value);
                }
                Stmt::Apply(function, registers) => {
                    for register in registers {
                        let lanes = &mut self.registers[register.0];
                        lanes.iter_mut().for_each(|lane| *lane = apply(*function, *lane));
                    }
                }
                Stmt::Store(access, value) => self.store(access, 0, value),
                Stmt::Prefetch(..) => {}
                Stmt::StoreTile { access, column, values } => {
                    for (n, value) in values.iter().enumerate() {
                        self.store(access, n * column, value);
                    }
                }
            }
        }
    }

    /// Stores `offset` elements after where the access says.
    fn store(&mut self, access: &Access, offset: usize, value: &Operand) {
        let value = self.operand(value);
        for (lane, at) in self.elements(access) {
            self.buffers[access.buffer.0][at + offset] = value[lane];
        }
    }

    fn value(&self, value: &Value) -> Vec<T> {
        let lanes = self.kernel.lanes;
        match value {
            Value::Copy(a) => self.operand(a),
            Value::Load(access) => {
                let mut loaded = vec![T::ZERO; lanes];
                for (lane, at) in self.elements(access) {
                    loaded[lane] = self.buffers[access.buffer.0][at];
                }
                loaded
            }
            Value::Broadcast(buffer, index) => {
                vec![self.buffers[buffer.0][self.position(index)]; lanes]
            }
            Value::Fma(a, b, c) => {
                let (a, b, c) = (self.operand(a), self.operand(b), self.operand(c));
                (0..lanes).map(|lane| a[lane] * b[lane] + c[lane]).collect()
            }
            Value::Pick { from, first, step } => {
                let side_by_side = from.iter().flat_map(|operand| self.operand(operand));
                side_by_side.skip(*first).step_by(*step).take(lanes).collect()
            }
            Value::Binary(op, a, b) => {
                let apply = match op {
                    BinaryOp::Add => |a, b| a + b,
                    BinaryOp::Mul => |a, b| a * b,
                    // As every instruction set, where one of them is no number.
                    BinaryOp::Max => |a, b| if a > b { a } else { b },
                    BinaryOp::Min => |a, b| if a < b { a } else { b },
                };
                self.operand(a).into_iter().zip(self.operand(b)).map(|(a, b)| apply(a, b)).collect()
            }
        }
    }

    fn operand(&self, operand: &Operand) -> Vec<T> {
        match operand {
            Operand::Register(register) => self.registers[register.0].clone(),
            Operand::Splat(number) => vec![T::from_f64(*number); self.kernel.lanes],
        }
    }

    /// The lanes that take part, each with its element.
    fn elements(&self, access: &Access) -> impl Iterator<Item = (usize, usize)> + use<T> {
        let (lanes, base) = (access.lanes, self.position(&access.index));
        (0..lanes.count).map(move |n| (lanes.first + n, base + n * lanes.stride))
    }

    fn position(&self, index: &Index) -> usize {
        let steps = index.terms.iter().map(|term| term.step.at(self.vars[term.var.0]));
        let sum: i128 = steps.map(|step| step.expect("verified")).sum();
        let position = i128::from(index.constant) + sum;
        usize::try_from(position).expect("verified")
    }
}
