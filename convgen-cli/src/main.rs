//! `cargo convgen`: what a layer spec means, what it costs and what is generated for it, without
//! writing a crate.

#![forbid(unsafe_code)]

mod cli;
mod command;
mod enclosing;
mod isa;
mod npy;
mod outcome;
mod problem;
mod random;
mod report;
mod save;
mod scratch;
mod specs;
mod watch;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser;

use crate::outcome::Outcome;
use crate::problem::Problem;

fn main() -> ExitCode {
    let outcome = match cli::Cli::parse_from(cli::arguments(std::env::args_os())).run() {
        Ok(outcome) => outcome,
        // Whoever reads our output has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Outcome::Fine,
        Err(error) => {
            Problem::new(format!("cannot write the output: {error}")).print();
            Outcome::Unusable
        }
    };
    outcome.into()
}
