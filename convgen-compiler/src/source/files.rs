//! Where bytes come from.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

/// Something that files can be read from, by paths relative to its root.
pub trait Files {
    /// The whole content of a file.
    ///
    /// # Errors
    ///
    /// If there is no such file or it cannot be read; [`ErrorKind::IsADirectory`] for a folder.
    fn read(&self, path: &Path) -> Result<Vec<u8>>;
}

/// Files below a folder of the file system.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Files below `root`: for the macro, the folder of the crate's `Cargo.toml`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        let path = self.root.join(path);
        // Without the check the error for a folder would differ from platform to platform.
        if path.is_dir() {
            return Err(Error::from(ErrorKind::IsADirectory));
        }
        std::fs::read(path)
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
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        if let Some(content) = self.files.get(path) {
            return Ok(content.clone());
        }
        let is_folder = self.files.keys().any(|file| file.starts_with(path));
        Err(Error::from(if is_folder { ErrorKind::IsADirectory } else { ErrorKind::NotFound }))
    }
}
