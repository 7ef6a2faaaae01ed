//! Functions of one variable in a form that does not depend on how they are written.

use std::collections::BTreeMap;
use std::fmt;

/// Limits on what a graph may make of a polynomial: far above any activation.
const MOST_TERMS: usize = 32;
const MOST_FACTORS: usize = 8;
const LONGEST: usize = 512;

/// A sum of products of [`Atom`]s, multiplied out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Polynomial(BTreeMap<Vec<Atom>, f64>);

/// The variable, or a function of a polynomial in words.
type Atom = String;

impl Polynomial {
    /// The variable.
    pub(crate) fn x() -> Self {
        Self(BTreeMap::from([(vec!["x".to_owned()], 1.0)]))
    }

    pub(crate) fn constant(number: f64) -> Self {
        Self(BTreeMap::from([(Vec::new(), number)]))
    }

    /// The number, if it is one.
    pub(crate) fn number(&self) -> Option<f64> {
        self.0.iter().all(|(factors, _)| factors.is_empty()).then(|| self.0.values().sum())
    }

    pub(crate) fn plus(&self, other: &Self) -> Option<Self> {
        let mut sum = self.0.clone();
        for (factors, number) in &other.0 {
            *sum.entry(factors.clone()).or_insert(0.0) += number;
        }
        Self(sum).small()
    }

    pub(crate) fn times(&self, other: &Self) -> Option<Self> {
        let mut sum = BTreeMap::new();
        for (ours, a) in &self.0 {
            for (theirs, b) in &other.0 {
                let mut factors: Vec<Atom> = ours.iter().chain(theirs).cloned().collect();
                factors.sort_unstable();
                *sum.entry(factors).or_insert(0.0) += a * b;
            }
        }
        Self(sum).small()
    }

    pub(crate) fn scaled(&self, number: f64) -> Option<Self> {
        self.times(&Self::constant(number))
    }

    /// A function of it, which has no rules of its own.
    pub(crate) fn call(&self, function: &str) -> Option<Self> {
        let atom = format!("{function}({self})");
        (atom.len() <= LONGEST).then(|| Self(BTreeMap::from([(vec![atom], 1.0)])))
    }

    fn small(self) -> Option<Self> {
        let is_small = self.0.len() <= MOST_TERMS
            && self.0.keys().all(|factors| factors.len() <= MOST_FACTORS);
        is_small.then_some(self)
    }
}

/// Five digits of each number: models hold constants such as 1/√2 as `f32`, and products of them are
/// rounded.
impl fmt::Display for Polynomial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (factors, number)) in self.0.iter().enumerate() {
            let plus = if n == 0 { "" } else { " + " };
            write!(f, "{plus}{number:.4e}")?;
            factors.iter().try_for_each(|factor| write!(f, "·{factor}"))?;
        }
        Ok(())
    }
}
