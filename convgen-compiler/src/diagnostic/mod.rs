//! Errors in what the user wrote, and notes on it, as data, and their rendering.
//!
//! The wording is the same everywhere: lower case, no full stop, the key, its value and the rule,
//! and in the help what to write instead. Errors gather within a stage of the compiler, in source
//! order, and stop between stages.

mod code;
mod load;
mod render;

use std::ops::Range;
use std::sync::Arc;

pub use code::Code;
pub(crate) use load::{path_help, read_help};

use crate::source::Source;

/// A place in the spec and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the text of the spec, or of [`Diagnostic::source`].
    pub span: Range<usize>,
    /// The text beside the carets; may be empty.
    pub text: String,
}

/// One error, or one note: its code says which.
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
    /// The file that the labels are places of, if that is not the spec itself.
    pub source: Option<Arc<Source>>,
}

impl Diagnostic {
    /// An error without a place.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: None,
            source: None,
        }
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

    /// Says that the labels are places of another file than the spec.
    #[must_use]
    pub fn in_source(mut self, source: &Arc<Source>) -> Self {
        self.source = Some(Arc::clone(source));
        self
    }

    /// Where errors sort: those of other files first, which are the reason of the others. By place
    /// within a file; see [`Diagnostic::position`].
    pub(crate) fn order(&self) -> (bool, usize) {
        (self.source.is_none(), self.position())
    }

    /// Where the error is; 0 for an error without a place, which so sorts before all others.
    pub(crate) fn position(&self) -> usize {
        self.labels.first().map_or(0, |label| label.span.start)
    }
}
