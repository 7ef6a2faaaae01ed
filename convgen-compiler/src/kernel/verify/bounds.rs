//! Every access of every iteration lies inside its buffer: exact interval arithmetic.
//!
//! An index is a sum of one function a loop, so its extremes are the sum of each function's, as
//! long as the loops are independent. They are not where a variable sets another loop's range:
//! such loops are taken together, value by value, and a variable that is looked up in a table too.
//! `scopes` has bounded every number, so that nothing overflows here.

use super::super::display::element;
use super::super::{Access, Index, Kernel, Lanes, Loop, Step, Stmt, Trip, Value};
use super::Fault;

pub(super) fn check(kernel: &Kernel) -> Vec<Fault> {
    let mut checker = Checker { kernel, loops: Vec::new(), faults: Vec::new() };
    checker.block(&kernel.body);
    checker.faults
}

struct Checker<'a> {
    kernel: &'a Kernel,
    loops: Vec<&'a Loop>,
    faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn block(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            match stmt {
                Stmt::Loop(inner) => {
                    self.loops.push(inner);
                    self.block(&inner.body);
                    self.loops.pop();
                }
                Stmt::Let(_, value) | Stmt::Set(_, value) => match value {
                    Value::Load(access) => self.access(access, 0),
                    Value::Broadcast(buffer, index) => {
                        let lanes = Lanes::strided(1, 1);
                        self.access(&Access { buffer: *buffer, index: index.clone(), lanes }, 0);
                    }
                    Value::Copy(_) | Value::Fma(..) | Value::Pick { .. } | Value::Binary(..) => {}
                },
                Stmt::Apply(..) => {}
                Stmt::Store(access, _) => self.access(access, 0),
                Stmt::Prefetch(..) => {}
                Stmt::StoreTile { access, column, values } => {
                    self.access(access, (values.len() - 1) as i128 * *column as i128);
                }
            }
        }
    }

    /// Checks an access that is made again up to `offset` elements further on.
    fn access(&mut self, access: &Access, offset: i128) {
        let mut values = vec![0; self.kernel.vars.len()];
        let Some((low, high)) = extent(&access.index, &self.loops, &mut values) else {
            return;
        };
        let lanes = access.lanes;
        let reach = (lanes.count - 1) as i128 * lanes.stride as i128;
        let constant = i128::from(access.index.constant);
        let (first, last) = (low + constant, high + constant + reach + offset);
        let len = self.kernel.buffer(access.buffer).len;
        if first < 0 || last >= len as i128 {
            let access = element(self.kernel, access);
            self.faults.push(Fault::OutOfBounds { access, first, last, len });
        }
    }
}

/// The smallest and largest sum of the index's terms over all iterations of the loops, outermost
/// first; `None` when there is no iteration.
///
/// Loops that set no range of one another run through all combinations, so that their extremes add
/// up: borders on two axes would otherwise take as long as there are pairs of their outputs.
fn extent(index: &Index, loops: &[&Loop], values: &mut [usize]) -> Option<(i128, i128)> {
    let mut sum = (0, 0);
    for group in groups(loops) {
        let (low, high) = extent_of_group(index, &group, values)?;
        sum = (sum.0 + low, sum.1 + high);
    }
    Some(sum)
}

/// The loops in groups: one whose range another sets is with that one.
fn groups<'a>(loops: &[&'a Loop]) -> Vec<Vec<&'a Loop>> {
    let mut groups: Vec<Vec<&Loop>> = Vec::new();
    for &inner in loops {
        let of = |group: &&mut Vec<&Loop>| group.iter().any(|outer| sets_range(outer, inner));
        match groups.iter_mut().find(of) {
            Some(group) => group.push(inner),
            None => groups.push(vec![inner]),
        }
    }
    groups
}

fn sets_range(outer: &Loop, inner: &Loop) -> bool {
    matches!(inner.trip, Trip::By { var, .. } if var == outer.var)
}

/// The same for the loops of one group.
fn extent_of_group(index: &Index, loops: &[&Loop], values: &mut [usize]) -> Option<(i128, i128)> {
    let Some((outer, rest)) = loops.split_first() else {
        return Some((0, 0));
    };
    let mut range = outer.trip.range(values);
    let last = range.end.checked_sub(1).filter(|_| !range.is_empty())?;
    match index.step(outer.var) {
        step @ (Some(Step::Linear(_)) | None)
            if !rest.iter().any(|inner| sets_range(outer, inner)) =>
        {
            let (low, high) = extent_of_group(index, rest, values)?;
            let factor = if let Some(Step::Linear(factor)) = step { *factor } else { 0 };
            let [near, far] = [range.start, last].map(|value| i128::from(factor) * value as i128);
            Some((low + near.min(far), high + near.max(far)))
        }
        step => {
            let each = range.by_ref().filter_map(|value| {
                values[outer.var.0] = value;
                let (low, high) = extent_of_group(index, rest, values)?;
                let here = step.map_or(Some(0), |step| step.at(value))?;
                Some((low + here, high + here))
            });
            each.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        }
    }
}
