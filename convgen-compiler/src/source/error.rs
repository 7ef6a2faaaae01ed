//! Why a file cannot be read, or a spec not be loaded.

use std::fmt;
use std::io::ErrorKind;

use super::path::PathError;

/// Why a file cannot be read; `Display` follows the name of the file and a colon, in words that do
/// not depend on the platform where that is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is none.
    Missing,
    /// A folder.
    Folder,
    /// A device, a pipe or a socket.
    NoFile,
    /// A file outside the crate, behind a link inside.
    LinkOutside,
    /// Larger than what is read.
    TooLarge {
        /// Its length.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// Anything else.
    Other(String),
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::IsADirectory => Self::Folder,
            ErrorKind::NotADirectory => {
                Self::Other("a part of the path is a file, not a folder".to_owned())
            }
            ErrorKind::PermissionDenied => Self::Other("permission denied".to_owned()),
            _ => Self::Other(error.to_string()),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Folder => f.write_str("it is a folder"),
            Self::NoFile => f.write_str("it is a device, a pipe or a socket, but must be a file"),
            Self::LinkOutside => f.write_str(
                "a symbolic link leads it out of the crate, but it must lie below the folder of \
                 the crate's `Cargo.toml`",
            ),
            Self::TooLarge { bytes, limit } => {
                write!(f, "it has {bytes} bytes, but may have at most {limit}")
            }
            Self::Other(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for ReadError {}

/// A spec that cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Its path is not usable.
    Path(PathError),
    /// The file cannot be read.
    Unreadable {
        /// The file, relative to the root.
        path: String,
        /// Why.
        reason: ReadError,
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
