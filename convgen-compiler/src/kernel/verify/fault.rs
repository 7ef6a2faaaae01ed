//! What can be wrong with a kernel.

use std::fmt;

/// One broken promise. The texts are for whoever works on a strategy: users never see one unless
/// the compiler is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what the messages print")]
pub enum Fault {
    /// An access leaves its buffer.
    OutOfBounds { access: String, first: i128, last: i128, len: usize },
    /// An element of an output is written again.
    WrittenTwice { output: String, element: usize },
    /// An element of an output's view is never written.
    NotWritten { output: String, element: usize },
    /// An element is written that is not one of the output's view.
    WrittenOutside { output: String, element: usize },
    /// An access may read what is not of the input's view.
    ReadOutside { access: String },
    /// A register is read or updated where it has no value.
    UnsetRegister { register: String },
    /// A register has a second definition.
    Redefined { register: String },
    /// A function is applied to a register twice at once.
    AppliedTwice { register: String },
    /// A variable is used outside its loop.
    VarOutOfScope { var: String },
    /// A loop has the variable of a loop around it.
    VarReused { var: String },
    /// A list of ranges or an index table has no entry for some value of its variable.
    TableLength { var: String, expected: usize, actual: usize },
    /// An index has two terms of one variable.
    DuplicateTerm { var: String },
    /// A store to something that is not the output, or a load from it.
    WrongRole { buffer: String, action: &'static str },
    /// The kernel writes nothing that anyone sees.
    NoOutput,
    /// A view that reaches past its buffer.
    ViewOutside { buffer: String, end: usize, len: usize },
    /// Things of two elements meet: no instruction set has operations on both.
    Elements { place: String },
    /// Two things have one name, so that the emitted text would mean something else.
    DuplicateName { name: String },
    /// A number so large that sums of it could leave the integers that the proof computes with.
    TooLarge { place: String },
    /// Lanes that the register does not have, or none, or a stride of zero.
    Lanes { access: String, lanes: usize },
    /// A tile without columns, or whose columns do not lie apart, or that leaves out its first lane.
    Columns { access: String, column: usize, count: usize },
    /// A pick of lanes that the registers do not have, or with a step of zero.
    Pick { registers: usize, first: usize, step: usize },
    /// An element of scratch memory is read before it is written.
    NotSet { scratch: String, element: usize },
    /// An id that the kernel does not have.
    UnknownId { kind: &'static str, id: usize },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfBounds { access, first, last, len } => {
                write!(f, "{access} reaches elements {first}..={last} of {len}")
            }
            Self::WrittenTwice { output, element } => {
                write!(f, "element {element} of {output} is written twice")
            }
            Self::NotWritten { output, element } => {
                write!(f, "element {element} of {output} is not written")
            }
            Self::WrittenOutside { output, element } => {
                write!(f, "element {element} of {output} is written, and is not of its view")
            }
            Self::ReadOutside { access } => write!(f, "{access} reads what is not of its view"),
            Self::UnsetRegister { register } => write!(f, "register {register} is not set here"),
            Self::Redefined { register } => write!(f, "register {register} is defined twice"),
            Self::VarOutOfScope { var } => write!(f, "variable {var} is used outside its loop"),
            Self::VarReused { var } => {
                write!(f, "variable {var} belongs to a loop around this one")
            }
            Self::TableLength { var, expected, actual } => {
                write!(f, "a list by {var} has {actual} entries for {expected} values")
            }
            Self::DuplicateTerm { var } => write!(f, "an index has two terms of {var}"),
            Self::WrongRole { buffer, action } => write!(f, "{action} {buffer}"),
            Self::NoOutput => write!(f, "the kernel has no output"),
            Self::ViewOutside { buffer, end, len } => {
                write!(f, "the view of {buffer} ends with element {end} of {len}")
            }
            Self::Elements { place } => write!(f, "{place} mixes elements of two types"),
            Self::AppliedTwice { register } => {
                write!(f, "a function is applied to {register} twice at once")
            }
            Self::DuplicateName { name } => write!(f, "the name {name} is given twice"),
            Self::TooLarge { place } => write!(f, "a number of {place} is over 2^40"),
            Self::Lanes { access, lanes } => write!(f, "{access} does not fit {lanes} lanes"),
            Self::Columns { access, column, count } => {
                write!(f, "{access} has {count} columns, {column} elements apart")
            }
            Self::Pick { registers, first, step } => {
                write!(f, "a pick from lane {first} on with step {step} of {registers} registers")
            }
            Self::NotSet { scratch, element } => {
                write!(f, "element {element} of {scratch} is read before it is written")
            }
            Self::UnknownId { kind, id } => write!(f, "{kind} {id} does not exist"),
        }
    }
}
