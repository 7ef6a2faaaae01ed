//! Where convgen is, and where scratch crates go.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

use super::resolution::{self, Resolution};
use crate::problem::Problem;

/// Where a scratch crate takes convgen from, and where it lies.
pub(super) struct Place {
    /// The folder of convgen; none means the registry.
    pub(super) convgen: Option<PathBuf>,
    /// The lock file with the versions that it is used with.
    pub(super) lock: Option<PathBuf>,
    /// The folder of all scratch crates and their shared target folder.
    pub(super) base: PathBuf,
    pub(super) temporary: Option<TempDir>,
}

impl Place {
    /// Takes the convgen that was named, else the one that the crate around the current folder has,
    /// else the sources that this program was built from.
    pub(super) fn find(named: Option<&Path>) -> Result<Self, Problem> {
        let here = env::current_dir()
            .map_err(|error| Problem::new(format!("cannot find the current folder: {error}")))?;
        if let Some(named) = named {
            let convgen = named_folder(named)?;
            let target = convgen.join("target");
            return Self::new(Some(convgen), None, Some(target), &here);
        }
        let Some(Resolution { convgen, lock, target }) = resolution::of(&here)? else {
            let convgen = own_sources();
            let target = convgen.as_ref().map(|convgen| convgen.join("target"));
            return Self::new(convgen, None, target, &here);
        };
        match convgen {
            Some(convgen) => Self::new(Some(convgen), Some(lock), Some(target), &here),
            None => Self::new(own_sources(), None, Some(target), &here),
        }
    }

    fn new(
        convgen: Option<PathBuf>,
        lock: Option<PathBuf>,
        target: Option<PathBuf>,
        here: &Path,
    ) -> Result<Self, Problem> {
        let lock = lock.or_else(|| Some(convgen.as_ref()?.join("Cargo.lock")));
        let lock = lock.filter(|lock| lock.is_file());
        let set = env::var_os("CARGO_TARGET_DIR").filter(|target| !target.is_empty());
        if let Some(target) = set.map(|target| here.join(target)).or(target) {
            return Ok(Self { convgen, lock, base: target.join("convgen"), temporary: None });
        }
        let temporary = tempfile::tempdir().map_err(|error| {
            Problem::new(format!("cannot make a temporary folder: {error}"))
                .help("name a folder that can be written in CARGO_TARGET_DIR")
        })?;
        Ok(Self { convgen, lock, base: temporary.path().to_owned(), temporary: Some(temporary) })
    }
}

/// The folder of `--convgen`.
fn named_folder(named: &Path) -> Result<PathBuf, Problem> {
    let shown = named.display();
    if !is_convgen(named) {
        return Err(Problem::new(format!(
            "`{shown}` is not the folder of convgen: it has no Cargo.toml of a package `convgen`"
        ))
        .help("name the folder that has README.md and convgen-compiler in it"));
    }
    let cannot = |error: io::Error| Problem::new(format!("cannot find `{shown}`: {error}"));
    fs::canonicalize(named).map_err(cannot)
}

/// The sources that this program was built from, where they still are.
fn own_sources() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    is_convgen(folder).then(|| folder.to_owned())
}

fn is_convgen(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest.lines().any(|line| line.trim() == "name = \"convgen\"")
}
