//! Crates of users, built by cargo beside the tests' own output.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A crate with a workspace of its own and the dependencies that are committed. `manifest` follows
/// the package's name.
pub(crate) fn new_crate(name: &str, manifest: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("src")).expect("the target folder can be written");
    let manifest = format!("[package]\nname = {name:?}\n{manifest}\n[workspace]\n");
    write(&folder, "Cargo.toml", manifest.as_bytes());
    fs::copy(Path::new(ROOT).join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("it is committed");
    folder
}

/// Writes only what differs, so that nothing else asks for a rebuild.
pub(crate) fn write(folder: &Path, file: &str, content: &[u8]) {
    let path = folder.join(file);
    if fs::read(&path).ok().as_deref() != Some(content) {
        fs::write(path, content).expect("the target folder can be written");
    }
}

/// What a cargo command prints. All of a program's crates share a target folder, and with it their
/// dependencies.
pub(crate) fn cargo(folder: &Path, command: &str) -> String {
    let target = folder.with_file_name(concat!(env!("CARGO_CRATE_NAME"), "_target"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([command, "--quiet", "--offline", "--target-dir"]).arg(target);
    let output = cargo.current_dir(folder).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}
