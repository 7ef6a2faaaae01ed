//! The files beside a model.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use convgen_compiler::source::{Reach, ReadError, resolve};
use convgen_onnx::model::Beside;

/// Those in the model's folder or below, also by links.
pub(super) struct Folder(pub(super) PathBuf);

impl Beside for Folder {
    fn part(&self, location: &str, offset: u64, bytes: u64) -> Result<Vec<u8>, String> {
        let shown = location.escape_debug();
        let path = resolve("", location, Reach::Crate).map_err(|_| {
            format!("is in `{shown}`, but only files in the folder of the model are read")
        })?;
        part(&self.0.join(path), &self.0, offset, bytes)
            .map_err(|error| format!("is in `{shown}`: {error}"))
    }
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
