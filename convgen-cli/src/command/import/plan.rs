//! What becomes of each node of a model.

use std::collections::BTreeMap;

use convgen_onnx::graph::{Graph, Node};
use convgen_onnx::layer::{Context, Convolution, Pad, Tail, convolution, pad, tail};
use convgen_onnx::model::{Beside, Element, Model};
use convgen_onnx::values::{Fixed, Values, geometry};
use serde::Serialize;

use super::layer::{self, Files};
use super::names::Names;
use crate::problem::Problem;
use crate::report::number;

/// A node that became a spec.
#[derive(Serialize)]
pub(super) struct Taken {
    /// The name of the file.
    pub(super) spec: String,
    /// The convolution.
    pub(super) node: String,
    /// All nodes that are part of the layer, in order.
    pub(super) nodes: Vec<Named>,
    /// The value of the graph that is the layer's input.
    pub(super) reads: String,
    /// The value that it adds, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) adds: Option<String>,
    /// The value that is its output.
    pub(super) gives: String,
    pub(super) input: Vec<usize>,
    pub(super) output: Vec<usize>,
    pub(super) multiply_adds: u64,
    /// How the layer differs from the node.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) operator: String,
}

/// A node that is in no spec.
#[derive(Serialize)]
pub(super) struct Left {
    pub(super) node: String,
    pub(super) operator: String,
    pub(super) reason: String,
    /// Whether a spec is missing for it.
    #[serde(skip)]
    pub(super) is_convolution: bool,
}

/// Every node of a model, in one list or the other, or in the `nodes` of a layer.
pub(super) struct Plan {
    pub(super) taken: Vec<Taken>,
    pub(super) left: Vec<Left>,
    pub(super) files: Files,
    /// Where the model is not at one with itself.
    pub(super) notes: Vec<String>,
}

/// What is known of the nodes so far, by their index.
struct Planner<'g, 'm> {
    model: &'m Model,
    graph: &'g Graph<'m>,
    values: Values<'g, 'm>,
    names: Names,
    taken: Vec<Taken>,
    files: Files,
    /// For each node that is part of a layer, the node that the layer begins with.
    homes: BTreeMap<usize, usize>,
    reasons: BTreeMap<usize, String>,
    /// For each node that is no known operator, the convolutions whose sizes follow from what it gives.
    blocked: BTreeMap<usize, Vec<&'m str>>,
}

impl Plan {
    pub(super) fn of(model: &Model, beside: &dyn Beside, fixed: &[Fixed]) -> Result<Self, Problem> {
        let graph = Graph::new(model)?;
        let mut planner = Planner {
            model,
            graph: &graph,
            values: Values::new(model, &graph, beside, fixed)?,
            names: Names::default(),
            taken: Vec::new(),
            files: Vec::new(),
            homes: BTreeMap::new(),
            reasons: BTreeMap::new(),
            blocked: BTreeMap::new(),
        };
        for (index, node) in graph.nodes.iter().enumerate() {
            if node.is_convolution()
                && let Err(reason) = planner.take(index, node)
            {
                planner.reasons.insert(index, reason);
                planner.block(node);
            }
        }
        Ok(planner.finish())
    }
}

impl<'m> Planner<'_, 'm> {
    /// Notes what a convolution waits for that did not become a spec.
    fn block(&mut self, node: &Node<'m>) {
        let Some(input) = node.input(0).filter(|input| self.values.sizes(input).is_none()) else {
            return;
        };
        if let Some(blocking) = self.values.blocked_by(input) {
            self.blocked.entry(blocking).or_default().push(node.name());
        }
    }

    /// Makes a spec of a convolution, with what is around it if the compiler takes it so.
    fn take(&mut self, index: usize, node: &Node<'m>) -> Result<(), String> {
        let plain = geometry::of(&self.values, node)?;
        let Some(output) = node.outputs().next() else {
            return Err("it gives nothing".to_owned());
        };
        let before = pad::before(self.graph, &self.values, node, index, &plain);
        self.reasons.extend(before.refused);
        let pad = before.pad;
        let shape = pad.as_ref().map_or(plain, |pad| pad.shape);
        let convolution = convolution::read(&self.values, node, shape)?;
        let context = Context {
            graph: self.graph,
            values: &self.values,
            shape: &shape,
            first: index,
            homes: &self.homes,
        };
        let tail = tail::of(&context, output);
        let stem = self.names.unique(path(node));
        let around: Vec<usize> =
            pad.iter().flat_map(|pad| &pad.nodes).chain(&tail.nodes).copied().collect();
        match self.add(index, &stem, convolution, pad, tail) {
            Err(why) if !around.is_empty() => {
                let convolution = convolution::read(&self.values, node, plain)?;
                let why = format!("a layer with it is refused: {why}");
                let refused = around.into_iter().map(|node| (node, why.clone())).collect();
                self.add(index, &stem, convolution, None, Tail::without(output, refused))
            }
            result => result,
        }
    }

    fn add(
        &mut self,
        index: usize,
        stem: &str,
        convolution: Convolution,
        pad: Option<Pad<'m>>,
        tail: Tail<'m>,
    ) -> Result<(), String> {
        let Some(node) = self.graph.nodes.get(index) else { return Ok(()) };
        let note = note(convolution.weights.element);
        let before = pad.iter().flat_map(|pad| pad.nodes.iter().copied());
        let indices: Vec<usize> = before.chain([index]).chain(tail.nodes.iter().copied()).collect();
        let nodes: Vec<Named> =
            indices.iter().filter_map(|&n| self.graph.nodes.get(n)).map(Named::of).collect();
        let origin = origin(&self.model.name, &nodes);
        let shape = convolution.shape;
        let mode = pad.as_ref().and_then(|pad| pad.mode);
        let (files, layer) = layer::files(stem, &origin, convolution, mode, &tail)?;
        self.files.extend(files);
        self.homes.extend(indices.into_iter().map(|node| (node, index)));
        self.reasons.extend(tail.refused);
        let reads = pad.map(|pad| pad.value).or(node.input(0)).unwrap_or_default();
        self.taken.push(Taken {
            spec: format!("{stem}.toml"),
            node: node.name().to_owned(),
            nodes,
            reads: reads.to_owned(),
            adds: tail.residual,
            gives: tail.output.to_owned(),
            input: number::input(&shape),
            output: number::output(&shape),
            multiply_adds: layer.multiply_adds(),
            note,
        });
        Ok(())
    }

    fn finish(mut self) -> Plan {
        let mut left = Vec::new();
        for (index, node) in self.graph.nodes.iter().enumerate() {
            if self.homes.contains_key(&index) {
                continue;
            }
            let reason = self.reasons.remove(&index);
            left.push(Left {
                node: node.name().to_owned(),
                operator: node.operator_name().to_owned(),
                reason: reason.unwrap_or_else(|| self.reason(index, node)),
                is_convolution: node.is_convolution(),
            });
            left.extend(node.nested_convolutions().iter().map(|inner| Left {
                node: inner.name().to_owned(),
                operator: inner.operator_name().to_owned(),
                reason: reason_inside(node),
                is_convolution: true,
            }));
        }
        let notes = self.values.disagreements().to_vec();
        Plan { taken: self.taken, left, files: self.files, notes }
    }

    /// Why a node is in no spec that no convolution has a reason for.
    fn reason(&self, index: usize, node: &Node<'_>) -> String {
        if let Some(blocked) = self.blocked.get(&index) {
            let names: Vec<String> =
                blocked.iter().map(|name| format!("`{}`", name.escape_debug())).collect();
            format!(
                "the operator is not known, and the sizes of {} follow from it",
                names.join(", ")
            )
        } else if node.outputs().any(|value| self.values.is_constant(value)) {
            "a constant".to_owned()
        } else if let Some(domain) = node.domain() {
            format!("an operator of the domain `{}`", domain.escape_debug())
        } else if node.has_graphs() {
            "the nodes inside it are part of no layer".to_owned()
        } else if node.operator_name().ends_with("uantizeLinear") {
            "it rounds to integers, or takes that back, which layers do not: they compute with \
             the numbers before it and after it"
                .to_owned()
        } else {
            "neither a convolution nor part of a layer with one".to_owned()
        }
    }
}

/// Why a convolution inside a node is in no spec.
fn reason_inside(node: &Node<'_>) -> String {
    let (name, operator) = (node.name().escape_debug(), node.operator_name().escape_debug());
    match node.operator_name() {
        "If" => format!(
            "it is in a branch of `{name}` ({operator}), whose condition is not the same in every run: \
             export the model for one case"
        ),
        _ => format!(
            "it is inside `{name}` ({operator}), which runs it many times or not at all: only \
             convolutions that always run once become specs"
        ),
    }
}

impl Named {
    fn of(node: &Node<'_>) -> Self {
        Self { name: node.name().to_owned(), operator: node.operator_name().to_owned() }
    }
}

/// The name of a convolution, without the type that PyTorch's older exporter appends to it.
fn path<'m>(node: &Node<'m>) -> &'m str {
    let name = node.name();
    let path = name.strip_suffix(node.operator_name()).map(|path| path.trim_end_matches('/'));
    path.filter(|path| !path.is_empty()).unwrap_or(name)
}

/// The line that says what a spec was made of.
fn origin(model: &str, nodes: &[Named]) -> String {
    let shown = |Named { name, operator }: &Named| {
        format!("`{}` ({})", name.escape_debug(), operator.escape_debug())
    };
    let nodes: Vec<String> = nodes.iter().map(shown).collect();
    format!("{} of {}", nodes.join(", "), model.escape_debug())
}

/// What to know of a layer whose numbers are in half precision in the model.
fn note(element: Element) -> Option<String> {
    let name = element.name();
    let is_own = matches!(element, Element::F32 | Element::F64);
    (!is_own).then(|| format!("{name} in the model, f32 here"))
}
