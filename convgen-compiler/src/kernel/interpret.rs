//! Runs a kernel without a compiler.

use convgen_runtime::Element as Number;
use convgen_runtime::isa::scalar;

use super::{
    Access, BinaryOp, Function, Index, Kernel, Operand, Register, Role, Stmt, Value, Verified,
};
use crate::element::Element;

/// Numbers in spaces that do not overlap. What no one has written is no number, so that it shows.
pub(crate) struct Memory(pub(crate) Vec<Vec<f64>>);

/// Where a buffer of a kernel is: in which space, its first element, and from one to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) space: usize,
    pub(crate) first: usize,
    pub(crate) step: usize,
}

impl Verified {
    /// What the kernel writes, a list for each output in their order, given its inputs in theirs.
    ///
    /// Every operation is rounded to the register's element, and `fma` twice, as on an ISA without a
    /// fused one.
    ///
    /// # Panics
    /// If there are not as many inputs as the kernel has, or one is not of its buffer's element or
    /// not as long.
    pub fn interpret<T: Number>(&self, inputs: &[&[T]]) -> Vec<Vec<T>> {
        let kernel = self.kernel();
        let mut inputs = inputs.iter();
        let spaces = kernel.buffers.iter().map(|buffer| match &buffer.role {
            Role::Input(_) => {
                let array = inputs.next().expect("there must be an array for every input");
                let name = &buffer.name;
                assert_eq!(array.len(), buffer.len, "the length of {name} must be the kernel's");
                assert_eq!(Element::of::<T>(), buffer.element, "{name} must be of its element");
                array.iter().map(|number| number.to_f64()).collect()
            }
            Role::Output(_) | Role::Scratch => vec![f64::NAN; buffer.len],
        });
        let mut memory = Memory(spaces.collect());
        assert!(inputs.next().is_none(), "there must be an input for every array");
        let places = (0..kernel.buffers.len()).map(|space| Place { space, first: 0, step: 1 });
        self.run(&mut memory, places.collect());
        let spaces = memory.0.iter().zip(&kernel.buffers);
        let outputs = spaces.filter(|(_, buffer)| matches!(buffer.role, Role::Output(_)));
        outputs.map(|(all, _)| all.iter().copied().map(T::from_f64).collect()).collect()
    }

    /// Runs it on memory, given where each buffer is.
    pub(crate) fn run(&self, memory: &mut Memory, places: Vec<Place>) {
        let kernel = self.kernel();
        let mut machine = Machine {
            kernel,
            memory,
            places,
            registers: vec![vec![f64::NAN; kernel.lanes]; kernel.registers.len()],
            vars: vec![0; kernel.vars.len()],
        };
        machine.block(&kernel.body);
    }
}

/// What one lane of an instruction set gives.
fn apply(function: Function, x: f64, element: Element) -> f64 {
    macro_rules! of {
        ($element:ident) => {{
            use scalar::$element as v;
            let x = [x as $element];
            let [y] = match function {
                Function::Sigmoid => v::sigmoid(x),
                Function::Tanh => v::tanh(x),
                Function::Silu => v::silu(x),
                Function::Gelu => v::gelu(x),
                Function::GeluTanh => v::gelu_tanh(x),
                Function::Elu => v::elu(x),
                Function::Mish => v::mish(x),
                Function::Softplus => v::softplus(x),
            };
            y.into()
        }};
    }
    match element {
        Element::F32 => of!(f32),
        Element::F64 => of!(f64),
    }
}

struct Machine<'a> {
    kernel: &'a Kernel,
    memory: &'a mut Memory,
    /// By buffer.
    places: Vec<Place>,
    registers: Vec<Vec<f64>>,
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
                    self.registers[register.0] = self.value(*register, value);
                }
                Stmt::LoadTile { registers, access, column } => {
                    for (n, register) in registers.iter().enumerate() {
                        self.registers[register.0] = self.load(access, n * column);
                    }
                }
                Stmt::Apply(function, registers) => {
                    for register in registers {
                        let element = self.kernel.element_of(*register);
                        let lanes = &mut self.registers[register.0];
                        lanes.iter_mut().for_each(|lane| *lane = apply(*function, *lane, element));
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

    /// What lies `offset` elements after where the access says.
    fn load(&self, access: &Access, offset: usize) -> Vec<f64> {
        let mut loaded = vec![0.0; self.kernel.lanes];
        let place = self.places[access.buffer.0];
        for (lane, at) in self.elements(access) {
            loaded[lane] = self.memory.0[place.space][place.first + (at + offset) * place.step];
        }
        loaded
    }

    /// Stores `offset` elements after where the access says.
    fn store(&mut self, access: &Access, offset: usize, value: &Operand) {
        let element = self.kernel.buffer(access.buffer).element;
        let value = self.operand(value, element);
        let place = self.places[access.buffer.0];
        for (lane, at) in self.elements(access) {
            self.memory.0[place.space][place.first + (at + offset) * place.step] = value[lane];
        }
    }

    fn value(&self, register: Register, value: &Value) -> Vec<f64> {
        let (lanes, element) = (self.kernel.lanes, self.kernel.element_of(register));
        let round = |number| element.nearest(number);
        match value {
            Value::Copy(a) => self.operand(a, element),
            Value::Load(access) => self.load(access, 0),
            Value::Broadcast(buffer, index) => {
                let (place, at) = (self.places[buffer.0], self.position(index));
                vec![self.memory.0[place.space][place.first + at * place.step]; lanes]
            }
            Value::Fma(a, b, c) => {
                let [a, b, c] = [a, b, c].map(|operand| self.operand(operand, element));
                (0..lanes).map(|lane| round(round(a[lane] * b[lane]) + c[lane])).collect()
            }
            Value::Pick { from, first, step } => {
                let side_by_side = from.iter().flat_map(|operand| self.operand(operand, element));
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
                let pairs = self.operand(a, element).into_iter().zip(self.operand(b, element));
                pairs.map(|(a, b)| round(apply(a, b))).collect()
            }
        }
    }

    fn operand(&self, operand: &Operand, element: Element) -> Vec<f64> {
        match operand {
            Operand::Register(register) => self.registers[register.0].clone(),
            Operand::Splat(number) => vec![element.nearest(*number); self.kernel.lanes],
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
