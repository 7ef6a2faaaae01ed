//! How many axes a spec means.

use std::ops::Range;

use super::ends;
use super::given::Given;
use super::keys::PADDING;
use super::padding::Padding;
use super::value::PerAxis;
use crate::diagnostic::{Code, Diagnostic};

/// The number of axes of a spec that does not say.
const DEFAULT_AXES: usize = 2;

/// Something in the spec that fixes the number of axes.
struct Witness {
    axes: usize,
    span: Range<usize>,
    /// What it is, as the subject of a sentence.
    what: String,
}

/// Gathers what fixes the number of axes.
#[derive(Default)]
pub(super) struct Witnesses {
    all: Vec<Witness>,
}

impl Witnesses {
    /// `dims`, which fixes it by name.
    pub(super) fn dims(&mut self, dims: Option<&Given<i64>>, errors: &mut Vec<Diagnostic>) {
        let Some(dims) = dims else { return };
        match usize::try_from(dims.value) {
            Ok(axes @ 1..=3) => self.all.push(Witness {
                axes,
                span: dims.span.clone(),
                what: format!("`{}` is {axes}", dims.key),
            }),
            _ => errors.push(
                Diagnostic::new(
                    Code::OutOfRange,
                    format!("`{}` is {}, but must be 1, 2 or 3", dims.key, dims.value),
                )
                .label(dims.span.clone(), "not a number of axes")
                .help("write `dims = 2` for an image"),
            ),
        }
    }

    /// A list, which fixes it by its length; a single number fixes nothing.
    pub(super) fn per_axis(
        &mut self,
        given: Option<&Given<PerAxis>>,
        errors: &mut Vec<Diagnostic>,
    ) {
        if let Some(given) = given {
            self.list(given.key, &given.value, given.span.clone(), errors);
        }
    }

    /// The lists of a padding.
    pub(super) fn padding(&mut self, given: Option<&Given<Padding>>, errors: &mut Vec<Diagnostic>) {
        let Some(given) = given else { return };
        let Padding { before, after } = &given.value;
        let (front, back) = (extent(before, &given.span), extent(after, &given.span));
        // Ends that agree are one witness: they are one list, or two lists of one length.
        if length(before) == length(after) {
            let span = front.start.min(back.start)..front.end.max(back.end);
            self.list(given.key, before, span, errors);
        } else {
            self.list("before", before, front, errors);
            self.list("after", after, back, errors);
        }
    }

    fn list(
        &mut self,
        key: &str,
        value: &PerAxis,
        span: Range<usize>,
        errors: &mut Vec<Diagnostic>,
    ) {
        let PerAxis::Each(numbers) = value else {
            return;
        };
        let axes = numbers.len();
        let has_ends = PADDING.names.contains(&key);
        match axes {
            1..=3 => {
                let numbers = if axes == 1 { "number" } else { "numbers" };
                let what = format!("`{key}` has {axes} {numbers}");
                self.all.push(Witness { axes, span, what });
            }
            _ => errors.push(
                Diagnostic::new(
                    Code::WrongAxes,
                    format!("`{key}` has {axes} numbers, but a layer has 1 to 3 axes"),
                )
                .label(span, "one number an axis")
                .help(
                    has_ends.then(|| ends::help(numbers)).flatten().unwrap_or_else(|| {
                        "write one number for all axes, or a list of 1 to 3 numbers".to_owned()
                    }),
                ),
            ),
        }
    }

    /// The number that all agree on; reports those that do not agree with the first.
    pub(super) fn agree(mut self, errors: &mut Vec<Diagnostic>) -> usize {
        self.all.sort_by_key(|witness| witness.span.start);
        let Some(first) = self.all.first() else {
            return DEFAULT_AXES;
        };
        for other in &self.all {
            if other.axes != first.axes {
                errors.push(
                    Diagnostic::new(Code::WrongAxes, format!("{}, but {}", other.what, first.what))
                        .label(other.span.clone(), axes(other.axes))
                        .label(first.span.clone(), axes(first.axes))
                        .help("write one number an axis in every list, or one number for all axes"),
                );
            }
        }
        first.axes
    }
}

fn axes(count: usize) -> String {
    match count {
        1 => "1 axis".to_owned(),
        _ => format!("{count} axes"),
    }
}

/// How many numbers a list has; `None` for a single number.
fn length(value: &PerAxis) -> Option<usize> {
    match value {
        PerAxis::All(_) => None,
        PerAxis::Each(numbers) => Some(numbers.len()),
    }
}

/// From the first to the last number of a list; the whole value when it holds none.
fn extent(value: &PerAxis, whole: &Range<usize>) -> Range<usize> {
    let start = value.iter().map(|number| number.span.start).min();
    let end = value.iter().map(|number| number.span.end).max();
    match (start, end) {
        (Some(start), Some(end)) => start..end,
        _ => whole.clone(),
    }
}
