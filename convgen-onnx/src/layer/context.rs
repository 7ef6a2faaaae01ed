//! A convolution, and the graph around it.

use std::collections::BTreeMap;

use convgen_runtime::Shape;

use crate::graph::Graph;
use crate::model::{self, Beside, Numbers};
use crate::shapes::Shapes;

/// Where nodes are looked at.
pub struct Context<'g, 'm> {
    /// The graph.
    pub graph: &'g Graph<'m>,
    /// The sizes of its values.
    pub shapes: &'g Shapes<'m>,
    /// The files beside the model.
    pub beside: &'g dyn Beside,
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
        let Some(tensor) = self.graph.constant(value) else {
            return Err(format!("its input `{shown}` is not constant"));
        };
        model::read(tensor, self.beside).map_err(|error| format!("its input `{shown}` {error}"))
    }

    /// The number of an input that is one number and must not change.
    pub(super) fn number(&self, value: &str) -> Option<f64> {
        let dims = &self.graph.constant(value)?.dims;
        // More dimensions than the output has would add some to it.
        let is_number = dims.iter().all(|&dim| dim == 1) && dims.len() <= self.shape.dims() + 2;
        if !is_number {
            return None;
        }
        self.constant(value).ok()?.values.first().copied()
    }
}
