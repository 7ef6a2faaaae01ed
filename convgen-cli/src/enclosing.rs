//! The crate that a spec lies in: what its attribute can read.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use convgen_compiler::driver::{self, Compiled};
use convgen_compiler::source::{Anywhere, Disk};
use toml_edit::DocumentMut;

use crate::problem::Problem;
use crate::report::Trouble;
use crate::specs::SpecFile;

/// Compiles a spec as the attribute does in the crate around it: paths are relative to the folder of
/// the crate, and leave it only where `outside` is true. Without a crate, files may lie anywhere.
pub(crate) fn compile(file: &SpecFile, outside: bool) -> Result<Compiled, Trouble> {
    let here = env::current_dir()
        .map_err(|error| Problem::new(format!("cannot find the current folder: {error}")))?;
    let spec = plain(&here.join(&file.root).join(&file.path));
    let Some(root) = spec.ancestors().skip(1).find(|folder| is_crate(folder)) else {
        return Ok(file.compile()?);
    };
    let Some(path) = portable(root, &spec) else {
        let shown = &file.shown;
        let problem = Problem::new(format!("the path of `{shown}` in its crate is not UTF-8"));
        return Err(problem.help("rename the folder").into());
    };
    let disk = Disk::new(root);
    let compiled = match outside {
        true => driver::compile(&Anywhere(&disk), &path),
        false => driver::compile(&disk, &path),
    };
    Ok(compiled.map_err(|mut failure| {
        if let Some(source) = &mut failure.source {
            source.path.clone_from(&file.shown);
        }
        let is_absolute = Path::new(&file.shown).is_absolute();
        for diagnostic in &mut failure.diagnostics {
            if let Some(source) = &mut diagnostic.source {
                let source = Arc::make_mut(source);
                let path = plain(&root.join(&source.path));
                let shown = if is_absolute { path } else { between(&here, &path) };
                source.path = shown.display().to_string();
            }
            if diagnostic.leaves_crate() {
                diagnostic.notes.push(NOTE.to_owned());
            }
        }
        failure
    })?)
}

const NOTE: &str =
    "if the attribute says `outside = true` already, write `cargo convgen check --outside`";

/// Whether a folder is that of a crate, not of a workspace alone. Cargo refuses what cannot be read.
fn is_crate(folder: &Path) -> bool {
    let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else { return false };
    manifest.parse::<DocumentMut>().map_or(true, |manifest| {
        ["package", "project"].into_iter().any(|table| manifest.contains_key(table))
    })
}

/// An absolute path without `.` and `..`, which are resolved by the text, as in specs.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// A path below a folder, as an attribute writes it.
fn portable(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.iter();
    Some(parts.map(|part| part.to_str()).collect::<Option<Vec<_>>>()?.join("/"))
}

/// The way from a folder to a file.
fn between(folder: &Path, file: &Path) -> PathBuf {
    let up = folder.ancestors().position(|above| file.starts_with(above));
    let above = up.and_then(|up| folder.ancestors().nth(up));
    match (up, above.and_then(|above| file.strip_prefix(above).ok())) {
        (Some(up), Some(down)) => (0..up).map(|_| "..").collect::<PathBuf>().join(down),
        _ => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{between, plain};

    #[test]
    fn paths_by_their_text() {
        assert_eq!(plain(Path::new("/a/b/../c/./d.toml")), Path::new("/a/c/d.toml"));
        let way = |folder, file| between(Path::new(folder), Path::new(file));
        assert_eq!(way("/a/b", "/a/b/c/d.toml"), Path::new("c/d.toml"));
        assert_eq!(way("/a/b/e", "/a/c/d.toml"), Path::new("../../c/d.toml"));
    }
}
