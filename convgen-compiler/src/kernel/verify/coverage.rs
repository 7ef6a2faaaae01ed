//! Every output element is written exactly once: each store's footprint is marked on a bit map.

use super::super::cost::sets_a_trip;
use super::super::{Access, BufferId, Kernel, Loop, Role, Step, Stmt};
use super::Fault;

pub(super) fn check(kernel: &Kernel) -> Option<Fault> {
    let output = kernel.buffers.iter().position(|b| matches!(b.role, Role::Output))?;
    let len = kernel.buffers[output].len;
    let mut coverage = Coverage {
        output: BufferId(output),
        written: vec![0; len.div_ceil(WORD)],
        loops: Vec::new(),
        values: vec![0; kernel.vars.len()],
    };
    let marked = coverage.block(&kernel.body);
    let element = match marked {
        Err(element) => return Some(Fault::WrittenTwice { element }),
        Ok(()) => coverage.first_gap(len)?,
    };
    Some(Fault::NotWritten { element })
}

/// Bits of one word of the map.
const WORD: usize = u64::BITS as usize;

struct Coverage<'a> {
    output: BufferId,
    written: Vec<u64>,
    loops: Vec<&'a Loop>,
    values: Vec<usize>,
}

/// `count` values, `factor` elements apart.
type Progression = (i128, usize);

impl<'a> Coverage<'a> {
    /// Marks every store of a block; the error is an element that was marked before.
    fn block(&mut self, body: &'a [Stmt]) -> Result<(), usize> {
        for stmt in body {
            match stmt {
                Stmt::Loop(inner) => {
                    self.loops.push(inner);
                    self.block(&inner.body)?;
                    self.loops.pop();
                }
                Stmt::Store(access, _) => self.tile(access, (1, 1))?,
                Stmt::StoreTile { access, column, values } => {
                    self.tile(access, (*column as i128, values.len()))?;
                }
                Stmt::Let(..) | Stmt::Set(..) | Stmt::Apply(..) | Stmt::Prefetch(..) => {}
            }
        }
        Ok(())
    }

    fn tile(&mut self, access: &Access, columns: Progression) -> Result<(), usize> {
        if access.buffer != self.output {
            return Ok(());
        }
        let lanes = (access.lanes.stride as i128, access.lanes.count);
        let loops = self.loops.clone();
        self.store(access, &loops, access.index.constant.into(), vec![lanes, columns])
    }

    /// Takes the loops outermost first. An independent one becomes a progression; one that others
    /// depend on is taken value by value.
    fn store(
        &mut self,
        access: &Access,
        loops: &[&Loop],
        base: i128,
        mut progressions: Vec<Progression>,
    ) -> Result<(), usize> {
        let Some((outer, rest)) = loops.split_first() else {
            progressions.sort_by_key(|(factor, _)| factor.unsigned_abs());
            return self.mark(base, &progressions);
        };
        let mut range = outer.trip.range(&self.values);
        match access.index.step(outer.var) {
            step @ (Some(Step::Linear(_)) | None) if !sets_a_trip(outer.var, &outer.body) => {
                let factor = if let Some(Step::Linear(factor)) = step { *factor } else { 0 };
                let start = i128::from(factor) * range.start as i128;
                progressions.push((factor.into(), range.len()));
                self.store(access, rest, base + start, progressions)
            }
            step => range.try_for_each(|value| {
                self.values[outer.var.0] = value;
                let here = step.and_then(|step| step.at(value)).unwrap_or(0);
                self.store(access, rest, base + here, progressions.clone())
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
            None => self.mark_run(base as usize, run as usize),
            Some(((factor, count), [])) if run == 1 => {
                self.mark_each(base as i64, *factor as i64, *count)
            }
            Some(((factor, count), inner)) => (0..*count as i128)
                .try_for_each(|value| self.mark_runs(base + factor * value, run, inner)),
        }
    }

    /// Single elements, a plain loop: an output of a hundred million in strides is marked in proc
    /// macros too, which run without optimisation. Everything is in bounds, and so fits.
    fn mark_each(&mut self, base: i64, factor: i64, count: usize) -> Result<(), usize> {
        let (mut at, mut left) = (base, count);
        while left > 0 {
            let (word, bit) = (at as usize / WORD, 1_u64 << (at as usize % WORD));
            if self.written[word] & bit != 0 {
                return Err(at as usize);
            }
            self.written[word] |= bit;
            at += factor;
            left -= 1;
        }
        Ok(())
    }

    fn mark_run(&mut self, start: usize, len: usize) -> Result<(), usize> {
        let end = start + len;
        let mut at = start;
        while at < end {
            let (word, bit) = (at / WORD, at % WORD);
            let count = (WORD - bit).min(end - at);
            let mask = (u64::MAX >> (WORD - count)) << bit;
            let again = self.written[word] & mask;
            if again != 0 {
                return Err(word * WORD + again.trailing_zeros() as usize);
            }
            self.written[word] |= mask;
            at += count;
        }
        Ok(())
    }

    fn first_gap(&self, len: usize) -> Option<usize> {
        let word = self.written.iter().position(|&word| word != u64::MAX)?;
        let element = word * WORD + self.written[word].trailing_ones() as usize;
        (element < len).then_some(element)
    }
}
