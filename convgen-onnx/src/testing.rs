//! Graphs in the making, for tests.

use prost::Message;

use crate::graph::Graph;
use crate::model::proto::{self, Attribute, Dimension, Tensor};
use crate::model::{Array, Beside, Data, Element, Model};
use crate::values::{Fixed, Values};

/// No file at all.
pub(crate) struct Nothing;

impl Beside for Nothing {
    fn part(&self, location: &str, _: u64, _: u64) -> Result<Vec<u8>, String> {
        Err(format!("is in `{location}`, which is not there"))
    }
}

pub(crate) fn size(value: i64) -> Dimension {
    Dimension { dim_value: Some(value), dim_param: None }
}

pub(crate) fn named(symbol: &str) -> Dimension {
    Dimension { dim_value: None, dim_param: Some(symbol.to_owned()) }
}

/// What is stated of a value.
pub(crate) fn info(name: &str, dim: Vec<Dimension>) -> proto::ValueInfo {
    let shape = Some(proto::TensorShape { dim });
    let tensor_type = Some(proto::TensorType { shape });
    proto::ValueInfo { name: name.to_owned(), r#type: Some(proto::Type { tensor_type }) }
}

/// An input of a model.
pub(crate) fn input(name: &str, sizes: &[i64]) -> proto::ValueInfo {
    info(name, sizes.iter().map(|&value| size(value)).collect())
}

/// A node with outputs divided by commas.
pub(crate) fn node(operator: &str, input: &[&str], output: &str) -> proto::Node {
    proto::Node {
        input: input.iter().map(|&name| name.to_owned()).collect(),
        output: output.split(',').map(str::to_owned).collect(),
        op_type: operator.to_owned(),
        ..Default::default()
    }
}

impl proto::Node {
    pub(crate) fn with(mut self, name: &str, value: Attribute) -> Self {
        self.attribute.push(Attribute { name: name.to_owned(), ..value });
        self
    }

    pub(crate) fn int(self, name: &str, i: i64) -> Self {
        self.with(name, Attribute { i, ..Attribute::default() })
    }

    pub(crate) fn ints(self, name: &str, ints: &[i64]) -> Self {
        self.with(name, Attribute { ints: ints.to_vec(), ..Attribute::default() })
    }

    pub(crate) fn floats(self, name: &str, floats: &[f32]) -> Self {
        self.with(name, Attribute { floats: floats.to_vec(), ..Attribute::default() })
    }

    pub(crate) fn text(self, name: &str, text: &str) -> Self {
        let s = prost::bytes::Bytes::copy_from_slice(text.as_bytes());
        self.with(name, Attribute { s, ..Attribute::default() })
    }

    pub(crate) fn graph(self, name: &str, graph: proto::Graph) -> Self {
        self.with(name, Attribute { g: Some(graph), ..Attribute::default() })
    }
}

/// Integers.
pub(crate) fn integers(name: &str, dims: &[i64], numbers: &[i64]) -> Tensor {
    let (dims, name) = (dims.to_vec(), name.to_owned());
    Tensor { dims, data_type: 7, int64_data: numbers.to_vec(), name, ..Tensor::default() }
}

/// Floats.
pub(crate) fn floats(name: &str, dims: &[i64], numbers: &[f32]) -> Tensor {
    let (dims, name) = (dims.to_vec(), name.to_owned());
    Tensor { dims, data_type: 1, float_data: numbers.to_vec(), name, ..Tensor::default() }
}

/// A model of a graph.
pub(crate) fn model(graph: proto::Graph) -> Model {
    with_functions(graph, Vec::new())
}

/// A model of a graph and functions.
pub(crate) fn with_functions(graph: proto::Graph, functions: Vec<proto::Function>) -> Model {
    let model = proto::Model { graph: Some(graph), functions, ..Default::default() };
    Model::decode(model.encode_to_vec(), "m.onnx".to_owned(), "m.onnx").unwrap()
}

/// Uses what is known of the values of a model.
pub(crate) fn known<T>(
    model: &Model,
    fixed: &[&str],
    find: impl FnOnce(&Values<'_, '_>) -> T,
) -> Result<T, String> {
    let fixed: Vec<Fixed> = fixed.iter().map(|fixed| fixed.parse().unwrap()).collect();
    let graph = Graph::new(model).map_err(|problem| problem.message)?;
    let values = Values::new(model, &graph, &Nothing, &fixed);
    values.map(|values| find(&values)).map_err(|problem| problem.message)
}

pub(crate) fn array(dims: &[usize], numbers: &[f64]) -> Array {
    Array { dims: dims.to_vec(), element: Element::F32, data: Data::Real(numbers.to_vec()) }
}
