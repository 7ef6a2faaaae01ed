//! The program as the tests run it, and goldens of what it prints.
//!
//! `BLESS=1 cargo test -p convgen-cli` rewrites the goldens; read what changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

/// The root of the workspace, in which the program runs.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs the program in the root of the workspace.
pub(crate) fn convgen(arguments: &[&str]) -> Ran {
    convgen_in(&root(), arguments)
}

/// Runs the program in a folder.
pub(crate) fn convgen_in(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-convgen"));
    // The dependencies of scratch crates are there since the workspace was built.
    command.args(arguments).current_dir(folder).env("CARGO_NET_OFFLINE", "true");
    // All scratch crates share one target folder.
    command.env("CARGO_TARGET_DIR", env!("CARGO_TARGET_TMPDIR"));
    let output = command.output().expect("the program starts");
    Ran {
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().expect("no signal ended it"),
    }
}

impl Ran {
    /// The standard output of a run that must end well and say nothing else.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{}", self.stdout);
        self.stdout
    }

    /// The JSON of a run that must end with a code.
    #[track_caller]
    pub(crate) fn json(&self, code: i32) -> serde_json::Value {
        assert_eq!(self.code, code, "{}", self.stderr);
        serde_json::from_str(&self.stdout).expect("JSON")
    }
}

/// An empty folder for one test.
pub(crate) fn new_folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("it is ours");
    }
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// Compares a text with `goldens/<name>.txt`.
#[track_caller]
pub(crate) fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/goldens/{name}.txt"));
    if env::var_os("BLESS").is_some() {
        fs::write(&path, actual).expect("a golden can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{} differs", path.display());
}
