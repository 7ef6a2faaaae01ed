//! Every access of every iteration lies inside its buffer: exact interval arithmetic.
//!
//! An index is a sum of one function a loop, so its extremes are the sum of each function's, as
//! long as the loops are independent. They are not where a variable sets another loop's range:
//! such loops are taken together, value by value, and a variable that is looked up in a table too.
//! `scopes` has bounded every number, so that nothing overflows here.

use super::super::display::element;
use super::super::{Access, Index, Kernel, Loop, Role, Step, Stmt, Touch, TouchKind, Trip, View};
use super::Fault;
use super::footprint::footprint;
use super::marks::Marks;

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
            if let Some(touch) = stmt.touch().filter(|touch| touch.kind != TouchKind::Prefetch) {
                self.touch(&touch);
            }
            if let Stmt::Loop(inner) = stmt {
                self.loops.push(inner);
                self.block(&inner.body);
                self.loops.pop();
            }
        }
    }

    fn touch(&mut self, touch: &Touch<'_>) {
        let mut values = vec![0; self.kernel.vars.len()];
        let Some((low, high)) = extent(touch.index, &self.loops, &mut values) else {
            return;
        };
        let constant = i128::from(touch.index.constant);
        let (first, last) = (low + constant, high + constant + touch.reach());
        let buffer = self.kernel.buffer(touch.buffer);
        if first < 0 || last >= buffer.len as i128 {
            let (access, len) = (self.text(touch), buffer.len);
            self.faults.push(Fault::OutOfBounds { access, first, last, len });
        } else if let Role::Input(view) = &buffer.role
            && !self.inside(touch, (first, last), view, &mut values)
            && !self.is_part(touch, buffer.len, view, &mut values)
        {
            let access = self.text(touch);
            self.faults.push(Fault::ReadOutside { access });
        }
    }

    /// Whether a read lies inside a view, whatever its loops do.
    ///
    /// A view without gaps is a range. In another, what every loop adds belongs to one of the axes: to the
    /// one with the longest stride that all its steps are multiples of. On each axis the sum must stay
    /// below its count. That is so wherever loops go along axes; others may be inside nevertheless.
    fn inside(
        &self,
        touch: &Touch<'_>,
        (first, last): (i128, i128),
        view: &View,
        values: &mut [usize],
    ) -> bool {
        let base = view.base() as i128;
        if let [(count, 1)] = view.axes() {
            return base <= first && last < base + *count as i128;
        }
        let mut constant = i128::from(touch.index.constant) - base;
        let mut terms = touch.index.terms.clone();
        let mut steps = vec![touch.columns, (touch.lanes.count, touch.lanes.stride)];
        steps.retain(|(count, _)| *count > 1);
        for &(count, stride) in view.axes() {
            let whole = |step: i128| step % stride as i128 == 0;
            let (along, rest): (Vec<_>, Vec<_>) =
                terms.into_iter().partition(|term| term.step.all(whole));
            let (more, others): (Vec<_>, Vec<_>) =
                steps.into_iter().partition(|&(_, step)| whole(step as i128));
            (terms, steps) = (rest, others);
            let lowest = |terms: &[_], values: &mut _| {
                extent(&Index { constant: 0, terms: terms.to_vec() }, &self.loops, values)
            };
            let (Some((low, high)), Some((rest, _))) =
                (lowest(&along, values), lowest(&terms, values))
            else {
                return true;
            };
            // What is left of the constant makes up for what the finer axes subtract.
            let here = (constant + rest).div_euclid(stride as i128);
            constant -= here * stride as i128;
            let reach: i128 = more.iter().map(|&(n, step)| (n - 1) as i128 * step as i128).sum();
            let (low, high) = (low / stride as i128, (high + reach) / stride as i128);
            if here + low < 0 || here + high >= count as i128 {
                return false;
            }
        }
        // Elements between those of the finest axis, if it has gaps.
        constant == 0 && terms.is_empty() && steps.is_empty()
    }

    /// The same, element by element.
    fn is_part(&self, touch: &Touch<'_>, len: usize, view: &View, values: &mut [usize]) -> bool {
        let read = footprint(touch, &self.loops, len, values);
        read.first_missing_in(&Marks::of(view, len)).is_none()
    }

    fn text(&self, touch: &Touch<'_>) -> String {
        let Touch { buffer, index, lanes, .. } = *touch;
        element(self.kernel, &Access { buffer, index: index.clone(), lanes })
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
