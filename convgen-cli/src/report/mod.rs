//! What commands find out, and its two forms: text and JSON.
//!
//! A command computes a plain struct for each spec. Reports go to the standard output; in text,
//! what is wrong with a spec, or to be noted, goes to the standard error, so that it cannot end up in a file that
//! was meant for the report.

mod failure;
pub(crate) mod number;
pub(crate) mod style;
pub(crate) mod table;

use std::io::{self, Write};

use convgen_compiler::driver::{Compiled, Failure};
use serde::Serialize;

use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::specs::{SpecFile, Specs};
use failure::Fault;

/// What a command says of one spec. Its JSON is its fields.
pub(crate) trait Report: Serialize {
    /// The text for people.
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()>;

    /// Whether what was found is as it should be.
    fn outcome(&self) -> Outcome {
        Outcome::Fine
    }
}

/// How many specs ended how.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) fine: usize,
    pub(crate) wrong: usize,
    pub(crate) unusable: usize,
}

impl Tally {
    pub(crate) fn total(self) -> usize {
        self.fine + self.wrong + self.unusable
    }

    /// The worst of all.
    pub(crate) fn outcome(self) -> Outcome {
        match self {
            Self { unusable: 1.., .. } => Outcome::Unusable,
            Self { wrong: 1.., .. } => Outcome::Wrong,
            _ => Outcome::Fine,
        }
    }

    fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Fine => &mut self.fine,
            Outcome::Wrong => &mut self.wrong,
            Outcome::Unusable => &mut self.unusable,
        } += 1;
    }
}

/// Why there is no report.
pub(crate) enum Trouble {
    Wrong(Box<Failure>),
    Unusable(Problem),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Unusable(problem)
    }
}

impl From<Box<Failure>> for Trouble {
    fn from(failure: Box<Failure>) -> Self {
        Self::Wrong(failure)
    }
}

/// The JSON of one spec.
#[derive(Serialize)]
struct Entry<R> {
    spec: String,
    outcome: Outcome,
    /// What was done to the numbers of a right spec.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Fault>,
    #[serde(flatten)]
    found: Found<R>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Found<R> {
    Report(R),
    Wrong { errors: Vec<Fault> },
    Unusable { problem: Problem },
}

/// Compiles every spec of a command line, wherever its files lie, and prints what `compute` says of
/// the right ones, or what is wrong with the others: text at once, JSON at the end.
pub(crate) fn each<R: Report>(
    specs: &Specs,
    compute: impl FnMut(&SpecFile, &Compiled) -> Result<R, Problem>,
) -> io::Result<Tally> {
    each_compiled(specs, |file| Ok(file.compile()?), compute)
}

/// The same with another way to compile a spec.
pub(crate) fn each_compiled<R: Report>(
    specs: &Specs,
    compile: impl Fn(&SpecFile) -> Result<Compiled, Trouble>,
    mut compute: impl FnMut(&SpecFile, &Compiled) -> Result<R, Problem>,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut entries = Vec::new();
    for (spec, file) in specs.files() {
        let mut notes = Vec::new();
        let found = match file {
            Err(problem) => Err(problem.into()),
            Ok(file) => compile(&file).and_then(|compiled| {
                notes = failure::notes(&compiled, &spec);
                compute(&file, &compiled).map_err(Trouble::from)
            }),
        };
        let entry = Entry { notes, ..Entry::new(spec, found) };
        tally.add(entry.outcome);
        if specs.json {
            entries.push(entry);
        } else {
            entry.print()?;
        }
    }
    if specs.json {
        json(&entries)?;
    }
    Ok(tally)
}

/// Prints a single report in the form of [`each`].
pub(crate) fn one<R: Report>(
    spec: String,
    as_json: bool,
    found: Result<R, Trouble>,
) -> io::Result<Outcome> {
    let entry = Entry::new(spec, found);
    if as_json {
        json(&[&entry])?
    } else {
        entry.print()?
    }
    Ok(entry.outcome)
}

impl<R: Report> Found<R> {
    fn outcome(&self) -> Outcome {
        match self {
            Self::Report(report) => report.outcome(),
            Self::Wrong { .. } => Outcome::Wrong,
            Self::Unusable { .. } => Outcome::Unusable,
        }
    }
}

impl<R: Report> Entry<R> {
    fn new(spec: String, found: Result<R, Trouble>) -> Self {
        let found = match found {
            Ok(report) => Found::Report(report),
            Err(Trouble::Wrong(failure)) => Found::Wrong { errors: failure::faults(&failure) },
            Err(Trouble::Unusable(problem)) => Found::Unusable { problem },
        };
        Self { spec, outcome: found.outcome(), notes: Vec::new(), found }
    }

    fn print(&self) -> io::Result<()> {
        match &self.found {
            Found::Report(report) => report.text(&self.spec, &mut anstream::stdout())?,
            Found::Wrong { errors } => errors.iter().for_each(Fault::print),
            Found::Unusable { problem } => problem.print(),
        }
        self.notes.iter().for_each(Fault::print);
        Ok(())
    }
}

/// Writes a value as JSON, with a line end.
fn json(value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)
}
