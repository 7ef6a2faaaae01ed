//! What a kernel does to memory, found by running it, one access at a time.

use std::collections::BTreeSet;

use convgen_compiler::kernel::{
    Access, BufferId, Fault, Index, Kernel, Lanes, Role, Stmt, Trip, Value, Var,
};

/// What happened in a run whose scopes and shapes are right.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Whether any access left its buffer.
    pub(crate) left: bool,
    /// How often each output element was written.
    pub(crate) written: Vec<usize>,
    /// The scratch elements that were read before they were written, with their buffer.
    unset: BTreeSet<(String, usize)>,
    /// Which elements of each buffer have been written.
    set: Vec<Vec<bool>>,
    values: Vec<(Var, usize)>,
}

impl Memory {
    pub(crate) fn of(kernel: &Kernel) -> Self {
        let output = kernel.buffers.iter().find(|buffer| matches!(buffer.role, Role::Output(_)));
        let written = vec![0; output.map_or(0, |output| output.len)];
        let set = kernel.buffers.iter().map(|buffer| vec![false; buffer.len]).collect();
        let mut memory = Self { written, set, ..Self::default() };
        memory.block(kernel, &kernel.body);
        memory
    }

    /// Whether the verifier's answer is the one that this run calls for.
    pub(crate) fn agrees(&self, faults: &[Fault]) -> bool {
        let gap = self.written.iter().position(|&times| times == 0);
        let twice = self.written.iter().any(|&times| times > 1);
        let unset = |fault: &&Fault| matches!(fault, Fault::NotSet { .. });
        let (unset, others): (Vec<&Fault>, Vec<&Fault>) = faults.iter().partition(unset);
        // One element a buffer, whichever the verifier comes upon.
        let known = |fault: &&Fault| match fault {
            Fault::NotSet { scratch, element } => self.unset.contains(&(scratch.clone(), *element)),
            _ => false,
        };
        let buffers: BTreeSet<_> = self.unset.iter().map(|(buffer, _)| buffer).collect();
        let right = unset.iter().all(known) && unset.len() == buffers.len();
        if !self.left && !right {
            return false;
        }
        match &others[..] {
            [] => !self.left && !twice && gap.is_none(),
            [Fault::WrittenTwice { element, .. }] => !self.left && self.written[*element] > 1,
            [Fault::NotWritten { element, .. }] => !self.left && !twice && gap == Some(*element),
            faults => {
                self.left && faults.iter().all(|fault| matches!(fault, Fault::OutOfBounds { .. }))
            }
        }
    }

    fn block(&mut self, kernel: &Kernel, body: &[Stmt]) {
        for stmt in body {
            match stmt {
                Stmt::Loop(inner) => {
                    let range = match &inner.trip {
                        Trip::Fixed(count) => 0..*count,
                        Trip::By { var, ranges } => ranges[self.value(*var)].clone(),
                    };
                    for value in range {
                        self.values.push((inner.var, value));
                        self.block(kernel, &inner.body);
                        self.values.pop();
                    }
                }
                Stmt::Let(_, Value::Load(access)) | Stmt::Set(_, Value::Load(access)) => {
                    self.access(kernel, access, false);
                }
                Stmt::Let(_, Value::Broadcast(buffer, index))
                | Stmt::Set(_, Value::Broadcast(buffer, index)) => {
                    self.broadcast(kernel, *buffer, index);
                }
                Stmt::LoadTile { registers, access, column } => {
                    self.tile(kernel, access, (registers.len(), *column), false);
                }
                Stmt::Store(access, _) => self.access(kernel, access, true),
                Stmt::StoreTile { access, column, values } => {
                    self.tile(kernel, access, (values.len(), *column), true);
                }
                Stmt::Let(..) | Stmt::Set(..) | Stmt::Apply(..) | Stmt::Prefetch(..) => {}
            }
        }
    }

    fn broadcast(&mut self, kernel: &Kernel, buffer: BufferId, index: &Index) {
        let access = Access { buffer, index: index.clone(), lanes: Lanes::strided(1, 1) };
        self.access(kernel, &access, false);
    }

    fn tile(
        &mut self,
        kernel: &Kernel,
        access: &Access,
        (columns, column): (usize, usize),
        store: bool,
    ) {
        for n in 0..columns {
            let index = access.index.clone().offset((n * column) as i64);
            self.access(kernel, &Access { index, ..access.clone() }, store);
        }
    }

    fn access(&mut self, kernel: &Kernel, access: &Access, store: bool) {
        let steps = access.index.terms.iter().map(|term| term.step.at(self.value(term.var)));
        let first = i128::from(access.index.constant) + steps.flatten().sum::<i128>();
        for lane in 0..access.lanes.count {
            let at = usize::try_from(first + (lane * access.lanes.stride) as i128);
            let buffer = kernel.buffer(access.buffer);
            let Some(at) = at.ok().filter(|&at| at < buffer.len) else {
                self.left = true;
                continue;
            };
            let set = &mut self.set[kernel
                .buffers
                .iter()
                .position(|b| b.name == buffer.name)
                .expect("it is one of them")][at];
            match buffer.role {
                Role::Output(_) => self.written[at] += 1,
                Role::Scratch if store => *set = true,
                Role::Scratch if !*set => drop(self.unset.insert((buffer.name.clone(), at))),
                _ => {}
            }
        }
    }

    fn value(&self, var: Var) -> usize {
        let open = self.values.iter().find(|(open, _)| *open == var);
        open.expect("the variable is in scope").1
    }
}
