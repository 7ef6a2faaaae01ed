//! The sizes of values: what the model states, what the command line fixes, and what follows from
//! the nodes before.

use std::collections::BTreeMap;

use super::fixed::Fixed;
use super::graph::{Graph, given};
use super::infer;
use super::model::is_standard;
use super::proto::{self, Dimension, Node};
use super::tensor;
use crate::problem::Problem;

/// What is known of the values of a graph.
pub(super) struct Shapes<'m> {
    known: BTreeMap<&'m str, Vec<usize>>,
    declared: BTreeMap<&'m str, &'m [Dimension]>,
    /// Sizes that have a name.
    symbols: BTreeMap<&'m str, usize>,
}

impl<'m> Shapes<'m> {
    /// What is known before any node is looked at.
    pub(super) fn new(graph: &'m proto::Graph, fixed: &'m [Fixed]) -> Result<Self, Problem> {
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
        let given = graph.node.iter().flat_map(|node| given(&node.output));
        if !values.clone().chain(given).any(|value| value == name) {
            let values: Vec<String> =
                values.by_ref().map(|value| format!("`{}`", value.escape_debug())).collect();
            return Err(Problem::new(format!("the model has no value `{}`", name.escape_debug()))
                .help(format!("its inputs are {}", values.join(", "))));
        }
        let dims = self.declared.get(name).copied().unwrap_or(&[]);
        let disagree = |what: String| {
            Problem::new(format!("`--input {fixed}` {what}"))
                .help("write the sizes that the model leaves open, and its own for the others")
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

    fn size(&self, dim: &Dimension) -> Option<usize> {
        match (&dim.dim_value, &dim.dim_param) {
            (Some(value), _) => usize::try_from(*value).ok(),
            (None, Some(symbol)) => self.symbols.get(symbol.as_str()).copied(),
            (None, None) => None,
        }
    }

    /// The sizes of a value.
    pub(super) fn of(&self, graph: &Graph<'m>, value: &str) -> Option<Vec<usize>> {
        match graph.constant(value) {
            Some(constant) => tensor::dims(constant).ok(),
            None => self.known.get(value).cloned(),
        }
    }

    /// Why there are none, and the way out.
    pub(super) fn why_unknown(&self, graph: &Graph<'m>, value: &str) -> String {
        let first = self.first_unknown(graph, value);
        let shown = first.escape_debug();
        let source = match value == first {
            true => format!("the shape of `{shown}`"),
            false => {
                format!("the shape of `{}`, which follows from `{shown}`,", value.escape_debug())
            }
        };
        let why = match (self.declared.get(first), graph.giver(first)) {
            (Some(dims), _) => {
                let open = dims.iter().find(|dim| self.size(dim).is_none());
                let open = open.and_then(|dim| dim.dim_param.as_deref()).unwrap_or("?");
                format!("the model leaves its size `{}` open", open.escape_debug())
            }
            (None, Some(giver)) => {
                let operator = graph.nodes.get(giver).map_or("a node", |node| &node.op_type);
                format!("the model does not state what {} gives", operator.escape_debug())
            }
            (None, None) => return format!("{source} is not known: nothing gives this value"),
        };
        format!("{source} is not known: {why}; write `--input {shown}=…`")
    }

    /// The first value that is not known among those that the size of a value follows from.
    fn first_unknown<'a>(&self, graph: &'a Graph<'m>, value: &'a str) -> &'a str {
        let mut first = value;
        // A graph that is not valid may have circles.
        for _ in graph.nodes {
            let Some(node) = graph.giver(first).and_then(|giver| graph.nodes.get(giver)) else {
                break;
            };
            let mut sources = given(infer::sources(node));
            let Some(unknown) = sources.find(|value| self.of(graph, value).is_none()) else {
                break;
            };
            first = unknown;
        }
        first
    }

    /// Takes the sizes of what a node gives from those of what it reads.
    pub(super) fn infer(&mut self, graph: &Graph<'m>, node: &'m Node) {
        let Some(output) = given(&node.output).next() else { return };
        if is_standard(&node.domain)
            && !self.known.contains_key(output)
            && let Some(sizes) = infer::output(self, graph, node)
        {
            self.known.insert(output, sizes);
        }
    }
}
