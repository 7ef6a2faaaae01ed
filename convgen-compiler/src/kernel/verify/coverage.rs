//! Every element of an output's view is written exactly once, and no other: each store's footprint is
//! marked on a bit map.

use super::super::cost::sets_a_trip;
use super::super::{BufferId, Kernel, Loop, Role, Step, Stmt, Touch, TouchKind, View};
use super::Fault;
use super::marks::Marks;

pub(super) fn check(kernel: &Kernel) -> Vec<Fault> {
    let outputs = kernel.parameters().filter_map(|(id, buffer)| match &buffer.role {
        Role::Output(view) => Some((id, buffer.len, view)),
        Role::Input(_) | Role::Scratch => None,
    });
    outputs.filter_map(|(id, len, view)| check_output(kernel, id, len, view)).collect()
}

fn check_output(kernel: &Kernel, id: BufferId, len: usize, view: &View) -> Option<Fault> {
    let mut coverage = Coverage {
        output: id,
        written: Marks::none(len),
        loops: Vec::new(),
        values: vec![0; kernel.vars.len()],
    };
    let output = kernel.buffer(id).name.clone();
    if let Err(element) = coverage.block(&kernel.body) {
        return Some(Fault::WrittenTwice { output, element });
    }
    let expected = Marks::of(view, len);
    if let Some(element) = expected.first_missing_in(&coverage.written) {
        return Some(Fault::NotWritten { output, element });
    }
    let element = coverage.written.first_missing_in(&expected)?;
    Some(Fault::WrittenOutside { output, element })
}

struct Coverage<'a> {
    output: BufferId,
    written: Marks,
    loops: Vec<&'a Loop>,
    values: Vec<usize>,
}

/// `count` values, `factor` elements apart.
type Progression = (i128, usize);

impl<'a> Coverage<'a> {
    /// Marks every store of a block; the error is an element that was marked before.
    fn block(&mut self, body: &'a [Stmt]) -> Result<(), usize> {
        for stmt in body {
            match (stmt, stmt.touch()) {
                (Stmt::Loop(inner), _) => {
                    self.loops.push(inner);
                    self.block(&inner.body)?;
                    self.loops.pop();
                }
                (_, Some(touch)) if touch.kind == TouchKind::Write => self.tile(&touch)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn tile(&mut self, touch: &Touch<'_>) -> Result<(), usize> {
        if touch.buffer != self.output {
            return Ok(());
        }
        let (columns, column) = touch.columns;
        let lanes = (touch.lanes.stride as i128, touch.lanes.count);
        let loops = self.loops.clone();
        let progressions = vec![lanes, (column as i128, columns)];
        self.store(touch, &loops, touch.index.constant.into(), progressions)
    }

    /// Takes the loops outermost first. An independent one becomes a progression; one that others
    /// depend on is taken value by value.
    fn store(
        &mut self,
        touch: &Touch<'_>,
        loops: &[&Loop],
        base: i128,
        mut progressions: Vec<Progression>,
    ) -> Result<(), usize> {
        let Some((outer, rest)) = loops.split_first() else {
            progressions.sort_by_key(|(factor, _)| factor.unsigned_abs());
            return self.mark(base, &progressions);
        };
        let mut range = outer.trip.range(&self.values);
        match touch.index.step(outer.var) {
            step @ (Some(Step::Linear(_)) | None) if !sets_a_trip(outer.var, &outer.body) => {
                let factor = if let Some(Step::Linear(factor)) = step { *factor } else { 0 };
                let start = i128::from(factor) * range.start as i128;
                progressions.push((factor.into(), range.len()));
                self.store(touch, rest, base + start, progressions)
            }
            step => range.try_for_each(|value| {
                self.values[outer.var.0] = value;
                let here = step.and_then(|step| step.at(value)).unwrap_or(0);
                self.store(touch, rest, base + here, progressions.clone())
            }),
        }
    }

    /// Marks the sums of all progressions, smallest factor first. Those that continue one another
    /// are one run.
    fn mark(&mut self, base: i128, progressions: &[Progression]) -> Result<(), usize> {
        if progressions.iter().any(|&(_, count)| count == 0) {
            return Ok(());
        }
        let mut run = 1;
        let mut rest = progressions;
        while let Some(((factor, count), tail)) = rest.split_first()
            && (*count == 1 || *factor == run)
        {
            run *= *count as i128;
            rest = tail;
        }
        self.mark_runs(base, run, rest)
    }

    fn mark_runs(&mut self, base: i128, run: i128, rest: &[Progression]) -> Result<(), usize> {
        match rest.split_last() {
            // Everything is in bounds, and so fits.
            None => self.written.claim_run(base as usize, run as usize),
            Some(((factor, count), [])) if run == 1 => {
                self.written.claim_each(base as i64, *factor as i64, *count)
            }
            Some(((factor, count), inner)) => (0..*count as i128)
                .try_for_each(|value| self.mark_runs(base + factor * value, run, inner)),
        }
    }
}
