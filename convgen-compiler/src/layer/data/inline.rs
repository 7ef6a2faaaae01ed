//! Numbers in nested lists of the spec.

use std::ops::Range;

use super::wanted::{Wanted, list};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;
use crate::spec::{Nested, Spanned};

/// Where nested lists depart from the wanted shape.
struct Offence {
    /// The indices that lead to it.
    path: Vec<usize>,
    span: Range<usize>,
    /// What is there, and what should be.
    text: String,
}

/// The numbers of nested lists that have exactly the wanted shape.
pub(super) fn flatten(
    key: &str,
    items: &[Spanned<Nested>],
    span: &Range<usize>,
    wanted: &Wanted,
    source: &Source,
) -> Result<Vec<f64>, Diagnostic> {
    // Not `with_capacity` of the wanted length: that may be huge, the text of the spec is not.
    let mut numbers = Vec::new();
    let mut places = Vec::new();
    let mut walk =
        Walk { dims: &wanted.dims, path: Vec::new(), numbers: &mut numbers, places: &mut places };
    if let Err(offence) = walk.list(items, span) {
        return Err(wrong_shape(key, items, wanted, offence));
    }
    match wanted.fits.first_unfit(&numbers) {
        None => Ok(numbers),
        Some(flat) => Err(unfit(key, &places[flat], flat, wanted, source)),
    }
}

struct Walk<'a> {
    dims: &'a [usize],
    path: Vec<usize>,
    numbers: &'a mut Vec<f64>,
    places: &'a mut Vec<Range<usize>>,
}

impl Walk<'_> {
    fn list(&mut self, items: &[Spanned<Nested>], span: &Range<usize>) -> Result<(), Offence> {
        let depth = self.path.len();
        let Some(length) = self.dims.get(depth) else {
            return Err(self.offence(span, "a list where a number is needed".to_owned()));
        };
        if items.len() != *length {
            let text = format!("{} here, {length} needed", count(items.len()));
            return Err(self.offence(span, text));
        }
        for (index, item) in items.iter().enumerate() {
            self.path.push(index);
            self.item(item)?;
            self.path.pop();
        }
        Ok(())
    }

    fn item(&mut self, item: &Spanned<Nested>) -> Result<(), Offence> {
        match &item.value {
            Nested::List(items) => self.list(items, &item.span),
            Nested::Number(number) => match self.dims.get(self.path.len()) {
                Some(length) => {
                    let text = format!("a number where a list of {} is needed", count(*length));
                    Err(self.offence(&item.span, text))
                }
                None => {
                    self.numbers.push(*number);
                    self.places.push(item.span.clone());
                    Ok(())
                }
            },
        }
    }

    fn offence(&self, span: &Range<usize>, text: String) -> Offence {
        Offence { path: self.path.clone(), span: span.clone(), text }
    }
}

fn count(items: usize) -> String {
    match items {
        1 => "1 item".to_owned(),
        _ => format!("{items} items"),
    }
}

fn wrong_shape(
    key: &str,
    items: &[Spanned<Nested>],
    wanted: &Wanted,
    offence: Offence,
) -> Diagnostic {
    let found = outline(items);
    let message = match &found {
        Some(found) => format!("`{key}` has {}", wanted.mismatch(&list(found))),
        None => {
            let path: String = offence.path.iter().map(|index| format!("[{index}]")).collect();
            let needed = list(&wanted.dims);
            format!("`{key}` is ragged at `{key}{path}`, but the layer needs shape {needed}")
        }
    };
    Diagnostic::new(Code::WrongWeightShape, message)
        .label(offence.span, offence.text)
        .help(wanted.advice(found.as_deref()))
}

/// The shape of nested lists; `None` when they have none, being ragged.
fn outline(items: &[Spanned<Nested>]) -> Option<Vec<u64>> {
    let mut shapes = items.iter().map(|item| match &item.value {
        Nested::Number(_) => Some(Vec::new()),
        Nested::List(items) => outline(items),
    });
    let first = match shapes.next() {
        Some(first) => first?,
        None => Vec::new(),
    };
    let is_even = shapes.all(|shape| shape.as_ref() == Some(&first));
    is_even.then(|| [vec![items.len() as u64], first].concat())
}

fn unfit(
    key: &str,
    span: &Range<usize>,
    flat: usize,
    wanted: &Wanted,
    source: &Source,
) -> Diagnostic {
    let text = source.text.get(span.clone()).unwrap_or("a number");
    let is_word = text.contains("nan") || text.contains("inf");
    let (problem, label) = match is_word {
        true => ("is not finite".to_owned(), "not finite"),
        false => (format!("does not fit `{}`", wanted.fits), "too large"),
    };
    let index = list(&wanted.index(flat));
    Diagnostic::new(
        Code::NonFiniteWeight,
        format!("`{key}` has {text} at {index}, which {problem}"),
    )
    .label(span.clone(), label)
    .help(format!("write a number between -{max} and {max}", max = wanted.fits.max()))
}
