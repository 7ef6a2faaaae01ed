//! The errors of a spec, as text and as JSON.

use anstream::eprintln;
use convgen_compiler::diagnostic::Diagnostic;
use convgen_compiler::driver::Failure;
use convgen_compiler::source::Source;
use serde::Serialize;

/// One error.
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
    let fault = |diagnostic: &Diagnostic| Fault {
        file: diagnostic.source.as_ref().map(|source| source.path.clone()),
        code: diagnostic.code.to_string(),
        message: diagnostic.message.clone(),
        places: diagnostic
            .labels
            .iter()
            .filter_map(|label| {
                let source = diagnostic.source.as_deref().or(failure.source.as_ref())?;
                Some(place(source, label.span.start, &label.text))
            })
            .collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
        rendered: diagnostic.render_styled(failure.source.as_ref()),
    };
    failure.diagnostics.iter().map(fault).collect()
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
