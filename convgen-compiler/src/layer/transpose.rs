//! The specs behind `transpose_of`.

use std::borrow::Cow;
use std::sync::Arc;

use convgen_runtime::Shape;
use convgen_runtime::geometry::{AxisError, ShapeError};

use super::data::{unreadable, wrong_path};
use super::{Derivation, geometry, numbers};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{self, Files, LoadError, ReadError, Source};
use crate::spec::{self, Given, Map, Origin, Spec};

/// The most specs that one may lead to. A transpose of a transpose is the layer itself, so that one
/// is all there is reason for.
const MAX_LINKS: usize = 8;

/// A spec, the spec that it is the transpose of, and so on, to one with a map of its own.
pub(super) struct Chain<'a> {
    /// The last one's map.
    pub(super) map: Cow<'a, Map>,
    spec: &'a Spec,
    links: Links<'a>,
}

struct Links<'a> {
    /// The text of the first spec.
    source: &'a Source,
    others: Vec<Link>,
}

/// A spec that another leads to.
struct Link {
    /// What leads to it.
    path: Given<String>,
    source: Arc<Source>,
    batch: Option<Given<i64>>,
}

impl<'a> Chain<'a> {
    /// Reads the specs that a spec leads to, and adds them to the files that were `read`.
    pub(super) fn follow(
        spec: &'a Spec,
        source: &'a Source,
        files: &dyn Files,
        read: &mut Vec<String>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut links = Links { source, others: Vec::new() };
        let mut path = match &spec.origin {
            Origin::Own(map) => return Ok(Self { map: Cow::Borrowed(map), spec, links }),
            Origin::TransposeOf(path) => path.clone(),
        };
        loop {
            let source = links.load(&path, files).map_err(|error| vec![error])?;
            read.push(source.path.clone());
            let source = Arc::new(source);
            let parsed = spec::parse(&source);
            links.others.push(Link { path, source: Arc::clone(&source), batch: None });
            let nth = links.others.len();
            let Spec { origin, batch, .. } =
                parsed.map_err(|errors| links.mark_all(nth, errors))?;
            links.others[nth - 1].batch = batch;
            match origin {
                Origin::Own(map) => return Ok(Self { map: Cow::Owned(*map), spec, links }),
                Origin::TransposeOf(next) => path = next,
            }
        }
    }

    /// The text of the spec with the map.
    pub(super) fn source(&self) -> &Source {
        self.links.source(self.links.others.len())
    }

    /// Where the numbers of the first spec's layer come from.
    pub(super) fn derivation(&self) -> Derivation {
        let first = self.links.others.first();
        Derivation {
            transpose_of: first.map(|link| link.source.path.clone()),
            auto_pad: self.map.auto_pad.as_ref().map(|given| given.value),
            from_output_size: self.map.output_size.is_some(),
        }
    }

    /// An error about the spec with the map.
    pub(super) fn mark(&self, error: Diagnostic) -> Diagnostic {
        self.links.mark(self.links.others.len(), error)
    }

    /// The shape of the map's own layer, and that of the layer of the first spec.
    pub(super) fn shapes(&self) -> Result<(Shape, Shape), Vec<Diagnostic>> {
        let mut errors = Vec::new();
        let batch = self.batch(&mut errors);
        let last = self.links.others.len();
        let own =
            geometry::shape(&self.map, batch).map_err(|wrong| self.links.mark_all(last, wrong));
        let own = match own {
            Ok(own) if errors.is_empty() => own,
            own => {
                errors.extend(own.err().into_iter().flatten());
                return Err(errors);
            }
        };
        let mut shape = own;
        for nth in (0..last).rev() {
            shape = mirror(&shape, &self.links.others[nth])
                .map_err(|error| vec![self.links.mark(nth, error)])?;
        }
        Ok((own, shape))
    }

    /// The batch of the first spec that gives one.
    fn batch(&self, errors: &mut Vec<Diagnostic>) -> usize {
        let others = self.links.others.iter().map(|link| &link.batch);
        let mut all = [&self.spec.batch].into_iter().chain(others).enumerate();
        let Some((nth, batch)) = all.find(|(_, batch)| batch.is_some()) else { return 1 };
        let mut wrong = Vec::new();
        let batch = numbers::count(batch.as_ref(), &mut wrong);
        if wrong.is_empty() {
            return batch;
        }
        errors.extend(self.links.mark_all(nth, wrong));
        1
    }
}

impl Links<'_> {
    fn source(&self, nth: usize) -> &Source {
        nth.checked_sub(1).map_or(self.source, |other| &self.others[other].source)
    }

    /// Reads the spec that the last one leads to.
    fn load(&self, path: &Given<String>, files: &dyn Files) -> Result<Source, Diagnostic> {
        let last = self.others.len();
        let from = self.source(last);
        let mark =
            |error: Diagnostic, text: &str| self.mark(last, error.label(path.span.clone(), text));
        let resolved = source::resolve(&from.path, &path.value, files.reach())
            .map_err(|error| mark(wrong_path(path.key, "conv.toml", &error), ""))?;
        let names = || (0..=last).map(|nth| self.source(nth).path.as_str());
        if names().any(|name| name == resolved) || last == MAX_LINKS {
            return Err(mark(self.endless(&resolved), "leads on"));
        }
        source::load(files, &resolved).map_err(|error| {
            let error = match &error {
                LoadError::Unreadable { reason, .. }
                    if !matches!(reason, ReadError::TooLarge { .. }) =>
                {
                    unreadable(path.key, &resolved, reason, &from.path)
                }
                _ => error.into(),
            };
            mark(error, "named here")
        })
    }

    fn endless(&self, next: &str) -> Diagnostic {
        let message = match self.others.len() {
            MAX_LINKS => format!("`transpose_of` leads through more than {MAX_LINKS} specs"),
            _ => format!("`transpose_of` leads back to `{next}`"),
        };
        Diagnostic::new(Code::ImpossibleTranspose, message)
            .help("one of these specs must give `kind`, sizes and weights of its own")
    }

    /// An error about the nth spec, the first being 0, and how one came there.
    fn mark(&self, nth: usize, error: Diagnostic) -> Diagnostic {
        let Some(other) = nth.checked_sub(1) else { return error };
        let names = (0..=nth).map(|nth| format!("`{}`", self.source(nth).path));
        let way: Vec<String> = names.collect();
        error
            .in_source(&self.others[other].source)
            .note(format!("`transpose_of` leads here: {}", way.join(" → ")))
    }

    fn mark_all(&self, nth: usize, errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
        errors.into_iter().map(|error| self.mark(nth, error)).collect()
    }
}

/// The layer whose matrix is the transpose; `link` is how its spec leads to the other one.
fn mirror(shape: &Shape, link: &Link) -> Result<Shape, Diagnostic> {
    let (path, name) = (&link.path, &link.source.path);
    let error = |message: String| {
        Diagnostic::new(Code::ImpossibleTranspose, message)
            .label(path.span.clone(), "has no transpose")
    };
    let mirror = shape.mirror().map_err(|reason| match reason {
        ShapeError::Axis { error: AxisError::PaddingModeOfConvTranspose { mode }, .. } => {
            error(format!(
                "the transpose of `{name}` is no transposed convolution: its padding_mode is {mode}, \
                 but must be zeros"
            ))
            .help(format!("leave `padding_mode` out of `{name}`"))
        }
        _ => error(format!("the transpose of `{name}` is too large: {reason}"))
            .help(format!("write smaller sizes in `{name}`")),
    })?;
    for (index, (axis, other)) in shape.axes().iter().zip(mirror.axes()).enumerate() {
        let output = other.output(mirror.kind());
        if output != Ok(axis.input) {
            let (stride, input) = (axis.stride, axis.input);
            let output = output.unwrap_or_default();
            return Err(error(format!(
                "axis {index}: no convolution has exactly this transpose: it would have {output} \
                 outputs, for the {input} inputs of `{name}`"
            ))
            .help(format!(
                "write in `{name}` an `output_padding` below its stride, {stride}, or more padding \
                 at its far end"
            )));
        }
    }
    Ok(mirror)
}
