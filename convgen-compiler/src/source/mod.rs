//! The files the compiler reads: specs and the weights they name.
//!
//! Paths are relative to the root of a [`Files`], `/`-separated on every platform, so that a spec
//! builds on all of them or on none.

mod error;
mod files;
mod path;

use std::path::Path;

pub use error::LoadError;
pub use files::{Disk, Files, Memory};
pub use path::{PathError, resolve};

/// The text of a spec and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the root, as shown to the user.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Reads the spec at `path`, relative to the root.
///
/// # Errors
///
/// If the path is not usable, or the file cannot be read or is not UTF-8.
pub fn load(files: &dyn Files, path: &str) -> Result<Source, LoadError> {
    let path = resolve("", path).map_err(LoadError::Path)?;
    let bytes = files
        .read(Path::new(&path))
        .map_err(|error| LoadError::Unreadable { path: path.clone(), reason: describe(&error) })?;
    String::from_utf8(bytes)
        .map(|text| Source { path: path.clone(), text })
        .map_err(|error| LoadError::NotText { path, byte: error.utf8_error().valid_up_to() })
}

/// Why a file cannot be read, in words that do not depend on the platform where that is possible.
pub(crate) fn describe(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is a file, not a folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
