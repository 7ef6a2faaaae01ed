//! The text form of programs, for goldens and for people.

use std::fmt::{Display, Formatter, Result};

use super::{Argument, Place, Program};

impl Display for Program {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.arena > 0 {
            writeln!(f, "arena of {} bytes", self.arena)?;
        }
        for buffer in &self.buffers {
            let (place, at) = match buffer.place {
                Place::Input => ("input", String::new()),
                Place::Output => ("output", String::new()),
                Place::Constant(_) => ("constant", String::new()),
                Place::Arena(start) => ("arena", format!(" from byte {start} on")),
            };
            writeln!(f, "{place} {}: {} of {}{at}", buffer.name, buffer.len, buffer.element)?;
        }
        for call in &self.calls {
            let kernel = self.kernel(call.kernel).kernel();
            let pairs = kernel.parameters().zip(&call.arguments);
            let pairs = pairs.map(|((_, parameter), argument)| {
                format!("{} = {}", parameter.name, self.text(argument))
            });
            let pairs: Vec<_> = pairs.collect();
            writeln!(f, "kernel {} of {}", call.kernel.0, pairs.join(", "))?;
        }
        for (at, kernel) in self.kernels.iter().enumerate() {
            write!(f, "\nkernel {at}\n{}", kernel.kernel())?;
        }
        Ok(())
    }
}

impl Program {
    /// A buffer and the element that is the first.
    fn text(&self, argument: &Argument) -> String {
        let name = &self.buffer(argument.buffer).name;
        match argument.base {
            0 => name.clone(),
            base => format!("{name}[{base}..]"),
        }
    }
}
