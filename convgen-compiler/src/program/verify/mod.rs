//! Proves that the calls of a program fit together.
//!
//! [`verify`] shares no code with whoever chose the places. It follows the calls in their order, and
//! keeps of every byte of memory whose value it holds (`regions`). It shows that
//! 1. buffers lie inside their memory, and arguments inside their buffers,
//! 2. nothing is read before it was written, nor after something else was written over it,
//! 3. no call writes what it reads, unless the kernel was proven to allow that, and no two of its
//!    outputs meet,
//! 4. only the arena and outputs are written, and in the end every output is complete.

mod calls;
mod fault;
mod regions;

pub use fault::Fault;

use std::collections::BTreeSet;

use super::{Buffer, Place, Program};

/// A program that holds its promises. Only such a program is interpreted or emitted.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified(Program);

impl Verified {
    /// The program.
    pub fn program(&self) -> &Program {
        &self.0
    }
}

/// Checks a program.
///
/// # Errors
/// Everything that is wrong with its buffers, or else the first thing that is wrong with each call.
pub fn verify(program: Program) -> Result<Verified, Vec<Fault>> {
    let mut faults = names(&program);
    faults.extend(program.buffers.iter().filter_map(|buffer| lies(&program, buffer)));
    if faults.is_empty() {
        faults.extend(calls::check(&program));
    }
    if faults.is_empty() { Ok(Verified(program)) } else { Err(faults) }
}

/// The emitted text knows buffers by their names only.
fn names(program: &Program) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let again = program.buffers.iter().filter(|buffer| !seen.insert(&buffer.name));
    again.map(|buffer| Fault::DuplicateName { name: buffer.name.clone() }).collect()
}

/// Whether a buffer lies inside its memory, at an address that its elements may have.
fn lies(program: &Program, buffer: &Buffer) -> Option<Fault> {
    let name = buffer.name.clone();
    match &buffer.place {
        Place::Arena(start) => {
            let bytes = buffer.element.bytes();
            let end = buffer.len.checked_mul(bytes).and_then(|len| len.checked_add(*start));
            let inside = end.is_some_and(|end| end <= program.arena);
            let fault = Fault::ArenaPlace { name, start: *start, arena: program.arena };
            (!inside || !start.is_multiple_of(bytes)).then_some(fault)
        }
        Place::Constant(data) => {
            let (expected, actual) = (buffer.len, data.len());
            (actual != expected).then_some(Fault::ConstantLength { name, expected, actual })
        }
        Place::Input | Place::Output => None,
    }
}
