//! The errors of a spec, or the notes on it, as text and as JSON.

use anstream::eprintln;
use convgen_compiler::diagnostic::Diagnostic;
use convgen_compiler::driver::{Compiled, Failure};
use convgen_compiler::source::Source;
use serde::Serialize;

/// One error, or one note.
#[derive(Serialize)]
pub(crate) struct Fault {
    code: String,
    message: String,
    /// The file that the places are in, if that is not the spec itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The first is where it is, the others are why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip)]
    rendered: String,
}

/// A place in the file; lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    text: String,
}

/// The errors of a failed compilation.
pub(crate) fn faults(failure: &Failure) -> Vec<Fault> {
    let source = failure.source.as_ref();
    failure.diagnostics.iter().map(|diagnostic| fault(diagnostic, source)).collect()
}

/// The notes on a spec that is right, `shown` being the path as it was given.
pub(crate) fn notes(compiled: &Compiled, shown: &str) -> Vec<Fault> {
    let source = Source { path: shown.to_owned(), ..compiled.source().clone() };
    compiled.layer().notes().iter().map(|note| fault(note, Some(&source))).collect()
}

fn fault(diagnostic: &Diagnostic, source: Option<&Source>) -> Fault {
    Fault {
        file: diagnostic.source.as_ref().map(|source| source.path.clone()),
        code: diagnostic.code.to_string(),
        message: diagnostic.message.clone(),
        places: diagnostic
            .labels
            .iter()
            .filter_map(|label| {
                let source = diagnostic.source.as_deref().or(source)?;
                Some(place(source, label.span.start, &label.text))
            })
            .collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
        rendered: diagnostic.render_styled(source),
    }
}

fn place(source: &Source, at: usize, text: &str) -> Place {
    let before = source.text.get(..at).unwrap_or(&source.text);
    let line = before.rsplit('\n').next().unwrap_or("");
    Place {
        line: before.matches('\n').count() + 1,
        column: line.chars().count() + 1,
        text: text.to_owned(),
    }
}

impl Fault {
    /// Writes it to the standard error, as rustc would.
    pub(crate) fn print(&self) {
        eprintln!("{}\n", self.rendered);
    }
}
