//! A convolution, and the graph around it.

use std::collections::BTreeMap;

use convgen_runtime::Shape;

use crate::graph::Graph;
use crate::model::Numbers;
use crate::values::Values;

/// Where nodes are looked at.
pub struct Context<'g, 'm> {
    /// The graph.
    pub graph: &'g Graph<'m>,
    /// What is known of its values.
    pub values: &'g Values<'g, 'm>,
    /// The layer.
    pub shape: &'g Shape,
    /// The node that it begins with.
    pub first: usize,
    /// For each node that is part of a layer already, the node that the layer begins with.
    pub homes: &'g BTreeMap<usize, usize>,
}

impl Context<'_, '_> {
    /// The numbers of an input that must not change.
    ///
    /// # Errors
    /// Why they cannot be had, as a sentence about "it".
    pub(super) fn constant(&self, value: &str) -> Result<Numbers, String> {
        let shown = value.escape_debug();
        if !self.values.is_constant(value) {
            return Err(format!("its input `{shown}` is not constant"));
        }
        self.values.numbers(value).map_err(|error| format!("its input `{shown}` {error}"))
    }

    /// The number of an input that is one number and must not change.
    pub(super) fn number(&self, value: &str) -> Option<f64> {
        let array = self.values.small(value)?;
        // More dimensions than the output has would add some to it.
        array.number().filter(|_| array.dims.len() <= self.shape.dims() + 2)
    }
}
