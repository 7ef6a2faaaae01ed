//! What is known of what a node reads.

use std::rc::Rc;

use super::Values;
use crate::graph::Node;
use crate::model::Array;
use crate::rules::Inputs;

/// The most elements of an array that is at hand: those of shapes, paddings and factors are a few.
pub(super) const SMALL: usize = 4096;

/// The inputs of a node.
pub(super) struct Reads<'a, 'g, 'm> {
    pub(super) values: &'a Values<'g, 'm>,
    pub(super) node: &'a Node<'m>,
}

impl Inputs for Reads<'_, '_, '_> {
    fn count(&self) -> usize {
        self.node.input_count()
    }

    fn is_given(&self, position: usize) -> bool {
        self.node.input(position).is_some()
    }

    fn sizes(&self, position: usize) -> Option<Vec<usize>> {
        self.values.sizes(self.node.input(position)?)
    }

    fn array(&self, position: usize) -> Option<Rc<Array>> {
        self.values.small(self.node.input(position)?)
    }
}

impl Values<'_, '_> {
    /// The numbers of a value that is the same in every run, if they are few.
    pub(crate) fn small(&self, value: &str) -> Option<Rc<Array>> {
        if let Some(array) = self.arrays.get(value) {
            return Some(array.clone());
        }
        let stored = self.graph.stored(value)?;
        is_small(&stored.dims()?).then_some(())?;
        stored.read(self.beside).ok().map(Rc::new)
    }

    /// The inputs of a node.
    pub(crate) fn inputs<'a>(&'a self, node: &'a Node<'_>) -> impl Inputs + 'a {
        Reads { values: self, node }
    }
}

pub(super) fn is_small(dims: &[usize]) -> bool {
    let count = dims.iter().try_fold(1_usize, |count, &dim| count.checked_mul(dim));
    count.is_some_and(|count| count <= SMALL)
}
