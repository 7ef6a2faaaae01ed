//! Builds programs: equal kernels and equal constants become one.

use super::{Argument, Buffer, BufferId, Call, KernelId, Place, Program};
use crate::element::Element;
use crate::kernel;

/// A program under construction.
#[derive(Debug, Default)]
pub struct Builder {
    buffers: Vec<Buffer>,
    arena: usize,
    kernels: Vec<kernel::Verified>,
    calls: Vec<Call>,
}

impl Builder {
    /// Adds memory of the caller's that is read.
    pub fn input(&mut self, name: &str, element: Element, len: usize) -> BufferId {
        self.buffer(name, element, len, Place::Input)
    }

    /// Adds memory of the caller's that is written.
    pub fn output(&mut self, name: &str, element: Element, len: usize) -> BufferId {
        self.buffer(name, element, len, Place::Output)
    }

    /// Adds memory of the arena, from byte `start` on.
    pub fn arena(&mut self, name: &str, element: Element, len: usize, start: usize) -> BufferId {
        self.arena = self.arena.max(start + len * element.bytes());
        self.buffer(name, element, len, Place::Arena(start))
    }

    /// Constant data; data of the same element that is equal bit by bit (zeros have signs) is there once.
    pub fn constant(&mut self, name: &str, element: Element, data: Vec<f64>) -> BufferId {
        let known = self.buffers.iter().position(|buffer| match &buffer.place {
            Place::Constant(other) => buffer.element == element && same(other, &data),
            Place::Input | Place::Output | Place::Arena(_) => false,
        });
        let len = data.len();
        known.map_or_else(|| self.buffer(name, element, len, Place::Constant(data)), BufferId)
    }

    /// Adds a kernel, if there is no equal one.
    pub fn kernel(&mut self, kernel: kernel::Verified) -> KernelId {
        let known = self.kernels.iter().position(|other| *other == kernel);
        KernelId(known.unwrap_or_else(|| {
            self.kernels.push(kernel);
            self.kernels.len() - 1
        }))
    }

    /// Calls a kernel.
    pub fn call(&mut self, kernel: KernelId, arguments: Vec<Argument>) {
        self.calls.push(Call { kernel, arguments });
    }

    /// The finished program.
    pub fn finish(self) -> Program {
        let Self { buffers, arena, kernels, calls } = self;
        Program { buffers, arena, kernels, calls }
    }

    /// A further buffer; a name that is taken gets a number.
    fn buffer(&mut self, name: &str, element: Element, len: usize, place: Place) -> BufferId {
        let taken = |name: &str| self.buffers.iter().any(|buffer| buffer.name == name);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let name = names.find(|name| !taken(name)).unwrap_or_default();
        self.buffers.push(Buffer { name, element, len, place });
        BufferId(self.buffers.len() - 1)
    }
}

/// Bit by bit.
pub(crate) fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}
