//! The elements that a statement touches in all rounds of the loops around it, as a set.
//!
//! A loop whose value is a factor of the index adds a progression to every element; so a set grows to that
//! of all rounds in as many steps as their count has bits. Only one that others depend on, or that is looked
//! up in a list, is taken value by value.

use std::collections::BTreeMap;

use super::super::{Loop, Step, Touch, Trip};
use super::marks::Marks;

/// The footprint in a buffer of so many elements, all of it inside; loops are given outermost first, and
/// those around them by the values of their variables.
pub(super) fn footprint(
    touch: &Touch<'_>,
    loops: &[&Loop],
    len: usize,
    values: &mut [usize],
) -> Marks {
    let inner: Vec<_> = loops.iter().map(|inner| inner.var).collect();
    let fixed = touch.index.terms.iter().filter(|term| !inner.contains(&term.var));
    let fixed = fixed.filter_map(|term| term.step.at(values[term.var.0]));
    let base = i128::from(touch.index.constant) + fixed.sum::<i128>();
    let (columns, column) = touch.columns;
    let progressions =
        vec![(touch.lanes.stride as i128, touch.lanes.count), (column as i128, columns)];
    let mut walk = Walk { touch, values, progressions, lowest: BTreeMap::new(), len };
    walk.rounds(loops, base);
    let mut all = Marks::none(len);
    for (progressions, mut marks) in walk.lowest {
        for (factor, count) in progressions {
            marks.spread(factor.abs(), count);
        }
        all.add(&marks);
    }
    all
}

struct Walk<'a> {
    touch: &'a Touch<'a>,
    values: &'a mut [usize],
    /// Factors and counts of what is added to each element.
    progressions: Vec<(i128, usize)>,
    /// For all that some progressions are added to, the lowest sums: lists are long, and progressions of
    /// their entries mostly the same.
    lowest: BTreeMap<Vec<(i128, usize)>, Marks>,
    len: usize,
}

impl Walk<'_> {
    fn rounds(&mut self, loops: &[&Loop], base: i128) {
        let Some((outer, rest)) = loops.split_first() else {
            return self.add(base);
        };
        let range = outer.trip.range(self.values);
        if range.is_empty() {
            return;
        }
        let step = self.touch.index.step(outer.var);
        let sets_range =
            rest.iter().any(|inner| matches!(inner.trip, Trip::By { var, .. } if var == outer.var));
        match step {
            Some(Step::Linear(_)) | None if !sets_range => {
                let factor = if let Some(Step::Linear(factor)) = step { *factor } else { 0 };
                let count = if factor == 0 { 1 } else { range.len() };
                self.progressions.push((factor.into(), count));
                self.rounds(rest, base + i128::from(factor) * range.start as i128);
                self.progressions.pop();
            }
            step => {
                for value in range {
                    self.values[outer.var.0] = value;
                    let here = step.and_then(|step| step.at(value)).unwrap_or(0);
                    self.rounds(rest, base + here);
                }
            }
        }
    }

    /// Notes the lowest sum with the progressions: it is one of them, and so inside.
    fn add(&mut self, base: i128) {
        let below = |&(factor, count): &(i128, usize)| (factor * (count - 1) as i128).min(0);
        let lowest = base + self.progressions.iter().map(below).sum::<i128>();
        if !self.lowest.contains_key(&self.progressions) {
            self.lowest.insert(self.progressions.clone(), Marks::none(self.len));
        }
        if let Some(marks) = self.lowest.get_mut(&self.progressions) {
            marks.add_run(lowest as usize, 1);
        }
    }
}
