//! Programs: which kernels run on which memory.
//!
//! A [`Program`] has buffers with places (the caller's, constants, and one block of memory of its own, the
//! arena), and calls in their order. A call gives a kernel its parameters: each is a buffer from some
//! element on, of which the kernel touches what the parameter's [view](crate::kernel::View) says. A layer
//! is a program of one call.
//!
//! Kernels are proven one by one; [`verify`](verify::verify) proves that their calls fit together. Only a
//! [`Verified`] program is interpreted or emitted.

mod builder;
mod display;
mod interpret;
pub mod verify;

pub use builder::Builder;
pub(crate) use builder::same;
pub use verify::{Fault, Verified};

use crate::element::Element;
use crate::kernel;

/// A buffer of a program, by its place in [`Program::buffers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BufferId(pub(crate) usize);

/// A kernel of a program, by its place in [`Program::kernels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KernelId(pub(crate) usize);

/// A whole program. May be wrong: [`verify::verify`] turns it into a [`Verified`] one.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// The memory, the caller's in the order in which it is given.
    pub buffers: Vec<Buffer>,
    /// Bytes of the arena.
    pub arena: usize,
    /// What is called; equal kernels are there once.
    pub kernels: Vec<kernel::Verified>,
    /// What happens, in order.
    pub calls: Vec<Call>,
}

/// Memory with a place, in elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    /// Its name in the generated code.
    pub name: String,
    /// What it consists of.
    pub element: Element,
    /// Its length in elements.
    pub len: usize,
    /// Where it is.
    pub place: Place,
}

/// Where a buffer is.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The caller's, to be read.
    Input,
    /// The caller's, to be written. Holds nothing before.
    Output,
    /// Numbers that are known. Elements are the nearest that can be.
    Constant(Vec<f64>),
    /// The arena, from this byte on. Buffers whose values are not needed at the same time may overlap.
    Arena(usize),
}

/// A kernel with what it works on.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The kernel.
    pub kernel: KernelId,
    /// One for each of its parameters, in their order.
    pub arguments: Vec<Argument>,
}

/// What a parameter of a kernel is: the elements of a buffer from one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The buffer.
    pub buffer: BufferId,
    /// The element that is the parameter's first.
    pub base: usize,
}

impl Program {
    /// The buffer of an id.
    pub fn buffer(&self, id: BufferId) -> &Buffer {
        &self.buffers[id.0]
    }

    /// The kernel of an id.
    pub fn kernel(&self, id: KernelId) -> &kernel::Verified {
        &self.kernels[id.0]
    }

    /// Bytes of constant data.
    pub fn table_bytes(&self) -> usize {
        let tables = self.buffers.iter().filter(|b| matches!(b.place, Place::Constant(_)));
        tables.map(|b| b.len * b.element.bytes()).sum()
    }

    /// Bytes of memory that a call takes: the arena, and the scratch memory of the kernel that has most.
    pub fn scratch_bytes(&self) -> usize {
        let kernels = self.kernels.iter().map(|kernel| kernel.kernel().scratch_bytes());
        self.arena + kernels.max().unwrap_or(0)
    }
}
