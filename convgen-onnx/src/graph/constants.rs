//! Values that are the same in every run.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::attributes::Attributes;
use super::node::Node;
use super::operator::Operator;
use crate::model::is_standard;
use crate::model::proto::{self, Tensor, data_type};

/// Initializers and what `Constant` nodes hold, by name.
pub(super) struct Constants<'m> {
    tensors: BTreeMap<&'m str, Cow<'m, Tensor>>,
    /// Other names for constants, with the name that the constant has above.
    aliases: BTreeMap<&'m str, &'m str>,
}

impl<'m> Constants<'m> {
    pub(super) fn of(graph: &'m proto::Graph, nodes: &[Node<'m>]) -> Self {
        let initializers =
            graph.initializer.iter().map(|each| (each.name.as_str(), Cow::Borrowed(each)));
        let held = nodes.iter().filter_map(|node| {
            let message = node.message;
            let is_constant = is_standard(&message.domain) && message.op_type == "Constant";
            is_constant.then_some(())?;
            Some((node.outputs().next()?, constant(message)?))
        });
        let tensors: BTreeMap<_, _> = initializers.chain(held).collect();
        let mut aliases: BTreeMap<&str, &str> = BTreeMap::new();
        for node in nodes.iter().filter(|node| matches!(node.operator, Operator::Identity)) {
            if let (Some(from), Some(to)) = (node.input(0), node.outputs().next()) {
                let from = aliases.get(from).copied().unwrap_or(from);
                if tensors.contains_key(from) {
                    aliases.insert(to, from);
                }
            }
        }
        Self { tensors, aliases }
    }

    pub(super) fn get(&self, value: &str) -> Option<&Tensor> {
        let value = self.aliases.get(value).copied().unwrap_or(value);
        self.tensors.get(value).map(AsRef::as_ref)
    }
}

/// The numbers of a `Constant` node, if they are floating-point numbers.
fn constant(node: &proto::Node) -> Option<Cow<'_, Tensor>> {
    let attributes = Attributes::of(node);
    let floats = |dims: Vec<i64>, numbers: Vec<f32>| {
        let data_type = data_type::FLOAT;
        Cow::Owned(Tensor { dims, data_type, float_data: numbers, ..Tensor::default() })
    };
    if let Some(tensor) = attributes.tensor("value") {
        return Some(Cow::Borrowed(tensor));
    }
    if let Some(number) = attributes.float("value_float") {
        return Some(floats(Vec::new(), vec![number]));
    }
    let numbers = attributes.floats("value_floats")?;
    Some(floats(vec![numbers.len() as i64], numbers.to_vec()))
}
