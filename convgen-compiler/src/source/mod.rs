//! The files the compiler reads: specs and the weights they name.
//!
//! Paths are relative to the root of a [`Files`], `/`-separated on every platform, so that a spec
//! builds on all of them or on none.

mod content;
mod error;
mod files;
mod path;
mod reach;
mod stranger;

use std::path::Path;

pub use content::Content;
pub use error::{LoadError, ReadError};
pub use files::{Anywhere, Disk, Files, Memory};
pub use path::{PathError, resolve};
pub use reach::Reach;
pub use stranger::Stranger;

/// The text of a spec and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the root, as shown to the user.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// The most bytes of a spec. Its numbers take some thirty times as much memory when it is read; large
/// weights belong in a file of their own.
pub const SPEC_LIMIT: u64 = 4 << 20;

/// The most bytes of one array of numbers: 64 million `f32`. What rustc needs is about fifteen times
/// as much. The file that it is in may be longer.
pub const DATA_LIMIT: u64 = 256 << 20;

/// Reads the spec at `path`, relative to the root.
///
/// # Errors
///
/// If the path is not usable, or the file cannot be read or is not UTF-8.
pub fn load(files: &dyn Files, path: &str) -> Result<Source, LoadError> {
    let path = resolve("", path, files.reach()).map_err(LoadError::Path)?;
    let bytes = files
        .read(Path::new(&path), files.reach(), SPEC_LIMIT)
        .map_err(|reason| LoadError::Unreadable { path: path.clone(), reason })?;
    String::from_utf8(bytes)
        .map(|text| Source { path: path.clone(), text })
        .map_err(|error| LoadError::NotText { path, byte: error.utf8_error().valid_up_to() })
}
