//! Numbers that a model holds.

use std::collections::BTreeMap;

use super::attributes::Attributes;
use super::node::Node;
use crate::model::proto::{self, SparseTensor, Tensor};
use crate::model::{self, Array, Beside, is_standard};

/// Initializers and what `Constant` nodes hold, by name.
pub(super) struct Constants<'m>(BTreeMap<&'m str, Stored<'m>>);

/// Numbers as they are stored.
#[derive(Clone, Debug)]
pub(crate) enum Stored<'m> {
    Tensor(&'m Tensor),
    /// What an attribute other than a tensor holds.
    Own(Box<Tensor>),
    Sparse(&'m SparseTensor),
}

impl<'m> Constants<'m> {
    pub(super) fn of(graph: &'m proto::Graph, nodes: &[Node<'m>]) -> Self {
        let dense = graph.initializer.iter();
        let dense = dense.map(|each| (each.name.as_str(), Stored::Tensor(each)));
        let sparse = graph.sparse_initializer.iter().filter_map(|each| {
            let values = each.values.as_ref()?;
            Some((values.name.as_str(), Stored::Sparse(each)))
        });
        let held = nodes.iter().filter_map(|node| {
            let message = node.message;
            let is_constant = is_standard(&message.domain) && message.op_type == "Constant";
            is_constant.then_some(())?;
            Some((node.outputs().next()?, constant(message)?))
        });
        Self(dense.chain(sparse).chain(held).collect())
    }

    pub(super) fn get(&self, value: &str) -> Option<&Stored<'m>> {
        self.0.get(value)
    }
}

impl Stored<'_> {
    /// The dimensions.
    pub(crate) fn dims(&self) -> Option<Vec<usize>> {
        match self {
            Self::Tensor(tensor) => model::dims(tensor).ok(),
            Self::Own(tensor) => model::dims(tensor).ok(),
            Self::Sparse(sparse) => model::sizes(&sparse.dims).ok(),
        }
    }

    /// The numbers.
    ///
    /// # Errors
    /// Why they cannot be had, to follow the tensor's name.
    pub(crate) fn read(&self, beside: &dyn Beside) -> Result<Array, String> {
        match self {
            Self::Tensor(tensor) => model::read(tensor, beside),
            Self::Own(tensor) => model::read(tensor, beside),
            Self::Sparse(sparse) => model::read_sparse(sparse, beside),
        }
    }
}

/// The numbers of a `Constant` node, if they are numbers.
fn constant(node: &proto::Node) -> Option<Stored<'_>> {
    let attributes = Attributes::of(node);
    let reals = |dims: Vec<i64>, numbers: &[f32]| Tensor {
        dims,
        data_type: 1,
        float_data: numbers.to_vec(),
        ..Tensor::default()
    };
    let integers = |dims: Vec<i64>, numbers: &[i64]| Tensor {
        dims,
        data_type: 7,
        int64_data: numbers.to_vec(),
        ..Tensor::default()
    };
    if let Some(tensor) = attributes.tensor("value") {
        return Some(Stored::Tensor(tensor));
    }
    if let Some(sparse) = attributes.sparse("sparse_value") {
        return Some(Stored::Sparse(sparse));
    }
    let count = |length: usize| vec![i64::try_from(length).unwrap_or(i64::MAX)];
    let tensor = None
        .or_else(|| Some(reals(Vec::new(), &[attributes.float("value_float")?])))
        .or_else(|| attributes.floats("value_floats").map(|list| reals(count(list.len()), list)))
        .or_else(|| Some(integers(Vec::new(), &[attributes.int("value_int")?])))
        .or_else(|| attributes.ints("value_ints").map(|list| integers(count(list.len()), list)))?;
    Some(Stored::Own(Box::new(tensor)))
}
