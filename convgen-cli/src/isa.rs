//! Instruction sets as arguments.

use clap::ValueEnum;
use convgen_compiler::driver::{Compiled, Scheduled};
use convgen_runtime::Isa;

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
    compiled.kernels().iter().rev().find(|each| each.schedule.isa.level <= isa)
}
