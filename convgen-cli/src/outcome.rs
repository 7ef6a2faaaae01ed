//! How a command ended.

use std::process::ExitCode;

use serde::Serialize;

/// The exit codes, from the best to the worst; a command ends with the worst of its specs'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// 0: all is well.
    Fine,
    /// 1: a spec or a result is wrong.
    Wrong,
    /// 2: the command line or the environment is.
    Unusable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}
