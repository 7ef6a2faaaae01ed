//! Every element of scratch memory is written before it is read.
//!
//! The kernel is walked in the order in which it runs, until all scratch memory has been written:
//! nothing can be wrong after that. Kernels fill it before they compute, so that the walk is short.

use super::super::{Access, BufferId, Index, Kernel, Lanes, Role, Stmt, Value};
use super::Fault;

pub(super) fn check(kernel: &Kernel) -> Option<Fault> {
    let written = kernel.buffers.iter().map(|buffer| match buffer.role {
        Role::Scratch => vec![false; buffer.len],
        _ => Vec::new(),
    });
    let written: Vec<Vec<bool>> = written.collect();
    let missing = written.iter().map(Vec::len).sum();
    let mut walk = Walk { kernel, written, missing, values: vec![0; kernel.vars.len()] };
    walk.block(&kernel.body).err()
}

struct Walk<'a> {
    kernel: &'a Kernel,
    /// By buffer; empty for those that are not scratch.
    written: Vec<Vec<bool>>,
    /// Elements that are not written yet.
    missing: usize,
    values: Vec<usize>,
}

impl Walk<'_> {
    fn block(&mut self, body: &[Stmt]) -> Result<(), Fault> {
        for stmt in body {
            if self.missing == 0 {
                break;
            }
            match stmt {
                Stmt::Loop(inner) if self.uses_scratch(&inner.body) => {
                    for value in inner.trip.range(&self.values) {
                        self.values[inner.var.0] = value;
                        self.block(&inner.body)?;
                    }
                }
                Stmt::Loop(_) => {}
                Stmt::Let(_, value) | Stmt::Set(_, value) => self.value(value)?,
                Stmt::Store(access, _) => self.write(access, 0),
                Stmt::Apply(..) | Stmt::Prefetch(..) => {}
                Stmt::StoreTile { access, column, values } => {
                    (0..values.len()).for_each(|n| self.write(access, n * column));
                }
            }
        }
        Ok(())
    }

    fn value(&self, value: &Value) -> Result<(), Fault> {
        match value {
            Value::Load(access) => self.read(access.buffer, &access.index, access.lanes),
            Value::Broadcast(buffer, index) => self.read(*buffer, index, Lanes::strided(1, 1)),
            Value::Copy(_) | Value::Fma(..) | Value::Pick { .. } | Value::Binary(..) => Ok(()),
        }
    }

    fn read(&self, buffer: BufferId, index: &Index, lanes: Lanes) -> Result<(), Fault> {
        let written = &self.written[buffer.0];
        let mut elements = self.elements(index, lanes);
        match elements.find(|&element| written.get(element) == Some(&false)) {
            None => Ok(()),
            Some(element) => {
                let scratch = self.kernel.buffer(buffer).name.clone();
                Err(Fault::NotSet { scratch, element })
            }
        }
    }

    fn write(&mut self, access: &Access, offset: usize) {
        for element in self.elements(&access.index, access.lanes) {
            if let Some(written) = self.written[access.buffer.0].get_mut(element + offset) {
                self.missing -= usize::from(!*written);
                *written = true;
            }
        }
    }

    /// The elements of an access, which `bounds` has found inside their buffer.
    fn elements(&self, index: &Index, lanes: Lanes) -> impl Iterator<Item = usize> + use<> {
        let steps = index.terms.iter().filter_map(|term| term.step.at(self.values[term.var.0]));
        let first = i128::from(index.constant) + steps.sum::<i128>();
        (0..lanes.count).map(move |n| (first + (n * lanes.stride) as i128) as usize)
    }

    fn uses_scratch(&self, body: &[Stmt]) -> bool {
        let is_scratch = |id: BufferId| matches!(self.kernel.buffer(id).role, Role::Scratch);
        body.iter().any(|stmt| match stmt {
            Stmt::Loop(inner) => self.uses_scratch(&inner.body),
            Stmt::Apply(..) | Stmt::Prefetch(..) => false,
            Stmt::Store(access, _) | Stmt::StoreTile { access, .. } => is_scratch(access.buffer),
            Stmt::Let(_, value) | Stmt::Set(_, value) => match value {
                Value::Load(access) => is_scratch(access.buffer),
                Value::Broadcast(buffer, _) => is_scratch(*buffer),
                Value::Copy(_) | Value::Fma(..) | Value::Pick { .. } | Value::Binary(..) => false,
            },
        })
    }
}
