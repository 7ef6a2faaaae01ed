//! Instruction sets as arguments.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use convgen_compiler::driver::{Compiled, Scheduled};
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::Rounding;
use convgen_runtime::Isa;

use crate::problem::Problem;

/// The value of `--isa`: one of those that the runtime knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice(Isa);

impl ValueEnum for Choice {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Choice; Isa::ALL.len()] = {
            let (mut all, mut n) = ([Choice(Isa::Portable); Isa::ALL.len()], 0);
            while n < all.len() {
                all[n] = Choice(Isa::ALL[n]);
                n += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()).help(self.0.about()))
    }
}

impl From<Choice> for Isa {
    fn from(choice: Choice) -> Self {
        choice.0
    }
}

/// The kernel that runs where `isa` is the best: the most capable one that is not above it, as in
/// `Layer::forward_on`.
pub(crate) fn kernel(compiled: &Compiled, isa: Isa) -> Option<&Scheduled> {
    compiled.programs().iter().rev().find(|each| each.schedule.isa.level <= isa)
}

/// A kernel that this machine can run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Built {
    /// The name of what it is written for.
    pub(crate) name: String,
    /// What `Layer::forward_on` must be given to run it.
    pub(crate) level: Isa,
    /// What bounds its rounding error.
    pub(crate) rounding: Rounding,
}

/// The kernels that run where the choices are the best there is, each once; without a choice, all that
/// this machine can run.
pub(crate) fn kernels(compiled: &Compiled, choices: &[Choice]) -> Result<Vec<Built>, Problem> {
    let weighted = Weighted::new(compiled.layer());
    let chosen = levels(choices)?.into_iter().filter_map(|level| kernel(compiled, level));
    let mut built: Vec<Built> = chosen
        .map(|each| Built {
            name: each.schedule.isa.name.to_owned(),
            level: each.schedule.isa.level,
            rounding: each.schedule.method.rounding(&weighted),
        })
        .collect();
    built.dedup();
    Ok(built)
}

/// The choices from the least to the most capable, which this machine must have; without any, all that it
/// has.
pub(crate) fn levels(choices: &[Choice]) -> Result<Vec<Isa>, Problem> {
    let (available, best): (Vec<Isa>, Isa) = (Isa::available().collect(), Isa::detected());
    if let Some(Choice(missing)) = choices.iter().find(|choice| !available.contains(&choice.0)) {
        return Err(Problem::new(format!(
            "this machine does not have {missing}, its best is {best}"
        ))
        .help(format!("write --isa {best}, or leave --isa out")));
    }
    let chosen = |level: &Isa| choices.is_empty() || choices.contains(&Choice(*level));
    Ok(available.into_iter().filter(chosen).collect())
}
