//! The files the compiler reads: specs and the weights they name.
//!
//! Paths are relative to the root of a [`Files`], `/`-separated on every platform, so that a spec
//! builds on all of them or on none.

mod files;
mod path;

use std::path::Path;

pub use files::{Disk, Files, Memory};
pub use path::{PathError, resolve};

use crate::diagnostic::{Code, Diagnostic};

/// The text of a spec and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the root, as shown to the user.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Reads a spec.
///
/// # Errors
///
/// If the path is empty or absolute, or there is no such file, or it is not UTF-8.
pub fn load(files: &dyn Files, path: &str) -> Result<Source, Diagnostic> {
    let place = "spec paths are relative to the folder of the crate's `Cargo.toml`";
    let resolved = resolve("", path).map_err(|error| {
        Diagnostic::new(Code::InvalidPath, format!("path of the spec: {error}"))
            .help(format!("{place}; write for example `specs/layer.toml`"))
    })?;
    let bytes = files.read(Path::new(&resolved)).map_err(|error| {
        let reason = describe(&error);
        Diagnostic::new(
            Code::UnreadableFile,
            format!("cannot read the spec `{resolved}`: {reason}"),
        )
        .help(place)
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source {
            path: resolved,
            text,
        }),
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            Err(Diagnostic::new(
                Code::MalformedFile,
                format!("the spec `{resolved}` is not UTF-8 text, first at byte {byte}"),
            )
            .help("save the file as UTF-8"))
        }
    }
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
