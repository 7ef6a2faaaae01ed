//! A strategy that the spec names and that cannot be had.

use super::budget::TooLong;
use crate::diagnostic::{Code, Diagnostic};
use crate::isa::Isa;
use crate::spec::{Spec, Strategy};
use crate::strategy::Method;

/// Why a layer has no schedule.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A strategy cannot compute such a layer at all, or not in the scratch memory that it may take.
    Impossible {
        /// The strategy.
        strategy: Strategy,
        /// What it was to be written for.
        isa: &'static Isa,
    },
    /// It would write too much.
    TooLong(TooLong),
}

impl Refusal {
    /// The error at the place where the spec names the strategy.
    pub fn diagnostic(&self, spec: &Spec) -> Diagnostic {
        let (strategy, isa) = match self {
            Self::TooLong(long) => return long.diagnostic(spec),
            Self::Impossible { strategy, isa } => (*strategy, *isa),
        };
        let message = format!("`{strategy}` cannot compute this layer");
        let error = Diagnostic::new(Code::ImpossibleSchedule, message);
        let error = match spec.schedule.named(isa) {
            Some(given) => error.label(given.span.clone(), "not for this layer"),
            None => error,
        };
        error
            .note(format!("it needs {}", Method::needs(strategy)))
            .help("write `strategy = \"channels\"` or `\"pixels\"`, or leave `strategy` out")
    }
}

impl From<TooLong> for Refusal {
    fn from(long: TooLong) -> Self {
        Self::TooLong(long)
    }
}
