//! Where pages go.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf, is_separator};

use crate::problem::Problem;
use crate::specs::SpecFile;

/// The file or the folder that the command line names.
pub(super) struct Place {
    path: PathBuf,
    folder: bool,
    /// The pages that were written, and the specs they are of.
    written: BTreeMap<PathBuf, String>,
}

impl Place {
    /// The place for the pages of so many specs.
    pub(super) fn new(path: &Path, specs: usize) -> Result<Self, Problem> {
        let ends_as_folder = path.to_string_lossy().ends_with(is_separator);
        let folder = ends_as_folder || path.is_dir();
        if specs > 1 && !folder {
            let path = path.display();
            return Err(Problem::new(format!(
                "`{path}` would be the page of several specs, but must be of one"
            ))
            .help(format!("write `-o {path}/` for a folder of pages, or name one spec")));
        }
        Ok(Self { path: path.to_owned(), folder, written: BTreeMap::new() })
    }

    /// Writes the page of a spec, and says where.
    pub(super) fn save(&mut self, spec: &SpecFile, page: &str) -> Result<PathBuf, Problem> {
        let file = self.file(spec);
        if let Some(other) = self.written.get(&file) {
            let message = format!("`{}` is the page of `{other}` already", file.display());
            return Err(Problem::new(message)
                .help("specs of the same name need folders of their own: draw them one by one"));
        }
        let create = if self.folder { fs::create_dir_all(&self.path) } else { Ok(()) };
        create.and_then(|()| fs::write(&file, page)).map_err(|error| {
            Problem::new(format!("cannot write `{}`: {error}", file.display()))
                .help("name a file in a folder that exists and can be written")
        })?;
        self.written.insert(file.clone(), spec.shown.clone());
        Ok(file)
    }

    fn file(&self, spec: &SpecFile) -> PathBuf {
        if !self.folder {
            return self.path.clone();
        }
        let stem = Path::new(&spec.path).file_stem().unwrap_or_default();
        let mut name = stem.to_owned();
        name.push(".html");
        self.path.join(name)
    }
}
