//! Relative paths, resolved by their text alone.

use std::fmt;

use super::reach::Reach;

/// Why a path cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// The path names nothing.
    Empty,
    /// The path depends on the machine.
    Absolute(String),
    /// The path is written with `\`, which is a separator on one platform only.
    Backslash(String),
    /// The path leaves the crate.
    Outside(String),
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the path is empty"),
            Self::Absolute(path) => write!(f, "`{path}` is absolute, but must be relative"),
            Self::Outside(path) => write!(
                f,
                "`{path}` leaves the crate, but must stay below the folder of its `Cargo.toml`"
            ),
            Self::Backslash(path) => {
                write!(f, "`{path}` has a `\\`, but folders are separated by `/`")
            }
        }
    }
}

impl std::error::Error for PathError {}

/// The path, relative to the root, of a `file` named in the file `from`; an empty `from` stands
/// for the root itself.
///
/// `.` and `..` are resolved by the text, not by the file system: `a/../b` is `b` even where `a`
/// is a link. Leading `..` stay where the reach is [`Reach::Anywhere`], so that a spec may use files
/// of a neighbouring crate.
///
/// # Errors
///
/// If `file` is empty, absolute, has a backslash, or leads further than `reach`.
pub fn resolve(from: &str, file: &str, reach: Reach) -> Result<String, PathError> {
    if file.contains('\\') {
        return Err(PathError::Backslash(file.to_owned()));
    }
    if file.starts_with('/') || has_drive(file) {
        return Err(PathError::Absolute(file.to_owned()));
    }
    let folder = from.rfind('/').map_or("", |end| &from[..end]);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if file.is_empty() || parts.is_empty() {
        return Err(PathError::Empty);
    }
    if reach == Reach::Crate && parts[0] == ".." {
        return Err(PathError::Outside(file.to_owned()));
    }
    Ok(parts.join("/"))
}

fn has_drive(file: &str) -> bool {
    matches!(file.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}
