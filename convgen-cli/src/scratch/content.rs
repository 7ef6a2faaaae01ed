//! The files of a scratch crate.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{fs, io};

use convgen_compiler::driver::{Compiled, TRACKED_LIMIT};
use convgen_compiler::source::{Files, Reach, resolve};

use super::place::Place;
use crate::specs::SpecFile;

const TEMPLATES: [(&str, &str); 3] = [
    ("src/main.rs", include_str!("../../template/main.rs")),
    ("src/peak.rs", include_str!("../../template/peak.rs")),
    ("src/time.rs", include_str!("../../template/time.rs")),
];

/// A name of its own for each spec, by which people still know it.
pub(super) fn name(file: &SpecFile) -> String {
    let path = fs::canonicalize(file.root.join(&file.path)).unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem: String =
        stem.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
    format!("layer-{stem}-{:016x}", hasher.finish())
}

/// Writes the crate. What is there already and the same is left alone, so that cargo builds nothing
/// twice.
pub(super) fn write(
    folder: &Path,
    name: &str,
    place: &Place,
    file: &SpecFile,
    compiled: &Compiled,
) -> io::Result<()> {
    let dependency = match &place.convgen {
        Some(path) => format!("path = {:?}", path.display().to_string()),
        None => format!("version = \"={}\"", env!("CARGO_PKG_VERSION")),
    };
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nconvgen = {{ {dependency} }}\n\n[workspace]\n"
    );
    update(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    if let Some(lock) = versions(place) {
        update(&folder.join("Cargo.lock"), &fs::read(lock)?)?;
    }
    for (path, text) in TEMPLATES {
        update(&folder.join(path), text.as_bytes())?;
    }
    let (root, large) = copy_spec(folder, file, compiled)?;
    let spec =
        resolve("", &format!("{root}{}", file.path), Reach::Crate).map_err(io::Error::other)?;
    let layer = format!("{large}#[convgen::layer({spec:?})]\npub struct Case;\n");
    update(&folder.join("src/layer.rs"), layer.as_bytes())
}

/// The lock file to begin with: the versions that the crate builds with, or convgen is tested with, else
/// those that the first scratch crate took. With others, convgen would be built again.
fn versions(place: &Place) -> Option<PathBuf> {
    place.lock.clone().or_else(|| Some(kept(place)).filter(|lock| lock.is_file()))
}

fn kept(place: &Place) -> PathBuf {
    place.base.join("Cargo.lock")
}

/// Keeps the versions that a crate was built with for the next one, where nothing else says them.
pub(super) fn keep_versions(folder: &Path, place: &Place) -> io::Result<()> {
    match versions(place) {
        Some(_) => Ok(()),
        None => update(&kept(place), &fs::read(folder.join("Cargo.lock"))?),
    }
}

/// Copies the spec and the files it names, so that each finds the other: below as many folders as
/// the paths climb up. Gives these folders, and a comment that is another one when a file has changed
/// that the attribute does not track.
fn copy_spec(folder: &Path, file: &SpecFile, compiled: &Compiled) -> io::Result<(String, String)> {
    let climbs = |path: &String| path.split('/').take_while(|part| *part == "..").count();
    let depth = compiled.files().iter().map(climbs).max().unwrap_or(0);
    let root = format!("spec/{}", "up/".repeat(depth));
    let mut large = String::new();
    for path in compiled.files() {
        let copy = resolve("", &format!("{root}{path}"), Reach::Crate).map_err(io::Error::other)?;
        let copy = folder.join(copy);
        let content = file.open(Path::new(path), Reach::Anywhere).map_err(io::Error::other)?;
        if content.len() > TRACKED_LIMIT {
            large += &link(&file.root.join(path), &copy)?;
        } else {
            update(&copy, &content.part(0, content.len()).map_err(io::Error::other)?)?;
        }
    }
    Ok((root, large))
}

/// Makes `to` another name of a large file, or a copy of it where that lies on another disk. Gives a
/// comment that tells the file from what it was before.
fn link(from: &Path, to: &Path) -> io::Result<String> {
    let from = fs::canonicalize(from)?;
    let found = fs::metadata(&from)?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::remove_file(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    if fs::hard_link(&from, to).is_err() {
        fs::copy(&from, to)?;
    }
    let since = found.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!(
        "// {:?}: {} bytes, changed {} ns after 1970\n",
        from,
        found.len(),
        since.as_nanos()
    ))
}

fn update(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}
