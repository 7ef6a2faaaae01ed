//! Ids, scopes, roles and shapes: what can be checked statement by statement.

use std::collections::BTreeSet;

use convgen_runtime::layer;

use super::super::display;
use super::super::{
    Access, BufferId, Index, Kernel, Loop, Operand, Register, Role, Step, Stmt, Trip, Value, Var,
};
use super::Fault;

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
    let all = buffers.chain(&kernel.registers).chain(&kernel.vars);
    let mut seen = BTreeSet::new();
    let again = all.filter(|name| !seen.insert(*name));
    again.map(|name| Fault::DuplicateName { name: name.clone() }).collect()
}

fn buffers(kernel: &Kernel) -> Vec<Fault> {
    let count = |role: fn(&Role) -> bool| kernel.buffers.iter().filter(|b| role(&b.role)).count();
    let outputs = count(|role| matches!(role, Role::Output));
    let operands = kernel.operands();
    let mut faults = Vec::new();
    if outputs != 1 || operands.first() != Some(&layer::Operand::Input) {
        faults.push(Fault::Buffers { inputs: operands.len(), outputs });
    }
    for pair in operands.windows(2).filter(|pair| pair[0] == pair[1]) {
        faults.push(Fault::DuplicateOperand { operand: pair[0].name() });
    }
    for buffer in &kernel.buffers {
        if let Role::Table(data) = &buffer.role
            && data.len() != buffer.len
        {
            let (table, actual) = (buffer.name.clone(), data.len());
            faults.push(Fault::TableData { table, expected: buffer.len, actual });
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
                Stmt::Let(register, value) => self.define(*register, value),
                Stmt::Set(register, value) => {
                    self.value(value);
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
                    self.operand(value);
                    self.access(access, true);
                }
                Stmt::Prefetch(buffer, index) => {
                    self.role(*buffer, false);
                    self.index(index);
                }
                Stmt::StoreTile { access, column, values } => {
                    values.iter().for_each(|value| self.operand(value));
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

    fn define(&mut self, register: Register, value: &Value) {
        self.value(value);
        match self.defined.get_mut(register.0) {
            None => return self.unknown("register", register.0),
            Some(true) => {
                let register = self.kernel.registers[register.0].clone();
                self.faults.push(Fault::Redefined { register });
            }
            Some(defined) => *defined = true,
        }
        self.set[register.0] = true;
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Copy(a) => self.operand(a),
            Value::Load(access) => self.access(access, false),
            Value::Broadcast(buffer, index) => {
                self.role(*buffer, false);
                self.index(index);
            }
            Value::Fma(a, b, c) => [a, b, c].into_iter().for_each(|x| self.operand(x)),
            Value::Pick { from, first, step } => {
                from.iter().for_each(|x| self.operand(x));
                self.pick(from.len(), *first, *step);
            }
            Value::Binary(_, a, b) => [a, b].into_iter().for_each(|x| self.operand(x)),
        }
    }

    fn operand(&mut self, operand: &Operand) {
        if let Operand::Register(register) = operand {
            self.read(*register);
        }
    }

    fn read(&mut self, register: Register) {
        match self.set.get(register.0) {
            None => self.unknown("register", register.0),
            Some(true) => {}
            Some(false) => {
                let register = self.kernel.registers[register.0].clone();
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
            (true, Role::Input(_) | Role::Table(_)) => "store to",
            (false, Role::Output) => "load from",
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
        self.kernel.registers.get(register.0).map_or_else(|| "?".to_owned(), Clone::clone)
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
