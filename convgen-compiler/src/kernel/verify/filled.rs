//! Every element of scratch memory is written before it is read.
//!
//! Each scratch buffer is looked at by itself, in the order in which the kernel runs, with the set of
//! the elements that have been written so far. A loop is not run through:
//! * one that only writes, or only reads, touches a set of elements that follows from its index;
//! * one whose value has no part in what it touches does the same in each round, and the first round
//!   has least to read from;
//! * only one that does both at places that its value moves is taken value by value: a ring of rows.
//!
//! Nothing can be wrong once all of it has been written: kernels fill it before they compute.

use super::super::cost::sets_a_trip;
use super::super::{BufferId, Kernel, Loop, Role, Stmt, Touch, TouchKind};
use super::Fault;
use super::footprint::footprint;
use super::marks::Marks;

pub(super) fn check(kernel: &Kernel) -> Vec<Fault> {
    let buffers = kernel.buffers.iter().enumerate();
    let scratch = buffers.filter(|(_, buffer)| matches!(buffer.role, Role::Scratch));
    let faults = scratch.filter_map(|(at, buffer)| {
        let (id, values) = (BufferId(at), vec![0; kernel.vars.len()]);
        let written = Marks::none(buffer.len);
        let mut walk = Walk { id, len: buffer.len, full: written.is_full(), written, values };
        let element = walk.block(&kernel.body).err()?;
        Some(Fault::NotSet { scratch: buffer.name.clone(), element })
    });
    faults.collect()
}

struct Walk {
    id: BufferId,
    len: usize,
    /// The elements that have been written.
    written: Marks,
    /// Whether that is all of them.
    full: bool,
    /// Of the loops around that are taken value by value, or once.
    values: Vec<usize>,
}

/// What a block does with the buffer.
#[derive(Clone, Copy, Default)]
struct Uses {
    reads: bool,
    writes: bool,
}

impl Walk {
    /// The error is an element that is read too early.
    fn block(&mut self, body: &[Stmt]) -> Result<(), usize> {
        for stmt in body {
            if self.full {
                break;
            }
            if let Some(touch) = self.touch(stmt) {
                self.touched(&touch, &[])?;
            }
            if let Stmt::Loop(inner) = stmt {
                self.repeat(inner)?;
            }
        }
        Ok(())
    }

    fn repeat(&mut self, inner: &Loop) -> Result<(), usize> {
        let uses = self.uses(&inner.body);
        let mut range = inner.trip.range(&self.values);
        if !uses.reads && !uses.writes || range.is_empty() {
            return Ok(());
        }
        if !(uses.reads && uses.writes) {
            return self.gather(inner, &mut Vec::new());
        }
        if !self.moves(inner) {
            range.end = range.start + 1;
        }
        range.into_iter().try_for_each(|value| {
            self.values[inner.var.0] = value;
            self.block(&inner.body)
        })
    }

    /// All that a loop touches which only reads or only writes: the order does not matter.
    fn gather<'a>(&mut self, inner: &'a Loop, loops: &mut Vec<&'a Loop>) -> Result<(), usize> {
        loops.push(inner);
        for stmt in &inner.body {
            if let Some(touch) = self.touch(stmt) {
                self.touched(&touch, loops)?;
            }
            if let Stmt::Loop(inner) = stmt {
                self.gather(inner, loops)?;
            }
        }
        loops.pop();
        Ok(())
    }

    /// Whether what a loop touches depends on its value.
    fn moves(&self, inner: &Loop) -> bool {
        let mut moves = sets_a_trip(inner.var, &inner.body);
        super::super::visit::each(&inner.body, &mut |stmt| {
            let touch = self.touch(stmt);
            moves |= touch.is_some_and(|touch| touch.index.step(inner.var).is_some());
        });
        moves
    }

    fn uses(&self, body: &[Stmt]) -> Uses {
        let mut uses = Uses::default();
        super::super::visit::each(body, &mut |stmt| {
            let kind = self.touch(stmt).map(|touch| touch.kind);
            uses.reads |= kind == Some(TouchKind::Read);
            uses.writes |= kind == Some(TouchKind::Write);
        });
        uses
    }

    /// What a statement does with the buffer.
    fn touch<'a>(&self, stmt: &'a Stmt) -> Option<Touch<'a>> {
        let touch = stmt.touch()?;
        (touch.buffer == self.id && touch.kind != TouchKind::Prefetch).then_some(touch)
    }

    fn touched(&mut self, touch: &Touch<'_>, loops: &[&Loop]) -> Result<(), usize> {
        let touched = footprint(touch, loops, self.len, &mut self.values);
        match touch.kind {
            TouchKind::Read => touched.first_missing_in(&self.written).map_or(Ok(()), Err),
            _ => {
                self.written.add(&touched);
                self.full = self.written.is_full();
                Ok(())
            }
        }
    }
}
