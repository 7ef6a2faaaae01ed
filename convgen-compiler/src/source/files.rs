//! Where bytes come from.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::ReadError;
use super::reach::Reach;

/// Something that files can be read from, by paths relative to its root.
pub trait Files {
    /// The whole content of a file of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it is none that may be read; see [`ReadError`].
    fn read(&self, path: &Path, reach: Reach, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// How far paths may lead.
    fn reach(&self) -> Reach {
        Reach::Crate
    }
}

/// Files whose paths may lead anywhere.
pub struct Anywhere<'a>(pub &'a dyn Files);

impl Files for Anywhere<'_> {
    fn read(&self, path: &Path, reach: Reach, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.0.read(path, reach, limit)
    }

    fn reach(&self) -> Reach {
        Reach::Anywhere
    }
}

/// Files below a folder of the file system.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Files below `root`: for the macro, the folder of the crate's `Cargo.toml`. An empty path is the
    /// current folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: Path::new(".").join(root.into()) }
    }
}

impl Files for Disk {
    fn read(&self, path: &Path, reach: Reach, limit: u64) -> Result<Vec<u8>, ReadError> {
        let path = self.root.join(path);
        // Follows links, and opens nothing: to open a pipe would wait for a writer.
        let found = fs::metadata(&path)?;
        if reach == Reach::Crate && !path.canonicalize()?.starts_with(self.root.canonicalize()?) {
            return Err(ReadError::LinkOutside);
        }
        if found.is_dir() {
            return Err(ReadError::Folder);
        }
        if !found.is_file() {
            return Err(ReadError::NoFile);
        }
        if found.len() > limit {
            return Err(ReadError::TooLarge { bytes: found.len(), limit });
        }
        let mut bytes = Vec::new();
        // One more than the limit, lest a file that grows be cut.
        File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        within(bytes, limit)
    }
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces it.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), content.into());
        self
    }
}

impl Files for Memory {
    fn read(&self, path: &Path, _: Reach, limit: u64) -> Result<Vec<u8>, ReadError> {
        if let Some(content) = self.files.get(path) {
            return within(content.clone(), limit);
        }
        let is_folder = self.files.keys().any(|file| file.starts_with(path));
        Err(if is_folder { ReadError::Folder } else { ReadError::Missing })
    }
}

fn within(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, ReadError> {
    match bytes.len() as u64 {
        length if length > limit => Err(ReadError::TooLarge { bytes: length, limit }),
        _ => Ok(bytes),
    }
}
