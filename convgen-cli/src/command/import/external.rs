//! Numbers in files beside the model.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use convgen_compiler::source::{Reach, ReadError, resolve};

use super::proto::Entry;

/// Reads as many bytes as a tensor needs, where it says that they are: in a file in the model's
/// folder or below, also by links. A model may come from anywhere, and must not choose which files
/// of the machine end up in specs.
///
/// # Errors
/// To follow the tensor's name.
pub(super) fn read(entries: &[Entry], folder: &Path, bytes: u64) -> Result<Vec<u8>, String> {
    let entry =
        |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| entry.value.as_str());
    let number = |key: &str, default: u64| match entry(key) {
        None => Ok(default),
        Some(text) => text.parse().map_err(|_| format!("has the {key} `{}`", text.escape_debug())),
    };
    let Some(location) = entry("location") else {
        return Err("is in another file, but does not say in which".to_owned());
    };
    let (offset, length) = (number("offset", 0)?, number("length", bytes)?);
    if length != bytes {
        return Err(format!("has {length} bytes, but its dimensions promise {bytes}"));
    }
    let shown = location.escape_debug();
    let path = resolve("", location, Reach::Crate).map_err(|_| {
        format!("is in `{shown}`, but only files in the folder of the model are read")
    })?;
    part(&folder.join(path), folder, offset, bytes)
        .map_err(|error| format!("is in `{shown}`: {error}"))
}

fn part(path: &Path, folder: &Path, offset: u64, bytes: u64) -> Result<Vec<u8>, ReadError> {
    // Opens nothing: to open a pipe would wait for a writer.
    if !fs::metadata(path)?.is_file() {
        return Err(ReadError::NoFile);
    }
    // An empty path is the current folder.
    let folder = Path::new(".").join(folder).canonicalize()?;
    if !path.canonicalize()?.starts_with(folder) {
        let message = "a symbolic link leads it out of the folder of the model";
        return Err(ReadError::Other(message.to_owned()));
    }
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut found = Vec::new();
    file.take(bytes).read_to_end(&mut found)?;
    if found.len() as u64 == bytes {
        return Ok(found);
    }
    let found = found.len();
    Err(ReadError::Other(format!("it has {found} bytes from byte {offset} on, but needs {bytes}")))
}
