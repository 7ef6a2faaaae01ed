//! What is known of the values of a graph: their sizes, stated, fixed from outside or inferred, and the
//! numbers of those that are the same in every run.

mod computed;
mod fixed;
pub mod geometry;
mod infer;
mod reads;
pub(crate) mod sizes;
mod stated;
#[cfg(test)]
mod tests;
mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use fixed::Fixed;

use crate::graph::Graph;
use crate::model::{Array, Beside};
use stated::Stated;

/// What is known of the values of a graph.
pub struct Values<'g, 'm> {
    graph: &'g Graph<'m>,
    beside: &'g dyn Beside,
    stated: Stated<'m>,
    known: BTreeMap<&'m str, Vec<usize>>,
    /// The numbers of small constants that nodes compute.
    arrays: BTreeMap<&'m str, Rc<Array>>,
    /// Other constants that nodes compute, whose numbers are computed when they are asked for.
    computed: BTreeSet<&'m str>,
    disagreements: Vec<String>,
}

impl Values<'_, '_> {
    /// The sizes of a value.
    #[must_use]
    pub fn sizes(&self, value: &str) -> Option<Vec<usize>> {
        match self.graph.stored(value) {
            Some(stored) => stored.dims(),
            None => self.known.get(value).cloned(),
        }
    }

    /// Whether a value is the same in every run.
    #[must_use]
    pub fn is_constant(&self, value: &str) -> bool {
        self.graph.stored(value).is_some()
            || self.arrays.contains_key(value)
            || self.computed.contains(value)
    }

    /// Where the sizes that the model states are not those that follow, as sentences.
    #[must_use]
    pub fn disagreements(&self) -> &[String] {
        &self.disagreements
    }
}
