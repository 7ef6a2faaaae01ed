//! Builds kernels: hands out ids and unique names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Access, Buffer, BufferId, Kernel, Loop, Register, Role, Stmt, Trip, Value, Var, View};
use crate::element::Element;

/// A kernel under construction. Statements are plain values that the caller nests; the builder
/// owns what must be unique.
#[derive(Debug)]
pub struct Builder {
    element: Element,
    lanes: usize,
    buffers: Vec<Buffer>,
    registers: Vec<(String, Element)>,
    vars: Vec<String>,
    names: BTreeSet<String>,
    /// For each name that was asked for, the number from which on it may be free.
    next: BTreeMap<String, usize>,
}

impl Builder {
    /// A kernel of one element with a whole input and a whole output, which are the first two buffers.
    pub fn new(
        element: Element,
        lanes: usize,
        input_len: usize,
        output_len: usize,
    ) -> (Self, BufferId, BufferId) {
        let mut builder = Self::empty(element, lanes);
        let input = builder.input("input", View::whole(input_len));
        let output = builder.output("output", View::whole(output_len));
        (builder, input, output)
    }

    /// A kernel without any buffer. Registers and buffers are of this element.
    pub fn empty(element: Element, lanes: usize) -> Self {
        let (buffers, registers, vars, names, next) = Default::default();
        Self { element, lanes, buffers, registers, vars, names, next }
    }

    /// Elements of one register.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// Adds a parameter that is read, as long as its view reaches.
    pub fn input(&mut self, name: &str, view: View) -> BufferId {
        let len = view.end();
        self.buffer(name, Role::Input(view), len)
    }

    /// Adds a parameter that is written, as long as its view reaches.
    pub fn output(&mut self, name: &str, view: View) -> BufferId {
        let len = view.end();
        self.buffer(name, Role::Output(view), len)
    }

    /// Adds scratch memory.
    pub fn scratch(&mut self, name: &str, len: usize) -> BufferId {
        self.buffer(name, Role::Scratch, len)
    }

    /// A statement that defines a new register, and the register.
    pub fn define(&mut self, name: &str, value: Value) -> (Register, Stmt) {
        let register = self.register(name);
        (register, Stmt::Let(register, value))
    }

    /// A statement that defines `count` new registers by the lanes of an access, each `column` elements
    /// of memory further on than the one before; and the registers.
    pub fn define_tile(
        &mut self,
        name: &str,
        access: Access,
        column: usize,
        count: usize,
    ) -> (Vec<Register>, Stmt) {
        let registers: Vec<_> = (0..count).map(|_| self.register(name)).collect();
        (registers.clone(), Stmt::LoadTile { registers, access, column })
    }

    /// A new loop variable; `None` when the loop runs exactly once, and so need not exist.
    pub fn var(&mut self, name: &str, trip: &Trip) -> Option<Var> {
        if *trip == Trip::Fixed(1) {
            return None;
        }
        Some(self.scope(name))
    }

    /// The variable of a loop that runs once and is there nevertheless: a block of its own, which
    /// shares no address with what is around it.
    pub fn scope(&mut self, name: &str) -> Var {
        let name = self.unique(name);
        self.vars.push(name);
        Var(self.vars.len() - 1)
    }

    /// The finished kernel.
    pub fn finish(self, body: Vec<Stmt>) -> Kernel {
        let Self { element: _, lanes, buffers, registers, vars, names: _, next: _ } = self;
        Kernel { lanes, buffers, registers, vars, body }
    }

    fn register(&mut self, name: &str) -> Register {
        let name = self.unique(name);
        self.registers.push((name, self.element));
        Register(self.registers.len() - 1)
    }

    fn buffer(&mut self, name: &str, role: Role, len: usize) -> BufferId {
        let name = self.unique(name);
        self.buffers.push(Buffer { name, element: self.element, role, len });
        BufferId(self.buffers.len() - 1)
    }

    /// The name, or the first of `name_2`, `name_3` … that is free. A search from the start each time
    /// would take as long as there are pairs: a kernel may have tens of thousands of sums.
    fn unique(&mut self, name: &str) -> String {
        let mut number = self.next.get(name).copied().unwrap_or(1);
        let mut fresh = numbered(name, number);
        while self.names.contains(&fresh) {
            number += 1;
            fresh = numbered(name, number);
        }
        self.next.insert(name.to_owned(), number + 1);
        self.names.insert(fresh.clone());
        fresh
    }
}

fn numbered(name: &str, number: usize) -> String {
    match number {
        1 => name.to_owned(),
        _ => format!("{name}_{number}"),
    }
}

/// Wraps statements in a loop; without a variable they run once as they are. A loop that would do
/// nothing is left out.
pub(crate) fn nest(var: Option<Var>, trip: Trip, body: Vec<Stmt>) -> Vec<Stmt> {
    match var {
        None => body,
        Some(_) if body.is_empty() || trip == Trip::Fixed(0) => Vec::new(),
        Some(var) => vec![Stmt::Loop(Loop { var, trip, body })],
    }
}
