//! What each call reads and writes, one call after another.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Fault;
use super::regions::Regions;
use crate::kernel::{self, Role, View};
use crate::program::{Argument, BufferId, Call, Place, Program};

pub(super) fn check(program: &Program) -> Vec<Fault> {
    let mut state = State { program, regions: BTreeMap::new() };
    let mut faults = Vec::new();
    for (at, call) in program.calls.iter().enumerate() {
        match state.call(at, call) {
            Ok(()) => {}
            // What follows would only repeat it.
            Err(fault) => return vec![fault],
        }
    }
    for (at, buffer) in program.buffers.iter().enumerate() {
        if buffer.place == Place::Output {
            let argument = Argument { buffer: BufferId(at), base: 0 };
            let gap = state.first_unset(argument, &View::whole(buffer.len));
            let output = buffer.name.clone();
            faults.extend(gap.map(|element| Fault::NotWritten { output, element }));
        }
    }
    faults
}

/// A memory that others do not overlap: the arena, or the buffer of an output.
type Space = Option<BufferId>;

struct State<'a> {
    program: &'a Program,
    regions: BTreeMap<Space, Regions>,
}

/// A parameter with what it is bound to.
struct Bound<'a> {
    id: kernel::BufferId,
    parameter: &'a kernel::Buffer,
    view: &'a View,
    argument: Argument,
}

impl State<'_> {
    fn call(&mut self, at: usize, call: &Call) -> Result<(), Fault> {
        let unknown = |kind, id| Fault::UnknownId { call: at, kind, id };
        let kernel = self.program.kernels.get(call.kernel.0);
        let verified = kernel.ok_or(unknown("kernel", call.kernel.0))?;
        let parameters: Vec<_> = verified.kernel().parameters().collect();
        if parameters.len() != call.arguments.len() {
            let (expected, actual) = (parameters.len(), call.arguments.len());
            return Err(Fault::Arguments { call: at, expected, actual });
        }
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        for ((id, parameter), &argument) in parameters.into_iter().zip(&call.arguments) {
            if argument.buffer.0 >= self.program.buffers.len() {
                return Err(unknown("buffer", argument.buffer.0));
            }
            let (side, view) = match &parameter.role {
                Role::Input(view) => (&mut inputs, view),
                Role::Output(view) => (&mut outputs, view),
                Role::Scratch => continue,
            };
            side.push(Bound { id, parameter, view, argument });
        }
        for bound in inputs.iter().chain(&outputs) {
            self.fits(at, bound)?;
        }
        for input in &inputs {
            if let Some(element) = self.first_unset(input.argument, input.view) {
                let buffer = self.program.buffer(input.argument.buffer).name.clone();
                return Err(Fault::NotSet { call: at, buffer, element });
            }
        }
        for (n, output) in outputs.iter().enumerate() {
            self.writable(at, output)?;
            let others = outputs[..n].iter();
            let read = inputs.iter().filter(|input| {
                let in_place = verified.may_share(input.id, output.id)
                    && self.start(input.argument) == self.start(output.argument);
                !in_place
            });
            if let Some(other) = read.chain(others).find(|other| self.meet(other, output)) {
                let parameters = [other, output].map(|bound| bound.parameter.name.clone());
                return Err(Fault::Shared { call: at, parameters });
            }
        }
        for output in &outputs {
            let owner = output.argument.buffer;
            let regions = self.regions.entry(self.space(owner)).or_default();
            ranges(self.program, output.argument, output.view)
                .for_each(|bytes| regions.write(bytes, owner));
        }
        Ok(())
    }

    /// An argument is of the parameter's element, and lies inside its buffer.
    fn fits(&self, call: usize, bound: &Bound<'_>) -> Result<(), Fault> {
        let buffer = self.program.buffer(bound.argument.buffer);
        let parameter = bound.parameter.name.clone();
        if buffer.element != bound.parameter.element {
            return Err(Fault::Element { call, parameter });
        }
        let end = bound.argument.base.saturating_add(bound.parameter.len);
        if end > buffer.len {
            return Err(Fault::OutOfBounds { call, parameter, end, len: buffer.len });
        }
        Ok(())
    }

    fn writable(&self, call: usize, bound: &Bound<'_>) -> Result<(), Fault> {
        let buffer = self.program.buffer(bound.argument.buffer);
        match buffer.place {
            Place::Output | Place::Arena(_) => Ok(()),
            Place::Input | Place::Constant(_) => {
                let (parameter, buffer) = (bound.parameter.name.clone(), buffer.name.clone());
                Err(Fault::ReadOnly { call, parameter, buffer })
            }
        }
    }

    /// The first element of a view that holds no value of its buffer.
    fn first_unset(&self, argument: Argument, view: &View) -> Option<usize> {
        let buffer = self.program.buffer(argument.buffer);
        if matches!(buffer.place, Place::Input | Place::Constant(_)) {
            return None;
        }
        let none = Regions::default();
        let regions = self.regions.get(&self.space(argument.buffer)).unwrap_or(&none);
        let mut ranges = ranges(self.program, argument, view);
        let byte = ranges.find_map(|bytes| regions.first_other(bytes, argument.buffer))?;
        Some((byte - offset(self.program, argument.buffer)) / buffer.element.bytes())
    }

    /// Whether two arguments touch a byte in common.
    fn meet(&self, a: &Bound<'_>, b: &Bound<'_>) -> bool {
        if self.space(a.argument.buffer) != self.space(b.argument.buffer) {
            return false;
        }
        let mut both = [a, b].map(|of| ranges(self.program, of.argument, of.view).peekable());
        let [mine, others] = &mut both;
        // Both are in the order of memory.
        while let (Some(one), Some(other)) = (mine.peek(), others.peek()) {
            if one.start < other.end && other.start < one.end {
                return true;
            }
            let behind = if one.end <= other.start { &mut *mine } else { &mut *others };
            behind.next();
        }
        false
    }

    fn start(&self, argument: Argument) -> (Space, usize) {
        let bytes = self.program.buffer(argument.buffer).element.bytes();
        let at = offset(self.program, argument.buffer) + argument.base * bytes;
        (self.space(argument.buffer), at)
    }

    fn space(&self, buffer: BufferId) -> Space {
        match self.program.buffer(buffer).place {
            Place::Arena(_) => None,
            Place::Input | Place::Output | Place::Constant(_) => Some(buffer),
        }
    }
}

/// Where a buffer begins in its space, in bytes.
fn offset(program: &Program, buffer: BufferId) -> usize {
    match program.buffer(buffer).place {
        Place::Arena(start) => start,
        Place::Input | Place::Output | Place::Constant(_) => 0,
    }
}

/// The bytes of an argument's view, in the order of memory.
fn ranges<'a>(
    program: &Program,
    argument: Argument,
    view: &'a View,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let bytes = program.buffer(argument.buffer).element.bytes();
    let start = offset(program, argument.buffer) + argument.base * bytes;
    let (run, firsts) = view.runs();
    firsts.map(move |first| start + first * bytes..start + (first + run) * bytes)
}
