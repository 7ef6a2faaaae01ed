//! Runs a kernel without a compiler.

use convgen_runtime::isa::scalar;

use super::{Access, BinaryOp, Function, Index, Kernel, Operand, Role, Stmt, Value, Verified};

impl Verified {
    /// What the kernel writes, given the layer's operands in their order.
    ///
    /// `fma` is rounded twice here, as on an ISA without a fused one.
    ///
    /// # Panics
    /// If there are not as many operands as the kernel has, or one is not as long as its buffer.
    pub fn interpret(&self, operands: &[&[f32]]) -> Vec<f32> {
        let kernel = self.kernel();
        let known = kernel.operands();
        assert_eq!(operands.len(), known.len(), "the operands must be the kernel's");
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
            Role::Output | Role::Scratch => vec![f32::NAN; buffer.len],
            Role::Table(data) => data.clone(),
        });
        let mut machine = Machine {
            kernel,
            buffers: buffers.collect(),
            registers: vec![vec![f32::NAN; kernel.lanes]; kernel.registers.len()],
            vars: vec![0; kernel.vars.len()],
        };
        machine.block(&kernel.body);
        let output = kernel.buffers.iter().position(|b| matches!(b.role, Role::Output));
        output.map_or_else(Vec::new, |at| machine.buffers.swap_remove(at))
    }
}

/// What one lane of an instruction set gives.
fn apply(function: Function, x: f32) -> f32 {
    let [y] = match function {
        Function::Sigmoid => scalar::sigmoid([x]),
        Function::Tanh => scalar::tanh([x]),
        Function::Silu => scalar::silu([x]),
        Function::Gelu => scalar::gelu([x]),
        Function::GeluTanh => scalar::gelu_tanh([x]),
    };
    y
}

struct Machine<'a> {
    kernel: &'a Kernel,
    buffers: Vec<Vec<f32>>,
    registers: Vec<Vec<f32>>,
    vars: Vec<usize>,
}

impl Machine<'_> {
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

    fn value(&self, value: &Value) -> Vec<f32> {
        let lanes = self.kernel.lanes;
        match value {
            Value::Copy(a) => self.operand(a),
            Value::Load(access) => {
                let mut loaded = vec![0.0; lanes];
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

    fn operand(&self, operand: &Operand) -> Vec<f32> {
        match operand {
            Operand::Register(register) => self.registers[register.0].clone(),
            Operand::Splat(number) => vec![*number; self.kernel.lanes],
        }
    }

    /// The lanes that take part, each with its element.
    fn elements(&self, access: &Access) -> impl Iterator<Item = (usize, usize)> + use<> {
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
