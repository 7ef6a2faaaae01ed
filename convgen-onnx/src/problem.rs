//! What is wrong with a model as a whole.

/// An error, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The thing, its value and the rule.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}
