//! The sizes of values: what the model states, what the command line fixes, and what follows from
//! the nodes before.

use std::collections::BTreeMap;

use super::fixed::Fixed;
use crate::graph::Graph;
use crate::model::proto::{self, Dimension};
use crate::model::{self, Model};
use crate::problem::Problem;

/// What is known of the values of a graph.
pub struct Shapes<'m> {
    pub(super) known: BTreeMap<&'m str, Vec<usize>>,
    pub(super) declared: BTreeMap<&'m str, &'m [Dimension]>,
    /// Sizes that have a name.
    symbols: BTreeMap<&'m str, usize>,
}

impl<'m> Shapes<'m> {
    /// What is known before any node is looked at.
    ///
    /// # Errors
    /// If a fixed size is of no value, or is not that of the model.
    pub(super) fn stated(model: &'m Model, fixed: &'m [Fixed]) -> Result<Self, Problem> {
        let graph = &model.graph;
        let declare = |info: &'m proto::ValueInfo| {
            let shape = info.r#type.as_ref()?.tensor_type.as_ref()?.shape.as_ref()?;
            Some((info.name.as_str(), shape.dim.as_slice()))
        };
        let infos = graph.value_info.iter().chain(&graph.output).chain(&graph.input);
        let declared = infos.filter_map(declare).collect();
        let mut shapes = Self { known: BTreeMap::new(), declared, symbols: BTreeMap::new() };
        for each in fixed {
            shapes.fix(graph, each)?;
        }
        for (value, dims) in &shapes.declared {
            if let (false, Some(sizes)) = (shapes.known.contains_key(value), shapes.sizes(dims)) {
                shapes.known.insert(value, sizes);
            }
        }
        Ok(shapes)
    }

    /// Takes a size from the command line.
    fn fix(&mut self, graph: &'m proto::Graph, fixed: &'m Fixed) -> Result<(), Problem> {
        let name = fixed.name.as_str();
        let mut values = graph.input.iter().map(|input| input.name.as_str());
        let given = graph.node.iter().flat_map(|node| &node.output).map(String::as_str);
        if !values.clone().chain(given).any(|value| value == name) {
            let values: Vec<String> =
                values.by_ref().map(|value| format!("`{}`", value.escape_debug())).collect();
            return Err(Problem::new(
                format!("the model has no value `{}`", name.escape_debug()),
                format!("its inputs are {}", values.join(", ")),
            ));
        }
        let dims = self.declared.get(name).copied().unwrap_or(&[]);
        let disagree = |what: String| {
            Problem::new(
                format!("`--input {fixed}` {what}"),
                "write the sizes that the model leaves open, and its own for the others",
            )
        };
        if !dims.is_empty() && dims.len() != fixed.sizes.len() {
            return Err(disagree(format!("should have {} sizes", dims.len())));
        }
        for (dim, &size) in dims.iter().zip(&fixed.sizes) {
            let known = match (&dim.dim_value, &dim.dim_param) {
                (Some(value), _) => usize::try_from(*value).ok(),
                (None, Some(symbol)) => Some(*self.symbols.entry(symbol).or_insert(size)),
                (None, None) => None,
            };
            if let Some(known) = known.filter(|&known| known != size) {
                return Err(disagree(format!("has the size {size} where the model has {known}")));
            }
        }
        self.known.insert(name, fixed.sizes.clone());
        Ok(())
    }

    fn sizes(&self, dims: &[Dimension]) -> Option<Vec<usize>> {
        dims.iter().map(|dim| self.size(dim)).collect()
    }

    pub(super) fn size(&self, dim: &Dimension) -> Option<usize> {
        match (&dim.dim_value, &dim.dim_param) {
            (Some(value), _) => usize::try_from(*value).ok(),
            (None, Some(symbol)) => self.symbols.get(symbol.as_str()).copied(),
            (None, None) => None,
        }
    }

    /// The sizes of a value.
    pub fn of(&self, graph: &Graph<'m>, value: &str) -> Option<Vec<usize>> {
        match graph.constant(value) {
            Some(constant) => model::dims(constant).ok(),
            None => self.known.get(value).cloned(),
        }
    }
}
