//! Why a spec cannot be loaded.

use std::fmt;

use super::PathError;

/// A spec that cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Its path is not usable.
    Path(PathError),
    /// The file cannot be read.
    Unreadable {
        /// The file, relative to the root.
        path: String,
        /// Why, in the system's words.
        reason: String,
    },
    /// The file is not UTF-8.
    NotText {
        /// The file, relative to the root.
        path: String,
        /// The first byte that is not.
        byte: usize,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => write!(f, "path of the spec: {error}"),
            Self::Unreadable { path, reason } => {
                write!(f, "cannot read the spec `{path}`: {reason}")
            }
            Self::NotText { path, byte } => {
                write!(f, "the spec `{path}` is not UTF-8 text, first at byte {byte}")
            }
        }
    }
}

impl std::error::Error for LoadError {}
