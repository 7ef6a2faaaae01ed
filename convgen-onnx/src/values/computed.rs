//! The numbers of constants, also of those that chains of nodes compute.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Values;
use crate::graph::Node;
use crate::model::{Array, Numbers};
use crate::rules::{self, Arrays, MOST};

impl<'m> Values<'_, 'm> {
    /// The numbers of a constant.
    ///
    /// # Errors
    /// Why they cannot be had, to follow the value's name.
    pub(crate) fn array(&self, value: &str) -> Result<Rc<Array>, String> {
        if let Some(array) = self.arrays.get(value) {
            return Ok(array.clone());
        }
        if let Some(stored) = self.graph.stored(value) {
            return stored.read(self.beside).map(Rc::new);
        }
        let mut found = BTreeMap::new();
        for index in self.chain(value) {
            let Some(node) = self.graph.nodes.get(index) else { continue };
            for (value, array) in node.places().zip(self.evaluate(node, &found)?) {
                found.extend(value.map(|value| (value, array)));
            }
        }
        found.remove(value).ok_or_else(|| "is not constant".to_owned())
    }

    /// Its numbers, if they are floating-point ones.
    ///
    /// # Errors
    /// Why they cannot be had, to follow the value's name.
    pub(crate) fn numbers(&self, value: &str) -> Result<Numbers, String> {
        let array = self.array(value)?;
        Rc::try_unwrap(array).unwrap_or_else(|shared| (*shared).clone()).into_numbers()
    }

    /// The nodes that a constant is computed by, in order.
    fn chain(&self, value: &str) -> BTreeSet<usize> {
        let mut nodes = BTreeSet::new();
        let mut values = vec![value];
        while let Some(value) = values.pop() {
            if self.arrays.contains_key(value) {
                continue;
            }
            if let Some(giver) = self.graph.giver(value).filter(|_| self.computed.contains(value))
                && nodes.insert(giver)
                && let Some(node) = self.graph.nodes.get(giver)
            {
                values.extend(node.inputs());
            }
        }
        nodes
    }

    /// What a node gives, from constants.
    fn evaluate(
        &self,
        node: &Node<'m>,
        found: &BTreeMap<&'m str, Rc<Array>>,
    ) -> Result<Vec<Rc<Array>>, String> {
        let (name, operator) = (node.name().escape_debug(), node.operator_name().escape_debug());
        let read = |position| {
            let Some(value) = node.input(position) else { return Ok(None) };
            let array = match (found.get(value), self.arrays.get(value), self.graph.stored(value)) {
                (Some(array), ..) | (_, Some(array), _) => Ok(array.clone()),
                (.., Some(stored)) => stored.read(self.beside).map(Rc::new),
                _ => Err("is not constant".to_owned()),
            };
            let shown = value.escape_debug();
            array.map(Some).map_err(|why| {
                format!("is computed by `{name}` ({operator}), whose input `{shown}` {why}")
            })
        };
        let arrays = Arrays((0..node.input_count()).map(read).collect::<Result<_, _>>()?);
        rules::evaluate(node, &arrays).ok_or_else(|| {
            format!(
                "is computed by `{name}` ({operator}), which is not valid here or makes more than {MOST} numbers"
            )
        })
    }
}
