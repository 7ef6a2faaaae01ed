//! The sizes of values: what the model states, what the command line fixes, and what follows from
//! the nodes before.

use std::collections::BTreeMap;

use super::fixed::Fixed;
use super::sizes::shown;
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
    disagreements: Vec<String>,
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
            (None, Some(symbol)) => Self::Symbol(symbol),
        }
    }
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
        let mut shapes = Self {
            known: BTreeMap::new(),
            declared,
            symbols: BTreeMap::new(),
            disagreements: Vec::new(),
        };
        for each in fixed {
            shapes.fix(graph, each)?;
        }
        for input in &graph.input {
            shapes.settle(&input.name, None);
        }
        Ok(shapes)
    }

    /// Takes the sizes of a value that is not fixed: those that follow, or else those that the model
    /// states. What it states of values inside is often of another input, from before the model was cut or resized.
    pub(super) fn settle(&mut self, value: &'m str, follows: Option<Vec<usize>>) {
        let dims = self.declared.get(value).copied();
        let stated = dims.and_then(|dims| self.sizes(dims));
        if let (Some(follows), Some(stated)) = (&follows, &stated)
            && follows != stated
        {
            let (value, follows, stated) = (value.escape_debug(), shown(follows), shown(stated));
            self.disagreements.push(format!(
                "the model states {stated} for `{value}`, but {follows} follows from what its node reads, and is used"
            ));
        }
        if let (false, Some(sizes)) = (self.known.contains_key(value), follows.or(stated)) {
            self.known.insert(value, sizes);
        }
    }

    /// Where the sizes that the model states are not those that follow, as sentences.
    pub fn disagreements(&self) -> &[String] {
        &self.disagreements
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
            let known = match Extent::of(dim) {
                Extent::Size(size) => Some(size),
                Extent::Symbol(symbol) => Some(*self.symbols.entry(symbol).or_insert(size)),
                Extent::Open => None,
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
        match Extent::of(dim) {
            Extent::Size(size) => Some(size),
            Extent::Symbol(symbol) => self.symbols.get(symbol).copied(),
            Extent::Open => None,
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
