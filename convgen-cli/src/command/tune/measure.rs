//! Builds candidates, and times them in turn.

use std::ffi::OsString;

use convgen_compiler::isa::Isa;
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::TempDir;

use super::wish::Wish;
use super::{Contest, edit};
use crate::problem::Problem;
use crate::scratch::{Build, Executable};
use crate::specs::SpecFile;
use crate::watch::Watch;

/// Every program is run twice, so that a slow moment of the machine does not decide.
const ROUNDS: usize = 2;

/// Measures all entries of all contests. A program has one entry of each contest, so that there are as
/// few builds as can be.
pub(super) fn all(
    contests: &mut [Contest],
    file: &SpecFile,
    plain: &toml_edit::DocumentMut,
    (build, watch): (&Build, &Watch),
) -> Result<(), Problem> {
    let programs = contests.iter().map(|contest| contest.entries.len()).max().unwrap_or(0);
    let folder = temporary()?;
    let progress = progress(&file.shown, programs);
    let mut built = Vec::new();
    for n in 0..programs {
        progress.set_message(format!("building {} of {programs}", n + 1));
        built.push(program(contests, n, file, plain, (build, watch), &folder)?);
        progress.inc(1);
    }
    progress.set_message("timing");
    for _ in 0..ROUNDS {
        for (n, program) in built.iter().enumerate() {
            time(contests, n, program)?;
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    Ok(())
}

fn temporary() -> Result<TempDir, Problem> {
    tempfile::tempdir().map_err(|error| {
        Problem::new(format!("cannot make a temporary folder: {error}"))
            .help("name a folder that can be written in TMPDIR")
    })
}

fn progress(spec: &str, programs: usize) -> ProgressBar {
    let progress = ProgressBar::new((programs * (1 + ROUNDS)) as u64);
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {msg}, {eta} left");
    progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    progress.set_prefix(spec.to_owned());
    progress
}

/// The program with entry `n` of each contest. Instruction sets without one take plain loops, which
/// build fast.
fn program(
    contests: &[Contest],
    n: usize,
    file: &SpecFile,
    plain: &toml_edit::DocumentMut,
    (build, watch): (&Build, &Watch),
    folder: &TempDir,
) -> Result<Executable, Problem> {
    let mut document = plain.clone();
    if n > 0 {
        for isa in &Isa::VECTOR {
            let contest = contests.iter().find(|contest| contest.isa == isa);
            let entry = contest.and_then(|contest| contest.entries.get(n)?.wish);
            edit::set(&mut document, isa.level.name(), Some(entry.unwrap_or(Wish::LOOPED)));
        }
    }
    let candidate = file.saying(document.to_string());
    let compiled = candidate.compile().map_err(|_| {
        Problem::new(format!(
            "the compiler refuses schedules together that it takes alone:\n{document}"
        ))
    })?;
    let program = build.program(&candidate, &compiled, watch)?;
    program.copy_to(folder.path().join(format!("{n}{}", std::env::consts::EXE_SUFFIX)))
}

/// Times entry `n` of each contest; the better time counts.
fn time(contests: &mut [Contest], n: usize, program: &Executable) -> Result<(), Problem> {
    let mut arguments = vec![OsString::from("clock")];
    let present = contests.iter().filter(|contest| n < contest.entries.len());
    arguments.extend(present.map(|contest| OsString::from(contest.isa.level.name())));
    let printed = program.run(&arguments)?;
    for contest in contests {
        let Some(entry) = contest.entries.get_mut(n) else { continue };
        let name = contest.isa.level.name();
        let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let seconds = line.and_then(|seconds| seconds.parse::<f64>().ok()).ok_or_else(|| {
            Problem::new(format!("the program of the layer printed no times, but `{printed}`"))
        })?;
        entry.seconds = entry.seconds.min(seconds);
    }
    Ok(())
}
