//! The sizes that a model states, and those that are fixed from outside.

use std::collections::{BTreeMap, BTreeSet};

use super::fixed::Fixed;
use crate::model::Model;
use crate::model::proto::{self, Dimension};
use crate::problem::Problem;

/// What is stated.
pub(super) struct Stated<'m> {
    inputs: BTreeSet<&'m str>,
    declared: BTreeMap<&'m str, &'m [Dimension]>,
    /// Sizes that have a name.
    symbols: BTreeMap<&'m str, usize>,
}

/// What a model says of one size of a value.
enum Extent<'m> {
    Size(usize),
    /// The same wherever the name is.
    Symbol(&'m str),
    Open,
}

impl<'m> Extent<'m> {
    /// Exporters write words that name nothing, and numbers that are no size, for what they leave open.
    fn of(dim: &'m Dimension) -> Self {
        match (dim.dim_value, dim.dim_param.as_deref()) {
            (Some(value), _) => match usize::try_from(value) {
                Ok(0) | Err(_) => Self::Open,
                Ok(size) => Self::Size(size),
            },
            (None, Some("" | "?" | "None" | "-1") | None) => Self::Open,
            // So names tf2onnx each size that it does not know.
            (None, Some(symbol)) if symbol.starts_with("unk__") => Self::Open,
            (None, Some(symbol)) => Self::Symbol(symbol),
        }
    }
}

impl<'m> Stated<'m> {
    /// What is known before any node is looked at.
    ///
    /// # Errors
    /// If a fixed size is of no value, or is not that of the model.
    pub(super) fn of(model: &'m Model, fixed: &'m [Fixed]) -> Result<Self, Problem> {
        let graph = &model.graph;
        let declare = |info: &'m proto::ValueInfo| {
            let shape = info.r#type.as_ref()?.tensor_type.as_ref()?.shape.as_ref()?;
            Some((info.name.as_str(), shape.dim.as_slice()))
        };
        let infos = graph.value_info.iter().chain(&graph.output).chain(&graph.input);
        let mut stated = Self {
            inputs: graph.input.iter().map(|input| input.name.as_str()).collect(),
            declared: infos.filter_map(declare).collect(),
            symbols: BTreeMap::new(),
        };
        for each in fixed {
            stated.fix(graph, each)?;
        }
        Ok(stated)
    }

    /// Takes a size from outside.
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
            let known = match Extent::of(dim) {
                Extent::Size(size) => Some(size),
                Extent::Symbol(symbol) => Some(*self.symbols.entry(symbol).or_insert(size)),
                Extent::Open => None,
            };
            if let Some(known) = known.filter(|&known| known != size) {
                return Err(disagree(format!("has the size {size} where the model has {known}")));
            }
        }
        Ok(())
    }

    /// All sizes of a value, if all are stated.
    pub(super) fn sizes(&self, value: &str) -> Option<Vec<usize>> {
        self.declared.get(value)?.iter().map(|dim| self.size(dim)).collect()
    }

    fn size(&self, dim: &Dimension) -> Option<usize> {
        match Extent::of(dim) {
            Extent::Size(size) => Some(size),
            Extent::Symbol(symbol) => self.symbols.get(symbol).copied(),
            Extent::Open => None,
        }
    }

    /// Whether whoever runs the model gives a value.
    pub(super) fn is_input(&self, value: &str) -> bool {
        self.inputs.contains(value)
    }

    /// The name of the first size of a value that is left open, if its sizes are stated at all.
    pub(super) fn open(&self, value: &str) -> Option<&'m str> {
        let dims = self.declared.get(value)?;
        let open = dims.iter().find(|dim| self.size(dim).is_none());
        Some(open.and_then(|dim| dim.dim_param.as_deref()).unwrap_or("?"))
    }
}
