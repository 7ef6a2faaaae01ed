//! What can be wrong with a program.

use std::fmt;

/// One broken promise. Users never see one unless the compiler is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what the messages print")]
pub enum Fault {
    /// Two buffers have one name.
    DuplicateName { name: String },
    /// A buffer leaves the arena, or begins between two elements.
    ArenaPlace { name: String, start: usize, arena: usize },
    /// A constant's data is not as long as its buffer.
    ConstantLength { name: String, expected: usize, actual: usize },
    /// A kernel or a buffer that the program does not have.
    UnknownId { call: usize, kind: &'static str, id: usize },
    /// A call with too many arguments or too few.
    Arguments { call: usize, expected: usize, actual: usize },
    /// An argument of another element than the parameter's.
    Element { call: usize, parameter: String },
    /// An argument that leaves its buffer.
    OutOfBounds { call: usize, parameter: String, end: usize, len: usize },
    /// A call writes what is never written.
    ReadOnly { call: usize, parameter: String, buffer: String },
    /// A call reads an element that holds no value of the buffer's.
    NotSet { call: usize, buffer: String, element: usize },
    /// Two arguments of a call share memory, and the kernel was not proven to allow it.
    Shared { call: usize, parameters: [String; 2] },
    /// An element of an output is not written in the end.
    NotWritten { output: String, element: usize },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateName { name } => write!(f, "the name {name} is given twice"),
            Self::ArenaPlace { name, start, arena } => {
                write!(f, "{name} cannot begin with byte {start} of an arena of {arena}")
            }
            Self::ConstantLength { name, expected, actual } => {
                write!(f, "constant {name} has {actual} numbers for {expected} elements")
            }
            Self::UnknownId { call, kind, id } => {
                write!(f, "call {call}: {kind} {id} does not exist")
            }
            Self::Arguments { call, expected, actual } => {
                write!(f, "call {call} has {actual} arguments for {expected} parameters")
            }
            Self::Element { call, parameter } => {
                write!(f, "call {call}: {parameter} is of another element")
            }
            Self::OutOfBounds { call, parameter, end, len } => {
                write!(f, "call {call}: {parameter} ends with element {end} of {len}")
            }
            Self::ReadOnly { call, parameter, buffer } => {
                write!(f, "call {call}: {parameter} would write to {buffer}")
            }
            Self::NotSet { call, buffer, element } => {
                write!(f, "call {call} reads element {element} of {buffer}, which holds no value")
            }
            Self::Shared { call, parameters: [a, b] } => {
                write!(f, "call {call}: {a} and {b} share memory")
            }
            Self::NotWritten { output, element } => {
                write!(f, "element {element} of {output} is not written")
            }
        }
    }
}
