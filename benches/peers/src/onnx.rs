//! A layer as an ONNX model of one node.
//!
//! Only the parts of the format that such a model has; the numbers are those of `onnx.proto`.

use convgen::Kind;
use prost::Message;

use crate::problem::Problem;

/// The version of the format and of the operator set: old enough for everybody.
const IR_VERSION: i64 = 8;
const OPSET: i64 = 17;

/// Values of `TensorProto.DataType` and `AttributeProto.AttributeType`.
const FLOAT: i32 = 1;
const INT: i32 = 2;
const INTS: i32 = 7;

#[derive(Message)]
struct Model {
    #[prost(int64, tag = "1")]
    ir_version: i64,
    #[prost(message, optional, tag = "7")]
    graph: Option<Graph>,
    #[prost(message, repeated, tag = "8")]
    opset_import: Vec<OperatorSet>,
}

#[derive(Message)]
struct OperatorSet {
    #[prost(int64, tag = "2")]
    version: i64,
}

#[derive(Message)]
struct Graph {
    #[prost(message, repeated, tag = "1")]
    node: Vec<Node>,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(message, repeated, tag = "5")]
    initializer: Vec<Tensor>,
    #[prost(message, repeated, tag = "11")]
    input: Vec<ValueInfo>,
    #[prost(message, repeated, tag = "12")]
    output: Vec<ValueInfo>,
}

#[derive(Message)]
struct Node {
    #[prost(string, repeated, tag = "1")]
    input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    output: Vec<String>,
    #[prost(string, tag = "4")]
    op_type: String,
    #[prost(message, repeated, tag = "5")]
    attribute: Vec<Attribute>,
}

#[derive(Message)]
struct Attribute {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(int64, optional, tag = "3")]
    i: Option<i64>,
    #[prost(int64, repeated, packed = "false", tag = "8")]
    ints: Vec<i64>,
    #[prost(int32, tag = "20")]
    kind: i32,
}

#[derive(Message)]
struct Tensor {
    #[prost(int64, repeated, packed = "false", tag = "1")]
    dims: Vec<i64>,
    #[prost(int32, tag = "2")]
    data_type: i32,
    #[prost(string, tag = "8")]
    name: String,
    #[prost(bytes = "vec", tag = "9")]
    raw_data: Vec<u8>,
}

#[derive(Message)]
struct ValueInfo {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(message, optional, tag = "2")]
    kind: Option<Type>,
}

#[derive(Message)]
struct Type {
    #[prost(message, optional, tag = "1")]
    tensor: Option<TensorType>,
}

#[derive(Message)]
struct TensorType {
    #[prost(int32, tag = "1")]
    elem_type: i32,
    #[prost(message, optional, tag = "2")]
    shape: Option<Shape>,
}

#[derive(Message)]
struct Shape {
    #[prost(message, repeated, tag = "1")]
    dim: Vec<Dimension>,
}

#[derive(Message)]
struct Dimension {
    #[prost(int64, optional, tag = "1")]
    value: Option<i64>,
}

/// The bytes of a model that takes `x` and gives `y`.
pub(crate) fn model(problem: &Problem) -> Vec<u8> {
    let graph = Graph {
        node: vec![node(problem)],
        name: "layer".to_owned(),
        initializer: vec![Tensor {
            dims: numbers(&problem.weight_shape()),
            data_type: FLOAT,
            name: "w".to_owned(),
            raw_data: problem.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect(),
        }],
        input: vec![value("x", &problem.input_shape())],
        output: vec![value("y", &problem.output_shape())],
    };
    let opset_import = vec![OperatorSet { version: OPSET }];
    Model { ir_version: IR_VERSION, graph: Some(graph), opset_import }.encode_to_vec()
}

fn node(problem: &Problem) -> Node {
    let axis = &problem.axis;
    let each = |name: &str, number: usize| list(name, &vec![number; problem.dims]);
    let mut attribute = vec![
        each("kernel_shape", axis.kernel),
        each("strides", axis.stride),
        each("dilations", axis.dilation),
        list("pads", &vec![axis.pad_before; 2 * problem.dims]),
        Attribute {
            name: "group".to_owned(),
            i: Some(problem.groups as i64),
            ints: Vec::new(),
            kind: INT,
        },
    ];
    let op_type = match problem.kind {
        Kind::Conv => "Conv",
        Kind::ConvTranspose => {
            attribute.push(each("output_padding", axis.output_padding));
            "ConvTranspose"
        }
    };
    Node {
        input: vec!["x".to_owned(), "w".to_owned()],
        output: vec!["y".to_owned()],
        op_type: op_type.to_owned(),
        attribute,
    }
}

fn list(name: &str, values: &[usize]) -> Attribute {
    Attribute { name: name.to_owned(), i: None, ints: numbers(values), kind: INTS }
}

fn value(name: &str, shape: &[usize]) -> ValueInfo {
    let dim = numbers(shape).into_iter().map(|size| Dimension { value: Some(size) }).collect();
    let tensor = TensorType { elem_type: FLOAT, shape: Some(Shape { dim }) };
    ValueInfo { name: name.to_owned(), kind: Some(Type { tensor: Some(tensor) }) }
}

fn numbers(sizes: &[usize]) -> Vec<i64> {
    sizes.iter().map(|&size| size as i64).collect()
}
