//! Errors in what the user wrote, as data, and their rendering.
//!
//! The wording is the same everywhere: lower case, no full stop, the key, its value and the rule,
//! and in the help what to write instead. Errors gather within a stage of the compiler, in source
//! order, and stop between stages.

mod code;
mod load;
mod render;

use std::ops::Range;

pub use code::Code;
pub(crate) use load::{path_help, read_help};

/// A place in the spec and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the spec's text.
    pub span: Range<usize>,
    /// The text beside the carets; may be empty.
    pub text: String,
}

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of error.
    pub code: Code,
    /// What is wrong, complete without the rest.
    pub message: String,
    /// Places in the spec; the first one is where the error is, the others are why.
    pub labels: Vec<Label>,
    /// Facts that do not belong to a place.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), labels: Vec::new(), notes: Vec::new(), help: None }
    }

    /// Adds a place; the first one added is where the error is.
    #[must_use]
    pub fn label(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        let text = text.into();
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Where the error is; 0 for an error without a place, which so sorts before all others.
    pub(crate) fn position(&self) -> usize {
        self.labels.first().map_or(0, |label| label.span.start)
    }
}
