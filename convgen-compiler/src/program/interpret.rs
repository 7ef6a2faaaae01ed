//! Runs a program without a compiler.

use convgen_runtime::Element as Number;

use super::{Buffer, Place, Verified};
use crate::element::Element;
use crate::kernel::{self, Memory};

/// Bytes that a number of the arena stands for: those of the shortest element.
const UNIT: usize = Element::F32.bytes();

impl Verified {
    /// What the program writes, a list for each output in their order, given its inputs in theirs.
    ///
    /// # Panics
    /// If there are not as many inputs as the program has, or one is not of its buffer's element or not
    /// as long.
    pub fn interpret<T: Number>(&self, inputs: &[&[T]]) -> Vec<Vec<T>> {
        let program = self.program();
        let mut inputs = inputs.iter();
        let mut spaces = vec![vec![f64::NAN; program.arena.div_ceil(UNIT)]];
        spaces.extend(program.buffers.iter().map(|buffer| match &buffer.place {
            Place::Input => {
                let array = inputs.next().expect("there must be an array for every input");
                let name = &buffer.name;
                assert_eq!(array.len(), buffer.len, "the length of {name} must be the program's");
                assert_eq!(Element::of::<T>(), buffer.element, "{name} must be of its element");
                array.iter().map(|number| number.to_f64()).collect()
            }
            Place::Output => vec![f64::NAN; buffer.len],
            Place::Constant(data) => {
                data.iter().map(|&number| buffer.element.nearest(number)).collect()
            }
            Place::Arena(_) => Vec::new(),
        }));
        assert!(inputs.next().is_none(), "there must be an input for every array");
        let mut memory = Memory(spaces);
        self.calls(&mut memory);
        let spaces = memory.0.iter().skip(1).zip(&program.buffers);
        let outputs = spaces.filter(|(_, buffer)| matches!(buffer.place, Place::Output));
        outputs.map(|(all, _)| all.iter().copied().map(T::from_f64).collect()).collect()
    }

    /// Runs each call on memory whose first space is the arena, and whose others are the buffers in order.
    fn calls(&self, memory: &mut Memory) {
        let program = self.program();
        for call in &program.calls {
            let verified = program.kernel(call.kernel);
            let mut arguments = call.arguments.iter();
            let buffers = verified.kernel().buffers.iter();
            let places = buffers.map(|buffer| match buffer.role {
                kernel::Role::Scratch => {
                    memory.0.push(vec![f64::NAN; buffer.len]);
                    kernel::Place { space: memory.0.len() - 1, first: 0, step: 1 }
                }
                kernel::Role::Input(_) | kernel::Role::Output(_) => {
                    let argument = arguments.next().expect("verified");
                    let space = argument.buffer.0 + 1;
                    place(program.buffer(argument.buffer), space, argument.base)
                }
            });
            let places = places.collect();
            verified.run(memory, places);
            memory.0.truncate(program.buffers.len() + 1);
        }
    }
}

/// Where an argument is that begins with an element of a buffer.
fn place(buffer: &Buffer, space: usize, base: usize) -> kernel::Place {
    match buffer.place {
        Place::Arena(start) => {
            let step = buffer.element.bytes() / UNIT;
            kernel::Place { space: 0, first: start / UNIT + base * step, step }
        }
        Place::Input | Place::Output | Place::Constant(_) => {
            kernel::Place { space, first: base, step: 1 }
        }
    }
}
