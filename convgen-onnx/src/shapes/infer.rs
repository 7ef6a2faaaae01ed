//! The sizes of what operators give, from those of what they read.

use convgen_runtime::Kind;

use super::fixed::Fixed;
use super::geometry;
use super::pads;
use super::stated::Shapes;
use crate::graph::operator::Operator;
use crate::graph::window::{self, Window};
use crate::graph::{Graph, Node};
use crate::model::Model;
use crate::problem::Problem;

impl<'m> Shapes<'m> {
    /// The sizes of all values of a graph, as far as they are stated, fixed, or follow.
    ///
    /// # Errors
    /// If a fixed size is of no value, or is not that of the model.
    pub fn of_graph(
        model: &'m Model,
        graph: &Graph<'m>,
        fixed: &'m [Fixed],
    ) -> Result<Self, Problem> {
        let mut shapes = Self::stated(model, fixed)?;
        for node in &graph.nodes {
            let Some(value) = node.outputs().next() else { continue };
            if !shapes.known.contains_key(value)
                && let Some(sizes) = output(&shapes, graph, node)
            {
                shapes.known.insert(value, sizes);
            }
        }
        Ok(shapes)
    }
}

/// The sizes of what an operator gives first, if they follow from those of what it reads.
fn output<'m>(shapes: &Shapes<'m>, graph: &Graph<'m>, node: &Node<'m>) -> Option<Vec<usize>> {
    let input = shapes.of(graph, node.input(0)?)?;
    let all = || node.inputs().map(|value| shapes.of(graph, value));
    match &node.operator {
        Operator::Convolution { .. } => {
            let shape = geometry::of(graph, shapes, node).ok()?;
            Some(geometry::output(&shape))
        }
        Operator::Pool { ceil: true, .. } => None,
        Operator::Pool { window, ceil: false } => pooled(window, &input),
        Operator::GlobalPool => {
            let ones = input.iter().skip(2).map(|_| 1);
            Some(input.iter().copied().take(2).chain(ones).collect())
        }
        Operator::Binary(_) => {
            all().try_fold(Vec::new(), |sizes, other| broadcast(&sizes, &other?))
        }
        Operator::Pad { .. } => {
            let ends = pads::ends(graph, node, input.len())?;
            let padded = input
                .iter()
                .zip(ends)
                .map(|(&size, (before, after))| size.checked_add(before)?.checked_add(after));
            padded.collect()
        }
        Operator::Concat { axis } => concatenated((*axis)?, &all().collect::<Option<Vec<_>>>()?),
        Operator::BatchNormalization { .. }
        | Operator::Function(_)
        | Operator::Identity
        | Operator::Elementwise => Some(input),
        Operator::Pow | Operator::Other => None,
    }
}

/// The output of a pooling that drops what does not fill its window.
fn pooled(window: &Window<'_>, input: &[usize]) -> Option<Vec<usize>> {
    let kernel = window.kernel.iter();
    let kernel: Vec<usize> = kernel.map(|&k| usize::try_from(k).ok()).collect::<Option<_>>()?;
    let (outer, sizes) = input.split_at_checked(2)?;
    if sizes.len() != kernel.len() {
        return None;
    }
    let axes = window::axes(window, Kind::Conv, &kernel, sizes).ok()?;
    let outputs = axes.iter().map(|axis| axis.output(Kind::Conv).ok());
    outer.iter().map(|&size| Some(size)).chain(outputs).collect()
}

/// The sizes of an elementwise operation of two values, aligned at the last axis.
fn broadcast(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let size = |sizes: &[usize], axis: usize| {
        (axis + sizes.len())
            .checked_sub(rank)
            .and_then(|axis| sizes.get(axis))
            .copied()
            .unwrap_or(1)
    };
    let both = (0..rank).map(|axis| (size(a, axis), size(b, axis)));
    both.map(|(a, b)| match (a, b) {
        (1, other) | (other, 1) => Some(other),
        (a, b) => (a == b).then_some(a),
    })
    .collect()
}

fn concatenated(axis: i64, inputs: &[Vec<usize>]) -> Option<Vec<usize>> {
    let first = inputs.first()?;
    let axis = if axis < 0 { axis.checked_add(first.len() as i64)? } else { axis };
    let axis = usize::try_from(axis).ok()?;
    let mut sizes = first.clone();
    let along = inputs.iter().map(|input| input.get(axis).copied());
    let total = along.into_iter().try_fold(0_usize, |sum, size| sum.checked_add(size?))?;
    *sizes.get_mut(axis)? = total;
    Some(sizes)
}
