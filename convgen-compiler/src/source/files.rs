//! Where bytes come from.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::content::Content;
use super::error::ReadError;
use super::reach::Reach;

/// Something that files can be read from, by paths relative to its root.
pub trait Files {
    /// Opens a file, however large it is.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it is none that may be read; see [`ReadError`].
    fn open(&self, path: &Path, reach: Reach) -> Result<Content<'_>, ReadError>;

    /// The whole content of a file of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or is longer.
    fn read(&self, path: &Path, reach: Reach, limit: u64) -> Result<Vec<u8>, ReadError> {
        let content = self.open(path, reach)?;
        if content.len() > limit {
            return Err(ReadError::TooLarge { bytes: content.len(), limit });
        }
        Ok(content.part(0, content.len())?.into_owned())
    }

    /// How far paths may lead.
    fn reach(&self) -> Reach {
        Reach::Crate
    }
}

/// Files whose paths may lead anywhere.
pub struct Anywhere<'a>(pub &'a dyn Files);

impl Files for Anywhere<'_> {
    fn open(&self, path: &Path, reach: Reach) -> Result<Content<'_>, ReadError> {
        self.0.open(path, reach)
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

    /// The same as [`Files::open`], of a file that the folder's name is not needed for any more.
    ///
    /// # Errors
    ///
    /// Those of [`Files::open`].
    pub fn file(&self, path: &Path, reach: Reach) -> Result<Content<'static>, ReadError> {
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
        Content::try_from(File::open(path)?)
    }
}

impl Files for Disk {
    fn open(&self, path: &Path, reach: Reach) -> Result<Content<'_>, ReadError> {
        self.file(path, reach)
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
    fn open(&self, path: &Path, _: Reach) -> Result<Content<'_>, ReadError> {
        if let Some(content) = self.files.get(path) {
            return Ok(Content::from(&content[..]));
        }
        let is_folder = self.files.keys().any(|file| file.starts_with(path));
        Err(if is_folder { ReadError::Folder } else { ReadError::Missing })
    }
}
