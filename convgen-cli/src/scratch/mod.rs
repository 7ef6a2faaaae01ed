//! A crate of its own for a layer, built by the real cargo: what a user would get.
//!
//! It lies below the target folder of the workspace that the program runs in, so that the second
//! build of a spec is fast, or in a temporary folder where there is none.

mod content;
mod place;

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::{Command, Output};

use clap::Args;
use convgen_compiler::driver::Compiled;
use tempfile::TempDir;

use crate::problem::Problem;
use crate::specs::SpecFile;

/// The arguments of commands that build.
#[derive(Args)]
pub(crate) struct Build {
    /// The folder of convgen itself [default: found from here upwards, or the version of this
    /// program from the registry]
    #[arg(long, value_name = "FOLDER")]
    convgen: Option<PathBuf>,
}

/// A program that was built for one layer. Others wait while it is there.
pub(crate) struct Program {
    executable: Executable,
    /// Files that it reads and writes.
    pub(crate) data: PathBuf,
    _lock: File,
    _temporary: Option<TempDir>,
}

/// The executable of a program, which runs without its crate.
pub(crate) struct Executable(PathBuf);

impl Build {
    /// Builds the program for a layer.
    pub(crate) fn program(&self, file: &SpecFile, compiled: &Compiled) -> Result<Program, Problem> {
        let convgen = place::convgen(self.convgen.as_deref())?;
        let (base, temporary) = place::base(convgen.as_deref())?;
        let name = content::name(file);
        let folder = base.join(&name);
        let data = folder.join("data");
        let cannot = |error: std::io::Error| {
            Problem::new(format!("cannot write the scratch crate `{}`: {error}", folder.display()))
                .help("name a folder that can be written in CARGO_TARGET_DIR")
        };
        std::fs::create_dir_all(&data).map_err(cannot)?;
        let lock = File::create(folder.join(".lock")).map_err(cannot)?;
        lock.lock().map_err(cannot)?;
        content::write(&folder, &name, convgen.as_deref(), file, compiled).map_err(cannot)?;
        let mut cargo =
            Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        cargo.args(["build", "--release", "--quiet", "--message-format=json-render-diagnostics"]);
        cargo.arg("--manifest-path").arg(folder.join("Cargo.toml"));
        cargo.arg("--target-dir").arg(base.join("target"));
        // The first build takes a while; whoever watches should know why.
        if std::io::stderr().is_terminal() {
            anstream::eprintln!("building {} in {}", file.shown, folder.display());
        }
        let output = finish(&mut cargo, "cargo")?;
        let executable = executable(&output.stdout, &name).ok_or_else(|| {
            Problem::new(format!("cargo built no program from `{}`", folder.display()))
        })?;
        let executable = Executable(executable);
        Ok(Program { executable, data, _lock: lock, _temporary: temporary })
    }
}

impl Program {
    /// Keeps the executable itself elsewhere, so that the layer can be built anew.
    pub(crate) fn copy_to(&self, path: PathBuf) -> Result<Executable, Problem> {
        std::fs::copy(&self.executable.0, &path).map_err(|error| {
            Problem::new(format!("cannot copy a program to `{}`: {error}", path.display()))
                .help("name a folder that can be written in TMPDIR")
        })?;
        Ok(Executable(path))
    }

    /// Runs it, and gives what it prints.
    pub(crate) fn run(&self, arguments: &[OsString]) -> Result<String, Problem> {
        self.executable.run(arguments)
    }
}

impl Executable {
    /// Runs it, and gives what it prints.
    pub(crate) fn run(&self, arguments: &[OsString]) -> Result<String, Problem> {
        let output = finish(Command::new(&self.0).args(arguments), "the program of the layer")?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// Runs a command that must end well.
fn finish(command: &mut Command, name: &str) -> Result<Output, Problem> {
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

/// The program's path, from cargo's messages.
fn executable(messages: &[u8], name: &str) -> Option<PathBuf> {
    let messages = String::from_utf8_lossy(messages);
    messages.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let ours = message["target"]["name"] == name;
        Some(PathBuf::from(message["executable"].as_str().filter(|_| ours)?))
    })
}
