//! Reading a model.

use std::path::{Path, PathBuf};

use convgen_compiler::source::{Disk, Files, Reach};
use prost::Message;
use prost::bytes::Bytes;

use super::proto;
use crate::problem::Problem;

/// The most bytes of a model: what a protobuf message may have.
const LIMIT: u64 = (2 << 30) - 1;

/// A model and the folder that its other files lie in.
pub(super) struct Model {
    /// The name of the file.
    pub(super) name: String,
    pub(super) folder: PathBuf,
    /// The program that wrote it, and its version; may be empty.
    pub(super) producer: String,
    /// The version of the standard operators.
    pub(super) opset: Option<i64>,
    pub(super) graph: proto::Graph,
}

impl Model {
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let shown = path.display();
        let Some(name) = path.file_name() else {
            return Err(Problem::new(format!("`{shown}` does not end in the name of a file"))
                .help("name a model, such as `model.onnx`"));
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        // A model may be reached by a link; its numbers may not.
        let bytes =
            Disk::new(&folder).read(Path::new(name), Reach::Anywhere, LIMIT).map_err(|e| {
                Problem::new(format!("cannot read the model `{shown}`: {e}"))
                    .help("paths are relative to the current folder")
            })?;
        Self::decode(bytes, name.to_string_lossy().into_owned(), folder, &shown.to_string())
    }

    /// The model that the bytes of a file say.
    pub(super) fn decode(
        bytes: Vec<u8>,
        name: String,
        folder: PathBuf,
        shown: &str,
    ) -> Result<Self, Problem> {
        let not_onnx = |reason: String| {
            Problem::new(format!("`{shown}` is not an ONNX model: {reason}"))
                .help("name a file written by an exporter such as `torch.onnx.export`")
        };
        let model =
            proto::Model::decode(Bytes::from(bytes)).map_err(|e| not_onnx(e.to_string()))?;
        let graph = model.graph.ok_or_else(|| not_onnx("it has no graph".to_owned()))?;
        let standard = model.opset_import.iter().find(|set| is_standard(&set.domain));
        Ok(Self {
            name,
            folder,
            producer: format!("{} {}", model.producer_name, model.producer_version),
            opset: standard.map(|set| set.version),
            graph,
        })
    }
}

/// Whether a domain is that of ONNX itself.
pub(super) fn is_standard(domain: &str) -> bool {
    matches!(domain, "" | "ai.onnx")
}
