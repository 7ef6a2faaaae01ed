//! From a spec to a layer.

use convgen_runtime::{Activation, Shape};

use super::loader::Loader;
use super::wanted::Wanted;
use super::{Layer, cost, geometry, limit, schedule};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Files, Source};
use crate::spec::{Data, Given, Spec};

/// What became of a spec.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The layer, or everything that is wrong with the spec, in its order.
    pub layer: Result<Layer, Vec<Diagnostic>>,
    /// The files that were read, relative to the root: when one changes, so may the layer.
    pub files: Vec<String>,
    /// The shape when the geometry is right, even if weights or bias are wrong.
    pub shape: Option<Shape>,
}

/// Checks that a spec describes a layer, and reads the files it names.
///
/// Geometry comes first. Weights are looked at only when it is right: what they must be depends
/// on it.
#[must_use]
pub fn check(spec: &Spec, source: &Source, files: &dyn Files) -> Checked {
    let mut errors = Vec::new();
    let shape = geometry::shape(spec, &mut errors);
    if let Some(Err(error)) = shape.map(|shape| cost::check(spec, &shape)) {
        return Checked { layer: Err(vec![error]), files: Vec::new(), shape };
    }
    let mut loader = Loader::new(source, files);
    let layer = shape.and_then(|shape| build(spec, &source.path, shape, &mut loader, &mut errors));
    errors.sort_by_key(Diagnostic::position);
    let mut files = loader.read;
    files.sort();
    files.dedup();
    Checked {
        layer: match layer {
            Some(layer) if errors.is_empty() => Ok(layer),
            _ => Err(errors),
        },
        files,
        shape,
    }
}

fn build(
    spec: &Spec,
    name: &str,
    shape: Shape,
    loader: &mut Loader<'_>,
    errors: &mut Vec<Diagnostic>,
) -> Option<Layer> {
    let mut load = |given: &Given<Data>, wanted: Wanted| {
        let loaded = loader.load(given, &wanted);
        loaded.map_err(|error| errors.push(error)).ok()
    };
    let weights = load(&spec.weights, Wanted::weights(&shape));
    let bias = match &spec.bias {
        Some(bias) => load(bias, Wanted::bias(&shape)),
        None => Some(Vec::new()),
    };
    let activation = spec.activation.as_ref();
    let activation = activation.map_or(Activation::None, |given| given.value);
    let request = schedule::check(spec, &shape, errors);
    let layer = Layer::new(name, shape, weights?, bias?, activation, request);
    let checked = match layer {
        Ok(layer) => limit::check_unrolled(&layer, spec).map(|()| layer),
        // The loader has checked the same rules, and with better words.
        Err(error) => Err(Diagnostic::new(Code::Internal, error.to_string())),
    };
    checked.map_err(|error| errors.push(error)).ok()
}
