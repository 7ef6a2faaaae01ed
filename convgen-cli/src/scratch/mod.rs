//! A crate of its own for a layer, built by the real cargo: what a user would get.
//!
//! It uses the convgen that the crate around the current folder resolves to. It lies below the
//! target folder of that crate; where there is no crate, below that of the program's own sources, or in a
//! temporary folder. All scratch crates there share one target folder, the versions of all dependencies
//! and one lock: the first builds convgen, the others their layer only, and a layer that did not change
//! is not built again.

mod content;
mod lock;
mod place;
mod process;
mod resolution;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use clap::Args;
use convgen_compiler::driver::Compiled;
use tempfile::TempDir;

use crate::problem::Problem;
use crate::specs::SpecFile;
use crate::watch::Watch;
use lock::Lock;
use place::Place;
use process::{cargo, finish};

/// The arguments of commands that build.
#[derive(Args)]
pub(crate) struct Build {
    /// The folder of convgen itself [default: what the crate around the current folder resolves to,
    /// else the sources of this program]
    #[arg(long, value_name = "FOLDER")]
    convgen: Option<PathBuf>,
}

/// A program that was built for one layer. Other commands that build wait while it is there.
pub(crate) struct Program {
    executable: Executable,
    /// Files that it reads and writes.
    pub(crate) data: PathBuf,
    _lock: Lock,
    _temporary: Option<TempDir>,
}

/// The executable of a program, which runs without its crate.
pub(crate) struct Executable(PathBuf);

impl Build {
    /// Builds the program for a layer.
    pub(crate) fn program(
        &self,
        file: &SpecFile,
        compiled: &Compiled,
        watch: &Watch,
    ) -> Result<Program, Problem> {
        let place = Place::find(self.convgen.as_deref())?;
        let name = content::name(file);
        let folder = place.base.join(&name);
        let data = folder.join("data");
        let cannot = |error: std::io::Error| {
            Problem::new(format!("cannot write the scratch crate `{}`: {error}", folder.display()))
                .help("name a folder that can be written in CARGO_TARGET_DIR")
        };
        std::fs::create_dir_all(&data).map_err(cannot)?;
        let lock = Lock::of(&place.base, watch).map_err(cannot)?;
        content::write(&folder, &name, &place, file, compiled).map_err(cannot)?;
        let mut cargo = Command::new(cargo());
        cargo.args(["build", "--release", "--quiet", "--message-format=json-render-diagnostics"]);
        cargo.arg("--manifest-path").arg(folder.join("Cargo.toml"));
        cargo.arg("--target-dir").arg(place.base.join("target"));
        let output = finish(&mut cargo, "cargo").map_err(|problem| match place.convgen {
            Some(_) => problem,
            None => problem.help(
                "no convgen is known here: run it in a crate that depends on convgen, or name the \
                 folder of its sources with --convgen FOLDER",
            ),
        })?;
        content::keep_versions(&folder, &place).map_err(cannot)?;
        let executable = executable(&output.stdout, &name).ok_or_else(|| {
            Problem::new(format!("cargo built no program from `{}`", folder.display()))
        })?;
        let executable = Executable(executable);
        Ok(Program { executable, data, _lock: lock, _temporary: place.temporary })
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

/// The program's path, from cargo's messages.
fn executable(messages: &[u8], name: &str) -> Option<PathBuf> {
    let messages = String::from_utf8_lossy(messages);
    messages.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let ours = message["target"]["name"] == name;
        Some(PathBuf::from(message["executable"].as_str().filter(|_| ours)?))
    })
}
