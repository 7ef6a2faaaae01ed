//! The kernel IR: a small loop-nest language that every strategy lowers to.
//!
//! A [`Kernel`] knows no values and no places: it reads and writes parameters, each of them the part of it
//! that its [`View`] says, and a [program](crate::program) says what they are. It may keep
//! what it has loaded in scratch memory of its own, in an order that suits it better. Its
//! statements are loops, vector registers ([`Stmt::Let`] defines one, once, [`Stmt::LoadTile`] several;
//! [`Stmt::Set`] updates an accumulator) and stores. Every loop's trip count and every index is known when the kernel is
//! built, so that [`verify`](verify::verify) can prove it safe, [`interpret`](Verified::interpret)
//! can run it without rustc, and [`cost`](cost::cost) can count it.
//!
//! Layers have borders: near them fewer taps reach an output, and how many depends on where it
//! lies. A loop may therefore take its range from a list, by the value of an enclosing loop
//! ([`Trip::By`]), and an index may take a term from one ([`Step::Table`]). Such lists keep the
//! code's size independent of the geometry, where they have an entry for each distinct tap set, and
//! of the weights, where they have one for each weight that is not zero.

mod builder;
pub mod cost;
mod display;
mod function;
mod index;
mod interpret;
pub mod verify;
mod visit;

use std::ops::Range;

pub use builder::Builder;
pub(crate) use builder::nest;
pub use function::{BinaryOp, Function};
pub use index::{Index, SHORT_LIST, Step, Term};
pub(crate) use interpret::{Memory, Place};
pub use verify::{Fault, Verified};
pub use visit::{Touch, TouchKind};

pub use crate::view::View;

use crate::element::Element;

/// A buffer of the kernel, by its place in [`Kernel::buffers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BufferId(pub(crate) usize);

/// A vector register, by its place in [`Kernel::registers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Register(pub(crate) usize);

/// A loop variable, by its place in [`Kernel::vars`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Var(pub(crate) usize);

/// A whole kernel. May be wrong: [`verify::verify`] turns it into a [`Verified`] one.
#[derive(Clone, Debug, PartialEq)]
pub struct Kernel {
    /// Elements of one register.
    pub lanes: usize,
    /// Parameters, in their order, and scratch memory among them.
    pub buffers: Vec<Buffer>,
    /// The name of each register, unique, and what its lanes are.
    pub registers: Vec<(String, Element)>,
    /// The name of each loop variable; unique.
    pub vars: Vec<String>,
    /// What the kernel does, in order.
    pub body: Vec<Stmt>,
}

/// Memory that a kernel reads or writes, in elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    /// Its name in the generated code.
    pub name: String,
    /// What it consists of.
    pub element: Element,
    /// What it is for.
    pub role: Role,
    /// Its length in elements.
    pub len: usize,
}

/// What a buffer is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A parameter that is read, nothing of it outside the view.
    Input(View),
    /// A parameter that is written: every element of the view exactly once, and no other.
    Output(View),
    /// Memory of one call, aligned to a cache line, whose elements hold nothing before they are written.
    Scratch,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Stmt {
    /// Runs its body once for every value of its variable.
    Loop(Loop),
    /// Defines a register; there is one such statement a register.
    Let(Register, Value),
    /// Defines several registers by the same lanes of memory: each one's elements begin `column` elements
    /// after those of the one before. Lanes that do not take part are zero.
    LoadTile {
        /// The registers; at least one, and each of them defined only here.
        registers: Vec<Register>,
        /// The lanes of the first register.
        access: Access,
        /// Elements of memory from one register to the next.
        column: usize,
    },
    /// Gives a register that is in scope a new value.
    Set(Register, Value),
    /// Gives registers in scope the function's values of what they hold, lane by lane.
    Apply(Function, Vec<Register>),
    /// Writes lanes of a register to memory.
    Store(Access, Operand),
    /// Asks for the cache line of an element that will be read soon. The index may leave the buffer.
    Prefetch(BufferId, Index),
    /// Writes the same lanes of several registers: each one's elements begin `column` elements after
    /// those of the one before.
    StoreTile {
        /// The lanes of the first register.
        access: Access,
        /// Elements of memory from one register to the next.
        column: usize,
        /// The registers; at least one.
        values: Vec<Operand>,
    },
}

/// A counted loop: its variable takes every value of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Loop {
    /// The loop variable; loops inside one another have different ones.
    pub var: Var,
    /// The range.
    pub trip: Trip,
    /// What runs.
    pub body: Vec<Stmt>,
}

/// The values that a loop's variable takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trip {
    /// From 0 to a count, always the same, exclusive.
    Fixed(usize),
    /// `ranges[v]`, `v` being the value of an enclosing loop's variable.
    By {
        /// The enclosing loop's variable.
        var: Var,
        /// A range for each of its values.
        ranges: Vec<Range<usize>>,
    },
}

impl Trip {
    /// `counts[v]` values from 0 on.
    pub fn counts(var: Var, counts: Vec<usize>) -> Self {
        Self::By { var, ranges: counts.into_iter().map(|count| 0..count).collect() }
    }

    /// The range, given the value of every variable.
    ///
    /// # Panics
    /// If there is no range for that value.
    pub fn range(&self, values: &[usize]) -> Range<usize> {
        match self {
            Self::Fixed(count) => 0..*count,
            Self::By { var, ranges } => ranges[values[var.0]].clone(),
        }
    }

    /// One more than the largest value of all ranges; 0 without any.
    pub fn end(&self) -> usize {
        match self {
            Self::Fixed(count) => *count,
            Self::By { ranges, .. } => {
                let full = ranges.iter().filter(|range| !range.is_empty());
                full.map(|range| range.end).max().unwrap_or(0)
            }
        }
    }
}

/// What a register can be given.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A copy, or one number in every lane.
    Copy(Operand),
    /// Lanes from memory; lanes that do not take part are zero.
    Load(Access),
    /// One element from memory in every lane.
    Broadcast(BufferId, Index),
    /// `a · b + c`, rounded once or twice: the ISA decides.
    Fma(Operand, Operand, Operand),
    /// Some lanes of registers side by side: the register's lane `l` is lane `first + step·l` of all of
    /// them, counted on from one to the next.
    Pick {
        /// The registers; at least one.
        from: Vec<Operand>,
        /// What becomes lane 0.
        first: usize,
        /// At least 1.
        step: usize,
    },
    /// An operation on two operands.
    Binary(BinaryOp, Operand, Operand),
}

/// What an operation reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// A register in scope.
    Register(Register),
    /// The same number in every lane, the nearest that an element can be.
    Splat(f64),
}

/// Several elements of a buffer, one for each lane that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Where.
    pub buffer: BufferId,
    /// The element of the first lane that takes part.
    pub index: Index,
    /// Which lanes take part, and how far apart their elements are.
    pub lanes: Lanes,
}

/// The lanes `first .. first + count` of a register, `stride` elements of memory apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lanes {
    /// The first lane that takes part.
    pub first: usize,
    /// How many take part.
    pub count: usize,
    /// Elements of memory from one lane to the next; 1 is contiguous.
    pub stride: usize,
}

impl Lanes {
    /// The first `count` lanes, `stride` elements apart.
    pub fn strided(count: usize, stride: usize) -> Self {
        Self { first: 0, count, stride }
    }
}

impl Kernel {
    /// The buffer of an id.
    pub fn buffer(&self, id: BufferId) -> &Buffer {
        &self.buffers[id.0]
    }

    /// What a call gives it, in order: all buffers but scratch memory.
    pub fn parameters(&self) -> impl Iterator<Item = (BufferId, &Buffer)> {
        let buffers = self.buffers.iter().enumerate();
        let buffers = buffers.map(|(at, buffer)| (BufferId(at), buffer));
        buffers.filter(|(_, buffer)| !matches!(buffer.role, Role::Scratch))
    }

    /// What it computes with.
    pub fn element(&self) -> Element {
        let first = self.registers.first().map(|(_, element)| *element);
        first.or(self.buffers.first().map(|buffer| buffer.element)).unwrap_or_default()
    }

    /// What lanes of a register are.
    pub fn element_of(&self, register: Register) -> Element {
        self.registers[register.0].1
    }

    /// Bytes of scratch memory.
    pub fn scratch_bytes(&self) -> usize {
        let scratch = self.buffers.iter().filter(|b| matches!(b.role, Role::Scratch));
        scratch.map(|b| b.len * b.element.bytes()).sum()
    }
}
