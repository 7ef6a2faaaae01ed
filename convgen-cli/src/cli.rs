//! The command line.

use std::ffi::OsString;
use std::io;

use clap::{Parser, Subcommand};

use crate::command::{
    bench, check, draw, expand, explain, import, matrix, new, schema, tune, verify,
};
use crate::outcome::Outcome;

const CODES: &str = "Exit codes: 0 all is well, 1 a spec or a result is wrong, 2 the command line or \
the environment is.\nSpecs may be files or patterns such as 'specs/**/*.toml'.";

/// What a layer spec means, what it costs and what is generated for it.
#[derive(Parser)]
#[command(name = "cargo convgen", bin_name = "cargo convgen", version, after_help = CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Explain(explain::Args),
    Expand(expand::Args),
    Matrix(matrix::Args),
    Draw(draw::Args),
    New(new::Args),
    Import(import::Args),
    Verify(verify::Args),
    Bench(bench::Args),
    Tune(tune::Args),
    Schema(schema::Args),
}

impl Cli {
    /// Does what was asked for.
    pub(crate) fn run(self) -> io::Result<Outcome> {
        match self.command {
            Command::Check(args) => check::run(&args),
            Command::Explain(args) => explain::run(&args),
            Command::Expand(args) => expand::run(&args),
            Command::Matrix(args) => matrix::run(&args),
            Command::Draw(args) => draw::run(&args),
            Command::New(args) => new::run(&args),
            Command::Import(args) => import::run(&args),
            Command::Verify(args) => verify::run(&args),
            Command::Bench(args) => bench::run(&args),
            Command::Tune(args) => tune::run(&args),
            Command::Schema(args) => schema::run(&args),
        }
    }
}

/// The arguments without the `convgen` that cargo puts before them.
pub(crate) fn arguments(all: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut all: Vec<OsString> = all.collect();
    if all.get(1).is_some_and(|first| first == "convgen") {
        all.remove(1);
    }
    all
}
