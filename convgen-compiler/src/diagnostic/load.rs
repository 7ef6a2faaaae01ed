//! What to say about files that cannot be loaded.

use super::{Code, Diagnostic};
use crate::source::{LoadError, PathError, ReadError};

/// The way out of the crate.
const OUTSIDE: &str = "move the file into the crate, or write `outside = true` after the path in \
                       the attribute: `#[convgen::layer(\"…\", outside = true)]`";

impl From<LoadError> for Diagnostic {
    fn from(error: LoadError) -> Self {
        let place = "spec paths are relative to the folder of the crate's `Cargo.toml`";
        let (code, help) = match &error {
            LoadError::Path(reason) => (
                Code::InvalidPath,
                path_help(reason)
                    .unwrap_or(format!("{place}; write for example `specs/layer.toml`")),
            ),
            LoadError::Unreadable { reason: ReadError::TooLarge { .. }, .. } => (
                Code::UnreadableFile,
                "save the weights with `numpy.save` and write the path of that file".to_owned(),
            ),
            LoadError::Unreadable { reason, .. } => {
                (Code::UnreadableFile, read_help(reason).unwrap_or(place.to_owned()))
            }
            LoadError::NotText { .. } => (Code::MalformedFile, "save the file as UTF-8".to_owned()),
        };
        Self::new(code, error.to_string()).help(help)
    }
}

impl Diagnostic {
    /// Whether a file lies outside the crate, which `outside = true` allows.
    pub fn leaves_crate(&self) -> bool {
        self.help.as_deref() == Some(OUTSIDE)
    }
}

/// What to do about a path, if that does not depend on what it is the path of.
pub(crate) fn path_help(error: &PathError) -> Option<String> {
    matches!(error, PathError::Outside(_)).then(|| OUTSIDE.to_owned())
}

/// The same about a file.
pub(crate) fn read_help(error: &ReadError) -> Option<String> {
    match error {
        ReadError::LinkOutside => Some(OUTSIDE.to_owned()),
        ReadError::NoFile => Some("copy its content to a file".to_owned()),
        _ => None,
    }
}
