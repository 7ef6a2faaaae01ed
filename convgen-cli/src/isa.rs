//! Instruction sets as arguments.

use clap::ValueEnum;
use convgen_compiler::driver::{Compiled, Scheduled};
use convgen_runtime::Isa;

use crate::problem::Problem;

/// The value of `--isa`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    /// Plain Rust, which any machine runs
    Portable,
    /// AVX2 with FMA
    Avx2,
    /// AVX-512F
    Avx512,
}

impl From<Choice> for Isa {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Portable => Self::Portable,
            Choice::Avx2 => Self::Avx2,
            Choice::Avx512 => Self::Avx512,
        }
    }
}

/// The kernel that runs where `isa` is the best: the most capable one that is not above it, as in
/// `Layer::forward_on`.
pub(crate) fn kernel(compiled: &Compiled, isa: Isa) -> Option<&Scheduled> {
    compiled.programs().iter().rev().find(|each| each.schedule.isa.level <= isa)
}

/// A kernel that this machine can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Built {
    /// The name of what it is written for.
    pub(crate) name: String,
    /// What `Layer::forward_on` must be given to run it.
    pub(crate) level: Isa,
}

/// The kernels that run where the choices are the best there is, each once; without a choice, all that
/// this machine can run.
pub(crate) fn kernels(compiled: &Compiled, choices: &[Choice]) -> Result<Vec<Built>, Problem> {
    let chosen = levels(choices)?.into_iter().filter_map(|level| kernel(compiled, level));
    let mut built: Vec<Built> = chosen
        .map(|each| Built {
            name: each.schedule.isa.name.to_owned(),
            level: each.schedule.isa.level,
        })
        .collect();
    built.dedup();
    Ok(built)
}

/// The choices from the least to the most capable, which this machine must have; without any, all that it
/// has.
pub(crate) fn levels(choices: &[Choice]) -> Result<Vec<Isa>, Problem> {
    let wanted: Vec<Isa> = choices.iter().map(|&choice| choice.into()).collect();
    if wanted.is_empty() {
        return Ok(Isa::available().collect());
    }
    let best = Isa::detected();
    if let Some(missing) = wanted.iter().find(|&&level| level.min(best) != level) {
        return Err(Problem::new(format!(
            "this machine does not have {missing}, its best is {best}"
        ))
        .help(format!("write --isa {best}, or leave --isa out")));
    }
    Ok(Isa::available().filter(|level| wanted.contains(level)).collect())
}
