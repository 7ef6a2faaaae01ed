//! The weights and the bias that a layer computes with, from those that its spec gives.

use std::ops::Range;

use convgen_runtime::Shape;

use super::batch_norm::Normalisation;
use super::data::{Loader, Wanted, list};
use super::transpose::Chain;
use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::source::{Files, Source};
use crate::spec::{BatchNorm, Given, Spec, Subnormals};

/// What a layer computes with, rounded to its element type.
pub(super) struct Parameters {
    /// In the order of [`Shape::weight_dims`]; `None` where they are an argument.
    pub(super) weights: Option<Vec<f64>>,
    /// One an output channel, or none.
    pub(super) bias: Vec<f64>,
    /// What was done to them that the user should know.
    pub(super) notes: Vec<Diagnostic>,
}

/// What the parameters are read from, and for.
pub(super) struct Reading<'a> {
    pub(super) spec: &'a Spec,
    pub(super) source: &'a Source,
    /// Where the linear map comes from: its weights and what is pruned of them.
    pub(super) chain: &'a Chain<'a>,
    /// The shape of the layer that the map is of.
    pub(super) of_map: Shape,
    /// The shape of this layer.
    pub(super) shape: Shape,
    pub(super) element: Element,
    pub(super) files: &'a dyn Files,
}

impl Reading<'_> {
    /// Reads all numbers, and adds the files that they are in to those that were `read`.
    ///
    /// In this order: small weights are pruned as the file has them, because that is where a
    /// threshold is chosen; the batch normalisation is folded into weights and bias, in f64; all are
    /// rounded once; and what is subnormal then becomes zero.
    pub(super) fn parameters(
        &self,
        read: &mut Vec<String>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Parameters> {
        let (mut notes, before) = (Vec::new(), errors.len());
        let mut weights = self.weights(read, &mut notes).unwrap_or_else(|wrong| {
            errors.extend(wrong.into_iter().map(|error| self.chain.mark(error)));
            Vec::new()
        });
        let mut loader = Loader::new(self.source, self.files);
        let per_channel = || Wanted::per_channel(&self.shape, self.element);
        let mut bias = match &self.spec.bias {
            Some(bias) => loader.load(bias, &per_channel()).unwrap_or_else(|error| {
                errors.push(error);
                Vec::new()
            }),
            None => Vec::new(),
        };
        let norm = self.spec.batch_norm.as_ref();
        if let Some(norm) = norm {
            errors.extend(self.unfoldable(norm));
        }
        let norm =
            norm.and_then(|given| Normalisation::read(given, &self.shape, &mut loader, errors));
        read.append(&mut loader.read);
        if errors.len() > before {
            return None;
        }
        if let Some(norm) = norm {
            norm.fold(&self.shape, &mut weights, &mut bias);
        }
        let of_weights = Wanted::weights(&self.shape, self.element);
        for (key, numbers, dims) in
            [("weights", &mut weights, of_weights), ("bias", &mut bias, per_channel())]
        {
            if let Err(flat) = self.element.round(numbers) {
                errors.push(self.unfit(key, numbers[flat], &dims.index(flat)));
                return None;
            }
            notes.extend(self.flush(key, numbers));
        }
        let weights = self.chain.map.weights.is_some().then_some(weights);
        Some(Parameters { weights, bias, notes })
    }

    /// The weights that are not pruned; none where they are an argument.
    fn weights(
        &self,
        read: &mut Vec<String>,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<Vec<f64>, Vec<Diagnostic>> {
        let map = &self.chain.map;
        let mut loader = Loader::new(self.chain.source(), self.files);
        let Some(given) = &map.weights else {
            // They are an argument.
            let errors = map.prune.iter().map(|prune| without_weights("prune", &prune.span));
            let errors: Vec<Diagnostic> = errors.collect();
            return if errors.is_empty() { Ok(Vec::new()) } else { Err(errors) };
        };
        let weights = loader.load(given, &Wanted::weights(&self.of_map, self.element));
        read.append(&mut loader.read);
        let below = map.prune.as_ref().map(threshold).transpose();
        let (mut weights, below) = match (weights, below) {
            (Ok(weights), Ok(below)) => (weights, below),
            (weights, below) => return Err(weights.err().into_iter().chain(below.err()).collect()),
        };
        if let (Some(given), Some(below)) = (&map.prune, below) {
            let note = prune(&mut weights, given, below, self.element);
            notes.push(self.chain.mark(note));
        }
        Ok(weights)
    }

    /// What a batch normalisation cannot be folded into.
    fn unfoldable(&self, norm: &Given<BatchNorm>) -> Option<Diagnostic> {
        let help = "normalise before the call: multiply the weights by gamma / √(var + eps) of their \
                    output channel, and give the bias that belongs to them";
        if self.chain.map.weights.is_none() {
            return Some(without_weights(norm.key, &norm.span).help(help));
        }
        let bias = self.spec.bias_argument.as_ref().filter(|given| given.value)?;
        let message = "`batch_norm` cannot be folded into a bias that is an argument".to_owned();
        let error = Diagnostic::new(Code::ConflictingKeys, message);
        Some(
            error
                .label(norm.span.clone(), "needs a bias in the spec")
                .label(bias.span.clone(), "")
                .help(help),
        )
    }

    /// A number that has become too large; only folding makes such numbers.
    fn unfit(&self, key: &str, number: f64, index: &[usize]) -> Diagnostic {
        let index = list(index);
        let problem = match number.is_finite() {
            true => format!("does not fit `{}`", self.element),
            false => "is not finite".to_owned(),
        };
        let message = format!("`batch_norm` makes `{key}` {number:e} at {index}, which {problem}");
        let error = Diagnostic::new(Code::ImpossibleBatchNorm, message)
            .note(
                "a weight is multiplied by gamma / √(var + eps) of its output channel, and the bias \
                 becomes (bias - mean) · gamma / √(var + eps) + beta",
            )
            .help("look at the channel's numbers; a larger `eps` makes a small variance harmless");
        match &self.spec.batch_norm {
            Some(norm) => error.label(norm.span.clone(), "folded into weights and bias"),
            None => error,
        }
    }

    /// Makes subnormal numbers zero, and says how many if there are any.
    fn flush(&self, key: &str, numbers: &mut [f64]) -> Option<Diagnostic> {
        if self.spec.subnormals.as_ref().is_some_and(|given| given.value == Subnormals::Keep) {
            return None;
        }
        let mut flushed = 0_usize;
        for number in numbers.iter_mut() {
            if *number != 0.0 && number.abs() < self.element.normal() {
                *number = 0.0;
                flushed += 1;
            }
        }
        if flushed == 0 {
            return None;
        }
        let all = numbers.len();
        let message =
            format!("{flushed} of {all} numbers of `{key}` are subnormal and become zero");
        let note = Diagnostic::new(Code::Flushed, message).help(
            "write `subnormals = \"keep\"` to keep them: they make CPUs 5 to 50 times slower",
        );
        Some(match (key, &self.spec.bias) {
            ("bias", Some(bias)) => note.label(bias.span.clone(), ""),
            // Made by folding.
            ("bias", None) => note,
            _ => match &self.chain.map.weights {
                Some(weights) => self.chain.mark(note.label(weights.span.clone(), "")),
                None => note,
            },
        })
    }
}

/// A key that changes weights, in a spec that has none.
fn without_weights(key: &str, span: &Range<usize>) -> Diagnostic {
    let message = format!("`{key}` is about the weights, but they are an argument");
    Diagnostic::new(Code::ConflictingKeys, message)
        .label(span.clone(), "there are no weights in the spec")
        .help(format!("write `weights = …` too, or leave `{key}` out"))
}

fn threshold(given: &Given<f64>) -> Result<f64, Diagnostic> {
    if given.value.is_finite() && given.value > 0.0 {
        return Ok(given.value);
    }
    let message = format!("`prune` is {:?}, but must be a finite number above 0", given.value);
    Err(Diagnostic::new(Code::OutOfRange, message)
        .label(given.span.clone(), "not a threshold")
        .help("write for example `prune = 1e-4`, or leave `prune` out"))
}

/// Makes weights of a smaller magnitude zero, and says how many. They are compared in the layer's
/// element type, as NumPy and PyTorch compare an array with a number.
fn prune(weights: &mut [f64], given: &Given<f64>, below: f64, element: Element) -> Diagnostic {
    let below = element.nearest(below);
    let mut pruned = 0_usize;
    for weight in weights.iter_mut() {
        if *weight != 0.0 && element.nearest(*weight).abs() < below {
            *weight = 0.0;
            pruned += 1;
        }
    }
    let (all, threshold) = (weights.len(), given.value);
    let message = format!("{pruned} of {all} weights are pruned: smaller than {threshold:?}");
    Diagnostic::new(Code::Pruned, message).label(given.span.clone(), "")
}
