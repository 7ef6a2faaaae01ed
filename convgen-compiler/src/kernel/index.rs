//! Indices: a constant plus one function of each loop variable.

use std::sync::Arc;

use super::Var;

/// Most entries of a list that is written where it is used; longer ones are statics.
pub const SHORT_LIST: usize = 64;

/// `constant + Σ step(var)`: an element of a buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Index {
    /// The part that no loop changes.
    pub constant: i64,
    /// At most one term a variable.
    pub terms: Vec<Term>,
}

/// What one loop variable adds to an index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The variable.
    pub var: Var,
    /// Its contribution.
    pub step: Step,
}

/// A function of a loop variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// `factor · value`
    Linear(i64),
    /// `table[value]`; shared, because a table by weights is long and many indices have it.
    Table(Arc<[i64]>),
}

impl Index {
    /// An index that no loop changes.
    pub fn constant(constant: i64) -> Self {
        Self { constant, terms: Vec::new() }
    }

    /// The same index with `amount` added.
    #[must_use]
    pub fn offset(mut self, amount: i64) -> Self {
        self.constant += amount;
        self
    }

    /// The same index with `factor · var` added. A variable that is absent (its loop runs once and
    /// was left out) or a factor of zero adds nothing.
    #[must_use]
    pub fn linear(mut self, var: Option<Var>, factor: i64) -> Self {
        if let (Some(var), true) = (var, factor != 0) {
            self.terms.push(Term { var, step: Step::Linear(factor) });
        }
        self
    }

    /// The same index with `table[var]` added; without a variable, the table's only entry. A table
    /// of equal steps becomes a linear term, and one of a variable that the index already depends on is
    /// added to that term.
    #[must_use]
    pub fn table(mut self, var: Option<Var>, table: &[i64]) -> Self {
        let held = self.terms.iter().position(|term| Some(term.var) == var);
        if let Some(held) = held.map(|at| self.terms.remove(at)) {
            let held = (0..).map_while(|value| held.step.at(value)).map(|entry| entry as i64);
            let sum: Vec<i64> = table.iter().zip(held).map(|(a, b)| a + b).collect();
            return self.table(var, &sum);
        }
        let first = table.first().copied().unwrap_or(0);
        self.constant += first;
        let step = table.get(1).map_or(0, |second| second - first);
        if table.windows(2).all(|pair| pair[1] - pair[0] == step) {
            return self.linear(var, step);
        }
        if let Some(var) = var {
            let step = Step::Table(table.iter().map(|entry| entry - first).collect());
            self.terms.push(Term { var, step });
        }
        self
    }

    /// The sum of two indices that depend on different variables.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.constant += other.constant;
        self.terms.extend_from_slice(&other.terms);
        self
    }

    /// The step of one variable, if the index depends on it.
    pub fn step(&self, var: Var) -> Option<&Step> {
        self.terms.iter().find(|term| term.var == var).map(|term| &term.step)
    }
}

impl Step {
    /// The contribution at one value of the variable; `None` past a table's end.
    pub fn at(&self, value: usize) -> Option<i128> {
        match self {
            Self::Linear(factor) => Some(i128::from(*factor) * value as i128),
            Self::Table(table) => table.get(value).copied().map(i128::from),
        }
    }

    /// Whether all that it can add fulfils a condition.
    pub(super) fn all(&self, holds: impl Fn(i128) -> bool) -> bool {
        match self {
            Self::Linear(factor) => holds((*factor).into()),
            Self::Table(table) => table.iter().all(|entry| holds((*entry).into())),
        }
    }
}
