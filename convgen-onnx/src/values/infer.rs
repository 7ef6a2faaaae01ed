//! One walk over a graph, in the order of its nodes: the sizes of what each gives, and whether it is the
//! same in every run.

use std::rc::Rc;

use super::fixed::Fixed;
use super::reads::{Reads, is_small};
use super::sizes::shown;
use super::stated::Stated;
use super::{Values, geometry};
use crate::graph::operator::Operator;
use crate::graph::{Graph, Node};
use crate::model::{Array, Beside, Model};
use crate::problem::Problem;
use crate::rules;

impl<'g, 'm> Values<'g, 'm> {
    /// What is known of the values of a graph.
    ///
    /// # Errors
    /// If a fixed size is of no value, or is not that of the model.
    pub fn new(
        model: &'m Model,
        graph: &'g Graph<'m>,
        beside: &'g dyn Beside,
        fixed: &'m [Fixed],
    ) -> Result<Self, Problem> {
        let stated = Stated::of(model, fixed)?;
        let mut values = Self {
            graph,
            beside,
            stated,
            known: fixed.iter().map(|each| (each.name.as_str(), each.sizes.clone())).collect(),
            arrays: Default::default(),
            computed: Default::default(),
            disagreements: Vec::new(),
        };
        for input in &model.graph.input {
            values.settle(&input.name, None);
        }
        for node in &graph.nodes {
            values.follow(node, fixed)?;
        }
        Ok(values)
    }

    /// Takes what follows from a node.
    fn follow(&mut self, node: &Node<'m>, fixed: &'m [Fixed]) -> Result<(), Problem> {
        let mut sizes = self.given(node).into_iter();
        let arrays = self.fold(node);
        for (position, value) in node.places().enumerate() {
            let mut follows = sizes.next().flatten();
            let Some(value) = value else { continue };
            if let Some(array) = arrays.as_ref().and_then(|arrays| arrays.get(position)) {
                follows = Some(array.dims.clone());
                self.arrays.insert(value, array.clone());
            } else if follows.is_some() && self.is_foldable(node) {
                self.computed.insert(value);
            }
            if let Some(fixed) = fixed.iter().find(|fixed| fixed.name == value)
                && let Some(sizes) = follows.as_ref().filter(|&sizes| *sizes != fixed.sizes)
            {
                return Err(contradicted(fixed, sizes));
            }
            self.settle(value, follows);
        }
        Ok(())
    }

    /// The sizes of what a node gives.
    fn given(&self, node: &Node<'m>) -> Vec<Option<Vec<usize>>> {
        match node.operator {
            Operator::Convolution { .. } => {
                vec![geometry::of(self, node).ok().map(|shape| geometry::output(&shape))]
            }
            _ => rules::sizes(node, &Reads { values: self, node }),
        }
    }

    /// Whether a node gives the same in every run.
    fn is_foldable(&self, node: &Node<'m>) -> bool {
        rules::folds(&node.operator) && node.inputs().all(|value| self.is_constant(value))
    }

    /// What a node gives, where that is the same in every run, and small, as is what it reads.
    fn fold(&self, node: &Node<'m>) -> Option<Vec<Rc<Array>>> {
        let inputs = Reads { values: self, node };
        let is_small = |value| self.sizes(value).is_some_and(|sizes| is_small(&sizes));
        let is_known = match rules::counts(&node.operator) {
            true => self.sizes(node.input(0)?).is_some(),
            false => self.is_foldable(node) && node.inputs().all(is_small),
        };
        let arrays = if is_known { rules::evaluate(node, &inputs)? } else { return None };
        arrays.iter().all(|array| super::reads::is_small(&array.dims)).then_some(arrays)
    }

    /// Takes the sizes of a value that is not fixed: those that follow, or else those that the model
    /// states. What it states of values inside is often of another input, from before the model was cut
    /// or resized.
    fn settle(&mut self, value: &'m str, follows: Option<Vec<usize>>) {
        let stated = self.stated.sizes(value);
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
}

fn contradicted(fixed: &Fixed, follows: &[usize]) -> Problem {
    let follows = shown(follows);
    Problem::new(
        format!("`--input {fixed}` is not {follows}, which follows from what its node reads"),
        "leave it out, or fix the inputs of the model",
    )
}
