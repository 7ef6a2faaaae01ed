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

/// What a cargo command prints.
pub(crate) fn cargo(folder: &Path, command: &str) -> String {
    let (stdout, _) = cargo_streams(folder, command);
    stdout
}

/// The standard output and the standard error of a cargo command. All of a program's crates share a
/// target folder, and with it their dependencies.
pub(crate) fn cargo_streams(folder: &Path, command: &str) -> (String, String) {
    let target = folder.with_file_name(concat!(env!("CARGO_CRATE_NAME"), "_target"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([command, "--quiet", "--offline", "--target-dir"]).arg(target);
    // Nobody debugs them; it is a part of what they take to build.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = cargo.current_dir(folder).output().expect("cargo runs");
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        text.trim().to_owned()
    });
    assert!(output.status.success(), "{stderr}");
    (stdout, stderr)
}
