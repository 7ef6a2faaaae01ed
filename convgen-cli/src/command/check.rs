//! `check`: the errors of the attribute, for many specs at once, in the crates that they lie in.

use std::io::{self, Write};

use convgen_compiler::driver::Compiled;
use serde::Serialize;

use crate::enclosing;
use crate::outcome::Outcome;
use crate::report::{self, Report, number, style};
use crate::specs::{SpecFile, Specs};

const EXAMPLE: &str = "Examples: cargo convgen check 'specs/**/*.toml'
          cargo convgen check --outside specs/shared.toml

Where a spec lies in a crate, so must the files that it names, as for the attribute.";

/// Say whether specs are right, with the errors that the attribute would give
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// Files may lie outside the crate, as with `outside = true` in the attribute
    #[arg(long)]
    outside: bool,
}

/// A right spec in a line.
#[derive(Serialize)]
struct Checked {
    kind: String,
    /// Batch, channels and axes.
    input: Vec<usize>,
    output: Vec<usize>,
    multiply_adds: u64,
    /// A strategy for each instruction set.
    kernels: Vec<Kernel>,
}

#[derive(Serialize)]
struct Kernel {
    isa: String,
    strategy: String,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let compile = |file: &SpecFile| enclosing::compile(file, args.outside);
    let compute = |_: &SpecFile, compiled: &Compiled| Ok(Checked::of(compiled));
    let tally = report::each_compiled(&args.specs, compile, compute)?;
    if !args.specs.json && tally.total() > 1 {
        let mut out = anstream::stdout();
        let style = if tally.outcome() == Outcome::Fine { style::GOOD } else { style::BAD };
        write!(out, "{style}{} of {} specs are right{style:#}", tally.fine, tally.total())?;
        match tally.unusable {
            0 => writeln!(out)?,
            unread => writeln!(out, ", {unread} could not be read")?,
        }
    }
    Ok(tally.outcome())
}

impl Checked {
    fn of(compiled: &Compiled) -> Self {
        let shape = compiled.shape();
        let kernel = |each: &convgen_compiler::driver::Scheduled| Kernel {
            isa: each.schedule.isa.name.to_owned(),
            strategy: each.schedule.method.strategy().to_string(),
        };
        Self {
            kind: shape.kind().to_string(),
            input: number::input(shape),
            output: number::output(shape),
            multiply_adds: compiled.layer().multiply_adds(),
            kernels: compiled.programs().iter().map(kernel).collect(),
        }
    }
}

impl Report for Checked {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        let (good, kind) = (style::GOOD, &self.kind);
        let (input, output) = (number::sizes(&self.input), number::sizes(&self.output));
        let work = number::grouped(self.multiply_adds);
        writeln!(out, "{good}right{good:#} {spec}: {kind} {input} → {output}, {work} multiply-adds")
    }
}
