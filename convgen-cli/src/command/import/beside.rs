//! The files beside a model.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use convgen_compiler::source::{Content, Reach, ReadError, Stranger, resolve};
use convgen_onnx::model::Beside;

/// Those in the model's folder or below. A link may lead to where the model itself is in truth, as in the
/// cache of Hugging Face, where a model and its numbers are links into one folder. It may lead nowhere else.
pub(super) struct Folder {
    folder: PathBuf,
    /// The folder of the file that the model's path leads to.
    resolved: Option<PathBuf>,
}

impl Folder {
    /// The files beside a model.
    pub(super) fn of(model: &Path) -> Self {
        let resolved = model.canonicalize().ok();
        Self {
            // An empty path is the current folder.
            folder: Path::new(".").join(model.parent().unwrap_or(Path::new(""))),
            resolved: resolved.and_then(|model| Some(model.parent()?.to_owned())),
        }
    }

    fn part(&self, path: &Path, offset: u64, bytes: u64) -> Result<Vec<u8>, ReadError> {
        let path = self.folder.join(path);
        // Opens nothing: to open a pipe would wait for a writer.
        if !fs::metadata(&path)?.is_file() {
            return Err(ReadError::NoFile);
        }
        let (target, folder) = (path.canonicalize()?, self.folder.canonicalize()?);
        let is_inside = |folder: &PathBuf| target.starts_with(folder);
        if !is_inside(&folder) && !self.resolved.as_ref().is_some_and(is_inside) {
            let message = "a symbolic link leads it out of the folder of the model";
            return Err(ReadError::Other(message.to_owned()));
        }
        let file = Content::try_from(File::open(path)?)?;
        let found = file.part(offset, bytes)?;
        if found.len() as u64 == bytes {
            return Ok(found.into_owned());
        }
        Err(ReadError::Other(match Stranger::of(&file)? {
            Some(stranger) => format!("it is {stranger}: {}", stranger.help()),
            None => {
                let found = found.len();
                format!("it has {found} bytes from byte {offset} on, but needs {bytes}")
            }
        }))
    }
}

impl Beside for Folder {
    fn part(&self, location: &str, offset: u64, bytes: u64) -> Result<Vec<u8>, String> {
        let shown = location.escape_debug();
        let path = resolve("", location, Reach::Crate).map_err(|_| {
            format!("is in `{shown}`, but only files in the folder of the model are read")
        })?;
        let part = self.part(Path::new(&path), offset, bytes);
        part.map_err(|error| format!("is in `{shown}`: {error}"))
    }
}
