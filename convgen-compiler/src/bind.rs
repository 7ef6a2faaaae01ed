//! Binds a lowered kernel to what it works on: a layer is a program of one call.

use std::fmt;

use crate::kernel::{self, Role};
use crate::program::{self, Argument, Builder, Verified};
use crate::strategy::{Lowered, Source};

/// What failed its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The kernel.
    Kernel(kernel::Fault),
    /// What it is bound to.
    Program(program::Fault),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kernel(fault) => fault.fmt(f),
            Self::Program(fault) => fault.fmt(f),
        }
    }
}

/// The proven program of a kernel: the caller's operands in their order, the output, and tables.
///
/// # Errors
/// Everything that is wrong with the kernel, or else with its call.
pub fn program(lowered: Lowered) -> Result<Verified, Vec<Fault>> {
    let Lowered { kernel, sources } = lowered;
    let verified = kernel::verify::verify(kernel)
        .map_err(|faults| faults.into_iter().map(Fault::Kernel).collect::<Vec<_>>())?;
    let parameters: Vec<_> = verified.kernel().parameters().map(|(_, buffer)| buffer).collect();
    let mut bound: Vec<_> = parameters.iter().zip(sources).enumerate().collect();
    // The order of a function's parameters; tables after them.
    bound.sort_by_key(|(_, (_, source))| match source {
        Source::Operand(operand) => (0, Some(*operand)),
        Source::Output => (1, None),
        Source::Table(_) => (2, None),
    });
    let mut builder = Builder::default();
    let mut arguments = vec![None; parameters.len()];
    for (at, (parameter, source)) in bound {
        let kernel::Buffer { name, element, len, role } = parameter;
        let buffer = match (source, role) {
            (Source::Table(numbers), _) => builder.constant(name, *element, numbers),
            (_, Role::Output(_)) => builder.output(name, *element, *len),
            _ => builder.input(name, *element, *len),
        };
        arguments[at] = Some(Argument { buffer, base: 0 });
    }
    let arguments = arguments.into_iter().flatten().collect();
    let kernel = builder.kernel(verified);
    builder.call(kernel, arguments);
    let program = program::verify::verify(builder.finish());
    program.map_err(|faults| faults.into_iter().map(Fault::Program).collect())
}
