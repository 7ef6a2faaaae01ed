//! The model of the bytes of a file.

use prost::Message;
use prost::bytes::Bytes;

use super::proto;
use crate::problem::Problem;

/// A model.
pub struct Model {
    /// The name of its file.
    pub name: String,
    /// The program that wrote it, and its version; may be empty.
    pub producer: String,
    /// The version of the standard operators.
    pub opset: Option<i64>,
    pub(crate) graph: proto::Graph,
    pub(crate) functions: Vec<proto::Function>,
}

impl Model {
    /// The most bytes of a model: what a protobuf message may have.
    pub const LIMIT: u64 = (2 << 30) - 1;

    /// Decodes the bytes of a file with a name, which is `shown` in errors.
    ///
    /// # Errors
    /// If they are no model.
    pub fn decode(bytes: Vec<u8>, name: String, shown: &str) -> Result<Self, Problem> {
        let not_onnx = |reason: String| {
            Problem::new(
                format!("`{shown}` is not an ONNX model: {reason}"),
                "name a file written by an exporter such as `torch.onnx.export`",
            )
        };
        let model =
            proto::Model::decode(Bytes::from(bytes)).map_err(|e| not_onnx(e.to_string()))?;
        let graph = model.graph.ok_or_else(|| not_onnx("it has no graph".to_owned()))?;
        let standard = model.opset_import.iter().find(|set| is_standard(&set.domain));
        Ok(Self {
            name,
            producer: format!("{} {}", model.producer_name, model.producer_version),
            opset: standard.map(|set| set.version),
            graph,
            functions: model.functions,
        })
    }
}

/// Whether a domain is that of ONNX itself.
pub(crate) fn is_standard(domain: &str) -> bool {
    matches!(domain, "" | "ai.onnx")
}
