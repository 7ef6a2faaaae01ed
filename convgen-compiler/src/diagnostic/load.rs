//! What to say about a spec that cannot be loaded.

use super::{Code, Diagnostic};
use crate::source::LoadError;

impl From<LoadError> for Diagnostic {
    fn from(error: LoadError) -> Self {
        let place = "spec paths are relative to the folder of the crate's `Cargo.toml`";
        let (code, help) = match error {
            LoadError::Path(_) => {
                (Code::InvalidPath, format!("{place}; write for example `specs/layer.toml`"))
            }
            LoadError::Unreadable { .. } => (Code::UnreadableFile, place.to_owned()),
            LoadError::NotText { .. } => (Code::MalformedFile, "save the file as UTF-8".to_owned()),
        };
        Self::new(code, error.to_string()).help(help)
    }
}
