//! Which convgen the crate around a folder resolves to, as cargo says it.
//!
//! Whatever the crate writes (a path, a git repository, a version, a renamed or an inherited
//! dependency, a `[patch]`), cargo has its sources in a folder, and that folder is used.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::process::{cargo, finish, rustc};
use crate::problem::Problem;

/// What cargo knows of the crate around a folder.
pub(super) struct Resolution {
    /// The folder of the convgen that it uses, if it uses any.
    pub(super) convgen: Option<PathBuf>,
    pub(super) lock: PathBuf,
    pub(super) target: PathBuf,
}

/// Asks cargo about the crate or the workspace around a folder; none if there is neither.
pub(super) fn of(folder: &Path) -> Result<Option<Resolution>, Problem> {
    if !folder.ancestors().any(|folder| folder.join("Cargo.toml").is_file()) {
        return Ok(None);
    }
    // What other targets need may not have been downloaded; but a crate may use convgen on such a one only.
    let near = metadata(folder, &["--filter-platform", &host()?])?;
    let metadata = match convgen(&near)? {
        Some(_) => near,
        None => metadata(folder, &[]).unwrap_or(near),
    };
    let folder = |key: &str| metadata[key].as_str().map(PathBuf::from);
    let (Some(root), Some(target)) = (folder("workspace_root"), folder("target_directory")) else {
        return Err(Problem::new("`cargo metadata` names no workspace and no target folder"));
    };
    let convgen = convgen(&metadata)?;
    Ok(Some(Resolution { convgen, lock: root.join("Cargo.lock"), target }))
}

/// What `cargo metadata` says in a folder.
fn metadata(folder: &Path, arguments: &[&str]) -> Result<Value, Problem> {
    let mut command = Command::new(cargo());
    command.args(["metadata", "--format-version=1"]).args(arguments).current_dir(folder);
    let output = finish(&mut command, "`cargo metadata`, which finds the crate's convgen,")?;
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Problem::new(format!("cannot read what `cargo metadata` says: {error}")))
}

/// The target that the Rust compiler builds for by itself.
fn host() -> Result<String, Problem> {
    let mut command = Command::new(rustc());
    let output =
        finish(command.args(["--print", "host-tuple"]), "`rustc`, asked for its own target,")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The folder of convgen: what the crate itself uses, else the only one in the workspace.
fn convgen(metadata: &Value) -> Result<Option<PathBuf>, Problem> {
    let empty = Vec::new();
    let list = |value: &Value| value.as_array().unwrap_or(&empty).clone();
    let packages = list(&metadata["packages"]);
    let found: Vec<&Value> =
        packages.iter().filter(|package| package["name"] == "convgen").collect();
    let root = &metadata["resolve"]["root"];
    let nodes = list(&metadata["resolve"]["nodes"]);
    let used: Vec<Value> = nodes
        .iter()
        .filter(|node| node["id"] == *root)
        .flat_map(|node| list(&node["dependencies"]))
        .chain([root.clone()])
        .collect();
    let direct: Vec<&Value> =
        found.iter().copied().filter(|package| used.contains(&package["id"])).collect();
    match (if direct.is_empty() { &found } else { &direct })[..] {
        [] => Ok(None),
        [package] => {
            let manifest = package["manifest_path"].as_str().map(Path::new);
            Ok(manifest.and_then(Path::parent).map(Path::to_owned))
        }
        ref several => {
            let ids: Vec<&str> = several.iter().filter_map(|each| each["id"].as_str()).collect();
            Err(Problem::new(format!(
                "the workspace uses several packages `convgen`, but one can be built with: {}",
                ids.join(", ")
            ))
            .help("run it in the folder of the crate whose convgen is meant, or write --convgen FOLDER"))
        }
    }
}
