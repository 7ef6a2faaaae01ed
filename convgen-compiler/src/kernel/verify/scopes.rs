//! Ids, scopes, roles and shapes: what can be checked statement by statement.

use std::collections::BTreeSet;

use super::super::display;
use super::super::{
    Access, Buffer, BufferId, Index, Kernel, Loop, Operand, Register, Role, Step, Stmt, Trip,
    Value, Var,
};
use super::Fault;
use crate::element::Element;

/// Above every length, stride and trip count of a real kernel, and low enough that products of two
/// and sums of such products stay far inside `i128`.
const LARGEST: u64 = 1 << 40;

pub(super) fn check(kernel: &Kernel) -> Vec<Fault> {
    let mut faults = names(kernel);
    faults.extend(buffers(kernel));
    let mut scopes = Scopes {
        kernel,
        set: vec![false; kernel.registers.len()],
        defined: vec![false; kernel.registers.len()],
        open: Vec::new(),
        faults: Vec::new(),
    };
    scopes.block(&kernel.body);
    faults.append(&mut scopes.faults);
    faults
}

/// The emitted text knows things by their names only.
fn names(kernel: &Kernel) -> Vec<Fault> {
    let buffers = kernel.buffers.iter().map(|buffer| &buffer.name);
    let registers = kernel.registers.iter().map(|(name, _)| name);
    let all = buffers.chain(registers).chain(&kernel.vars);
    let mut seen = BTreeSet::new();
    let again = all.filter(|name| !seen.insert(*name));
    again.map(|name| Fault::DuplicateName { name: name.clone() }).collect()
}

fn buffers(kernel: &Kernel) -> Vec<Fault> {
    let mut faults = Vec::new();
    let is_output = |buffer: &&Buffer| matches!(buffer.role, Role::Output(_));
    if !kernel.buffers.iter().any(|buffer| is_output(&buffer)) {
        faults.push(Fault::NoOutput);
    }
    let first = kernel.element();
    if kernel.registers.iter().any(|(_, element)| *element != first) {
        // No module of an instruction set has registers of several elements yet.
        faults.push(Fault::Elements { place: "the kernel".to_owned() });
    }
    for (_, buffer) in kernel.parameters() {
        if let Role::Input(view) | Role::Output(view) = &buffer.role
            && view.end() > buffer.len
        {
            let (end, len) = (view.end(), buffer.len);
            faults.push(Fault::ViewOutside { buffer: buffer.name.clone(), end, len });
        }
    }
    faults
}

struct Scopes<'a> {
    kernel: &'a Kernel,
    /// Which registers have a value here.
    set: Vec<bool>,
    /// Which registers have had their definition.
    defined: Vec<bool>,
    /// The loops around this place, each with the number that its variable stays below.
    open: Vec<(Var, usize)>,
    faults: Vec<Fault>,
}

impl Scopes<'_> {
    fn block(&mut self, body: &[Stmt]) {
        let outside = self.set.clone();
        for stmt in body {
            match stmt {
                Stmt::Loop(inner) => self.repeat(inner),
                Stmt::Let(register, value) => {
                    self.value(*register, value);
                    self.define(*register);
                }
                Stmt::LoadTile { registers, access, column } => {
                    self.access(access, false);
                    self.columns(access, *column, registers.len());
                    for register in registers {
                        self.loaded(*register, access.buffer);
                        self.define(*register);
                    }
                }
                Stmt::Set(register, value) => {
                    self.value(*register, value);
                    self.read(*register);
                }
                Stmt::Apply(_, registers) => {
                    for (place, register) in registers.iter().enumerate() {
                        self.read(*register);
                        if registers[..place].contains(register) {
                            let register = self.register_name(*register);
                            self.faults.push(Fault::AppliedTwice { register });
                        }
                    }
                }
                Stmt::Store(access, value) => {
                    self.stored(access, value);
                    self.access(access, true);
                }
                Stmt::Prefetch(buffer, index) => {
                    self.role(*buffer, false);
                    self.index(index);
                }
                Stmt::StoreTile { access, column, values } => {
                    values.iter().for_each(|value| self.stored(access, value));
                    self.access(access, true);
                    self.columns(access, *column, values.len());
                }
            }
        }
        self.set = outside;
    }

    fn repeat(&mut self, inner: &Loop) {
        if let Trip::By { var, ranges } = &inner.trip {
            self.list(*var, ranges.len());
        }
        let end = inner.trip.end();
        if end as u64 > LARGEST {
            let place =
                format!("the loop of {}", self.kernel.vars.get(inner.var.0).map_or("?", |v| v));
            self.faults.push(Fault::TooLarge { place });
        }
        if inner.var.0 >= self.kernel.vars.len() {
            return self.unknown("variable", inner.var.0);
        }
        if self.open.iter().any(|(open, _)| *open == inner.var) {
            self.faults.push(Fault::VarReused { var: self.var_name(inner.var) });
        }
        self.open.push((inner.var, end));
        self.block(&inner.body);
        self.open.pop();
    }

    fn define(&mut self, register: Register) {
        match self.defined.get_mut(register.0) {
            None => return self.unknown("register", register.0),
            Some(true) => {
                let register = self.register_name(register);
                self.faults.push(Fault::Redefined { register });
            }
            Some(defined) => *defined = true,
        }
        self.set[register.0] = true;
    }

    fn value(&mut self, register: Register, value: &Value) {
        let element = self.kernel.registers.get(register.0).map(|(_, element)| *element);
        match value {
            Value::Load(access) => self.access(access, false),
            Value::Broadcast(buffer, index) => {
                self.role(*buffer, false);
                self.index(index);
            }
            Value::Pick { from, first, step } => self.pick(from.len(), *first, *step),
            Value::Copy(_) | Value::Fma(..) | Value::Binary(..) => {}
        }
        if let Value::Load(Access { buffer, .. }) | Value::Broadcast(buffer, _) = value {
            self.loaded(register, *buffer);
        }
        for operand in value.operands() {
            self.operand(operand, element, register);
        }
    }

    /// A register that is given what memory of the same element holds.
    fn loaded(&mut self, register: Register, buffer: BufferId) {
        let element = self.kernel.registers.get(register.0).map(|(_, element)| *element);
        self.meet(element, self.buffer_element(buffer), register);
    }

    /// A value that goes to memory of the same element.
    fn stored(&mut self, access: &Access, value: &Operand) {
        if let Operand::Register(register) = value {
            self.operand(value, self.buffer_element(access.buffer), *register);
        }
    }

    fn operand(&mut self, operand: &Operand, element: Option<Element>, place: Register) {
        if let Operand::Register(register) = operand {
            self.read(*register);
            let own = self.kernel.registers.get(register.0).map(|(_, element)| *element);
            self.meet(element, own, place);
        }
    }

    fn buffer_element(&self, buffer: BufferId) -> Option<Element> {
        self.kernel.buffers.get(buffer.0).map(|buffer| buffer.element)
    }

    /// What meets in an operation is of one element.
    fn meet(&mut self, a: Option<Element>, b: Option<Element>, place: Register) {
        if a.zip(b).is_some_and(|(a, b)| a != b) {
            let place = format!("a statement of {}", self.register_name(place));
            self.faults.push(Fault::Elements { place });
        }
    }

    fn read(&mut self, register: Register) {
        match self.set.get(register.0) {
            None => self.unknown("register", register.0),
            Some(true) => {}
            Some(false) => {
                let register = self.register_name(register);
                self.faults.push(Fault::UnsetRegister { register });
            }
        }
    }

    fn access(&mut self, access: &Access, store: bool) {
        let known = self.role(access.buffer, store) & self.index(&access.index);
        let (lanes, width) = (access.lanes, self.kernel.lanes);
        let fits = lanes.first.checked_add(lanes.count).is_some_and(|end| end <= width);
        if known && lanes.stride as u64 > LARGEST {
            let place = display::element(self.kernel, access);
            self.faults.push(Fault::TooLarge { place });
        }
        if known && (!fits || lanes.count == 0 || lanes.stride == 0) {
            let access = display::element(self.kernel, access);
            self.faults.push(Fault::Lanes { access, lanes: width });
        }
    }

    /// A tile has columns, and they lie apart.
    fn columns(&mut self, access: &Access, column: usize, count: usize) {
        let largest = column.max(count) as u64;
        if largest > LARGEST {
            self.faults.push(Fault::TooLarge { place: format!("a tile of {count} columns") });
        } else if count == 0 || column == 0 || access.lanes.first != 0 {
            let access = display::element(self.kernel, access);
            self.faults.push(Fault::Columns { access, column, count });
        }
    }

    /// Every lane is one of the registers'.
    fn pick(&mut self, registers: usize, first: usize, step: usize) {
        let lanes = self.kernel.lanes;
        let last = (lanes - 1).checked_mul(step).and_then(|reach| reach.checked_add(first));
        if step == 0 || last.is_none_or(|last| last >= registers.saturating_mul(lanes)) {
            self.faults.push(Fault::Pick { registers, first, step });
        }
    }

    /// Whether the buffer exists.
    fn role(&mut self, id: BufferId, store: bool) -> bool {
        let Some(buffer) = self.kernel.buffers.get(id.0) else {
            self.unknown("buffer", id.0);
            return false;
        };
        let action = match (store, &buffer.role) {
            (true, Role::Input(_)) => "store to",
            (false, Role::Output(_)) => "load from",
            _ => return true,
        };
        self.faults.push(Fault::WrongRole { buffer: buffer.name.clone(), action });
        true
    }

    /// Whether every variable of the index is a variable of the kernel.
    fn index(&mut self, index: &Index) -> bool {
        let mut known = true;
        for (place, term) in index.terms.iter().enumerate() {
            known &= term.var.0 < self.kernel.vars.len();
            if known && index.terms[..place].iter().any(|other| other.var == term.var) {
                self.faults.push(Fault::DuplicateTerm { var: self.var_name(term.var) });
            }
            match &term.step {
                Step::Table(table) => self.list(term.var, table.len()),
                Step::Linear(_) => drop(self.open_values(term.var)),
            }
        }
        if known && largest(index) > LARGEST {
            let place = format!("the index {}", display::index(self.kernel, index));
            self.faults.push(Fault::TooLarge { place });
        }
        known
    }

    /// Checks a list that is read by the value of `var`.
    fn list(&mut self, var: Var, actual: usize) {
        if let Some(expected) = self.open_values(var)
            && actual < expected
        {
            let var = self.var_name(var);
            self.faults.push(Fault::TableLength { var, expected, actual });
        }
    }

    /// What the values of an enclosing loop's variable are less than.
    fn open_values(&mut self, var: Var) -> Option<usize> {
        let found = self.open.iter().find(|(open, _)| *open == var).map(|(_, end)| *end);
        if found.is_none() {
            if var.0 < self.kernel.vars.len() {
                self.faults.push(Fault::VarOutOfScope { var: self.var_name(var) });
            } else {
                self.unknown("variable", var.0);
            }
        }
        found
    }

    fn register_name(&self, register: Register) -> String {
        let known = self.kernel.registers.get(register.0);
        known.map_or_else(|| "?".to_owned(), |(name, _)| name.clone())
    }

    fn var_name(&self, var: Var) -> String {
        self.kernel.vars[var.0].clone()
    }

    fn unknown(&mut self, kind: &'static str, id: usize) {
        self.faults.push(Fault::UnknownId { kind, id });
    }
}

/// The largest number of an index.
fn largest(index: &Index) -> u64 {
    let of_step = |step: &Step| match step {
        Step::Linear(factor) => factor.unsigned_abs(),
        Step::Table(table) => table.iter().map(|entry| entry.unsigned_abs()).max().unwrap_or(0),
    };
    let terms = index.terms.iter().map(|term| of_step(&term.step));
    terms.chain([index.constant.unsigned_abs()]).max().unwrap_or(0)
}
