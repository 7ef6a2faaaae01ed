//! A diagnostic as text, in the style of rustc.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Diagnostic;
use crate::source::Source;

impl Diagnostic {
    /// The message, the lines of the spec, which is `source`, or of [`Diagnostic::source`], notes and help.
    ///
    /// The first line of an error is the bare message: `compile_error!` puts `error: ` before it,
    /// and a command line tool can do so itself. Without a source, or without a label, there are no
    /// lines to show.
    #[must_use]
    pub fn render(&self, source: Option<&Source>) -> String {
        let level = if self.code.is_note() { Level::NOTE } else { Level::ERROR.no_name() };
        self.text(source, level, &Renderer::plain())
    }

    /// The same with `error: ` before it and in the colours of rustc, as ANSI escapes.
    #[must_use]
    pub fn render_styled(&self, source: Option<&Source>) -> String {
        let level = if self.code.is_note() { Level::NOTE } else { Level::ERROR };
        self.text(source, level, &Renderer::styled())
    }

    fn text(&self, source: Option<&Source>, level: Level<'_>, renderer: &Renderer) -> String {
        let mut group = Group::with_title(level.primary_title(self.message.as_str()));
        if let Some(source) = self.source.as_deref().or(source) {
            group = if self.labels.is_empty() {
                group.element(Origin::path(source.path.as_str()))
            } else {
                group.element(self.snippet(source))
            };
        }
        for note in &self.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }

    fn snippet<'a>(&'a self, source: &'a Source) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let mut snippet = Snippet::source(source.text.as_str()).path(source.path.as_str());
        for (index, label) in self.labels.iter().enumerate() {
            let kind = match index {
                0 => AnnotationKind::Primary,
                _ => AnnotationKind::Context,
            };
            let mut annotation = kind.span(first_line(&source.text, &label.span));
            if !label.text.is_empty() {
                annotation = annotation.label(label.text.as_str());
            }
            snippet = snippet.annotation(annotation);
        }
        snippet
    }
}

/// The part of a span that lies in its first line, moved onto character boundaries.
///
/// A list of weights may fill pages; its first line says where it is as well.
fn first_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end).max(start);
    let line = text[start..end].find(['\n', '\r']);
    start..line.map_or(end, |length| start + length)
}

fn boundary(text: &str, mut index: usize) -> usize {
    index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}
