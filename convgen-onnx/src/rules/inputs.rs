//! What a rule may know of what a node reads.

use std::rc::Rc;

use crate::model::Array;

/// The inputs of a node, by position.
pub(crate) trait Inputs {
    /// How many there are, with those that are left out.
    fn count(&self) -> usize;

    /// Whether there is one.
    fn is_given(&self, position: usize) -> bool;

    /// Its sizes, where they are known.
    fn sizes(&self, position: usize) -> Option<Vec<usize>>;

    /// Its numbers, where they are constant.
    fn array(&self, position: usize) -> Option<Rc<Array>>;

    /// Its integers, where they are constant.
    fn integers(&self, position: usize) -> Option<Vec<i64>> {
        Some(self.array(position)?.integers()?.to_vec())
    }

    /// Its integers as sizes.
    fn counts(&self, position: usize) -> Option<Vec<usize>> {
        self.integers(position)?.into_iter().map(|number| usize::try_from(number).ok()).collect()
    }

    /// The integers of an input, or else those of an attribute: newer versions of many operators read
    /// what was an attribute of older ones. Without either there are none, which is known.
    fn either(&self, position: usize, attribute: Option<&[i64]>) -> Option<Option<Vec<i64>>> {
        if self.is_given(position) {
            return self.integers(position).map(Some);
        }
        Some(attribute.map(<[i64]>::to_vec))
    }
}

/// Constants.
pub(crate) struct Arrays(pub(crate) Vec<Option<Rc<Array>>>);

impl Inputs for Arrays {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn is_given(&self, position: usize) -> bool {
        self.array(position).is_some()
    }

    fn sizes(&self, position: usize) -> Option<Vec<usize>> {
        Some(self.array(position)?.dims.clone())
    }

    fn array(&self, position: usize) -> Option<Rc<Array>> {
        self.0.get(position)?.clone()
    }
}
