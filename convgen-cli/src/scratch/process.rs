//! Processes, which must end well.

use std::env;
use std::ffi::OsString;
use std::process::{Command, Output};

use crate::problem::Problem;

/// The cargo that runs us, or the one that a shell would find.
pub(super) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

/// The compiler that cargo would run.
pub(super) fn rustc() -> OsString {
    env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"))
}

/// Runs a command that must end well.
pub(super) fn finish(command: &mut Command, name: &str) -> Result<Output, Problem> {
    let output = command.output().map_err(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        Problem::new(format!("cannot start `{program}`: {error}"))
            .help("install Rust's cargo, or name it in CARGO")
    })?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Problem::new(format!("{name} failed, {}:\n{}", output.status, said.trim_end())))
}
