//! Writing the files of a command.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// Writes all files into a folder, or none where one is there already.
pub(crate) fn all(
    files: &[(String, Vec<u8>)],
    folder: &Path,
    force: bool,
) -> Result<Vec<PathBuf>, Problem> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| !force && path.exists()) {
        return Err(Problem::new(format!("`{}` is there already", path.display()))
            .help("write --force to overwrite it, or choose another name"));
    }
    for (path, (_, content)) in paths.iter().zip(files) {
        fs::write(path, content).map_err(|error| {
            Problem::new(format!("cannot write `{}`: {error}", path.display()))
                .help("name a folder that exists and can be written")
        })?;
    }
    Ok(paths)
}
