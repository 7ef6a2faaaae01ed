//! Where convgen is, and where scratch crates go.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

use crate::problem::Problem;

/// The folder of convgen: the one that was named, or the nearest from here upwards.
pub(super) fn convgen(named: Option<&Path>) -> Result<Option<PathBuf>, Problem> {
    let cannot =
        |error: io::Error| Problem::new(format!("cannot find the current folder: {error}"));
    let Some(named) = named else {
        let here = env::current_dir().map_err(cannot)?;
        return Ok(here.ancestors().find(|folder| is_convgen(folder)).map(Path::to_owned));
    };
    if !is_convgen(named) {
        let named = named.display();
        return Err(Problem::new(format!(
            "`{named}` is not the folder of convgen: it has no Cargo.toml of a package `convgen`"
        ))
        .help("name the folder that has README.md and convgen-compiler in it"));
    }
    let full = fs::canonicalize(named).map_err(cannot)?;
    Ok(Some(full))
}

fn is_convgen(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest.lines().any(|line| line.trim() == "name = \"convgen\"")
}

/// The folder of all scratch crates and their shared target folder.
pub(super) fn base(convgen: Option<&Path>) -> Result<(PathBuf, Option<TempDir>), Problem> {
    let here = env::current_dir().unwrap_or_default();
    if let Some(target) = env::var_os("CARGO_TARGET_DIR").filter(|target| !target.is_empty()) {
        return Ok((here.join(target).join("convgen"), None));
    }
    // A workspace has its lock file and its target folder side by side.
    let workspace = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
    if let Some(workspace) = convgen.or(workspace) {
        return Ok((workspace.join("target").join("convgen"), None));
    }
    let temporary = tempfile::tempdir().map_err(|error| {
        Problem::new(format!("cannot make a temporary folder: {error}"))
            .help("name a folder that can be written in CARGO_TARGET_DIR")
    })?;
    Ok((temporary.path().to_owned(), Some(temporary)))
}
