//! `verify` and `bench` in crates outside the tree: they use the convgen that the crate resolves to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::program::{convgen_in, root};

/// A crate outside the tree with a spec; `{convgen}` in the manifest is convgen's folder.
fn crate_with(manifest: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let convgen = root().canonicalize().expect("the tree is there");
    let manifest = manifest.replace("{convgen}", &convgen.display().to_string());
    let package = "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    write(folder.path(), "Cargo.toml", &format!("{package}{manifest}"));
    write(folder.path(), "src/main.rs", "fn main() {}\n");
    let spec = convgen.join("specs/seed/transposed_i3_k3_s2_p1_op1.toml");
    fs::copy(spec, folder.path().join("sum.toml")).expect("a spec");
    fs::copy(convgen.join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("a lock file");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

/// Whether the convgen of a manifest is what `verify` builds with. It is one that says so and does
/// not compile, so that no other can be mistaken for it.
#[track_caller]
fn uses(manifest: &str) {
    let folder = crate_with(&manifest.replace("{convgen}", "mine"));
    mark(&folder.path().join("mine"));
    let ran = convgen_in(folder.path(), &["verify", "--isa", "portable", "sum.toml"]);
    assert!(ran.code != 0 && ran.stderr.contains(MARK), "{ran:?}");
}

const MARK: &str = "the convgen of the user's crate";

fn mark(folder: &Path) {
    let manifest = "[package]\nname = \"convgen\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    write(folder, "Cargo.toml", manifest);
    write(folder, "src/lib.rs", &format!("compile_error!({MARK:?});\n"));
}

#[test]
fn a_crate_outside_the_tree_is_verified_and_timed() {
    let folder = crate_with("[dependencies]\nconvgen = { path = '{convgen}' }\n");
    let text = convgen_in(folder.path(), &["verify", "--isa", "portable", "sum.toml"]).fine();
    assert!(text.starts_with("right sum.toml"), "{text}");
    let text = convgen_in(folder.path(), &["bench", "--isa", "portable", "sum.toml"]).fine();
    assert!(text.contains("64 needed multiply-adds"), "{text}");
}

/// When the files of a folder were written whose names begin so.
fn written(folder: &str, name: &str) -> BTreeMap<PathBuf, SystemTime> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("convgen/target/release").join(folder);
    // Before the first build there is no such folder.
    let files = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("readable"));
    let files = files.filter(|file| file.file_name().to_string_lossy().starts_with(name));
    // Cargo writes lists of what a program depends on anew.
    let files = files.filter(|file| file.path().extension().is_none_or(|end| end != "d"));
    files
        .map(|file| (file.path(), file.metadata().and_then(|it| it.modified()).expect("a time")))
        .collect()
}

/// By the times at which files were written.
#[test]
fn nothing_is_built_twice() {
    let folder = crate_with("[dependencies]\nconvgen = { path = '{convgen}' }\n");
    let verify = |spec: &str| {
        fs::copy(folder.path().join("sum.toml"), folder.path().join(spec)).expect("a spec");
        convgen_in(folder.path(), &["verify", "--isa", "portable", spec]).fine();
        (written("deps", "libconvgen_"), written("", "layer-twice_"))
    };
    // Runs before this one have left programs there.
    let others = written("", "layer-twice_");
    let new = |all: &BTreeMap<PathBuf, SystemTime>| {
        all.keys().filter(|file| !others.contains_key(*file)).count()
    };
    let (convgen, layer) = verify("twice_one.toml");
    assert!(!convgen.is_empty() && new(&layer) > 0);
    assert_eq!(verify("twice_one.toml"), (convgen.clone(), layer.clone()));
    // Another layer is all that is new.
    let (again, both) = verify("twice_two.toml");
    assert_eq!(again, convgen);
    assert_eq!(new(&both), 2 * new(&layer));
    assert!(layer.iter().all(|(file, time)| both.get(file) == Some(time)));
}

#[test]
fn a_path_dependency_is_used() {
    uses("[dependencies]\nconvgen = { path = '{convgen}' }\n");
}

#[test]
fn a_renamed_dependency_is_used() {
    uses("[dependencies]\nlayers = { package = \"convgen\", path = '{convgen}' }\n");
}

#[test]
fn an_inherited_dependency_is_used() {
    uses(
        "[dependencies]\nconvgen.workspace = true\n[workspace.dependencies]\n\
         convgen = { path = '{convgen}' }\n[workspace]\n",
    );
}

#[test]
fn a_patched_dependency_is_used() {
    uses(
        "[dependencies]\nconvgen = \"0.1\"\n[patch.crates-io]\nconvgen = { path = '{convgen}' }\n",
    );
}

#[test]
fn a_member_of_a_workspace_is_used_from_its_root() {
    uses("[dependencies]\nconvgen = { path = '{convgen}' }\n[workspace]\nmembers = ['mine']\n");
}

#[test]
fn a_crate_that_cargo_refuses_is_told_why() {
    let folder = crate_with("[dependencies]\nconvgen = { path = 'nowhere' }\n");
    let ran = convgen_in(folder.path(), &["verify", "sum.toml"]);
    assert_ne!(ran.code, 0);
    assert!(ran.stderr.contains("cargo metadata") && ran.stderr.contains("nowhere"), "{ran:?}");
}
