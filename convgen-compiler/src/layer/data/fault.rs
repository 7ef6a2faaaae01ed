//! What is wrong with a file of numbers.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{DATA_LIMIT, ReadError};

/// A file that could be opened, but not read.
impl From<ReadError> for Fault {
    fn from(reason: ReadError) -> Self {
        let help = "the file must stay as it is while it is read, on a disk that can be read";
        Self::new(Code::UnreadableFile, format!("cannot be read: {reason}"), help)
    }
}

/// A fault of a file, or of one array in it.
pub(super) struct Fault {
    pub(super) code: Code,
    /// To follow the name of the file.
    message: String,
    help: String,
    /// The array in the file, where it has several.
    array: Option<String>,
}

impl Fault {
    pub(super) fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), array: None }
    }

    pub(super) fn malformed(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Code::MalformedFile, message, help)
    }

    /// An array of so many bytes.
    pub(super) fn too_large(bytes: u64) -> Self {
        Self::new(
            Code::UnreadableFile,
            format!("takes {bytes} bytes, but may take at most {DATA_LIMIT}"),
            "save float32 instead of float64, or split the layer by its output channels",
        )
    }

    /// The same of an array in the file.
    pub(super) fn of(self, array: &str) -> Self {
        Self { array: Some(array.escape_debug().to_string()), ..self }
    }

    /// The error about `file`, named as the sentence needs it.
    pub(super) fn diagnostic(self, file: &str) -> Diagnostic {
        let message = match self.array {
            None => format!("{file} {}", self.message),
            Some(array) => format!("`{array}` in {file} {}", self.message),
        };
        Diagnostic::new(self.code, message).help(self.help)
    }
}
