//! From a spec to a layer.

use convgen_runtime::Activation;

use super::loader::Loader;
use super::transpose::Chain;
use super::wanted::Wanted;
use super::{Interface, Layer, LayerError, cost, limit, schedule};
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
    /// Shape and operands when the geometry is right, even if weights or bias are wrong.
    pub interface: Option<Interface>,
}

/// Checks that a spec describes a layer, and reads the files it names.
///
/// Geometry comes first. Weights are looked at only when it is right: what they must be depends
/// on it.
#[must_use]
pub fn check(spec: &Spec, source: &Source, files: &dyn Files) -> Checked {
    let mut checked = Checked { layer: Err(Vec::new()), files: Vec::new(), interface: None };
    checked.layer = stages(spec, source, files, &mut checked);
    if let Err(errors) = &mut checked.layer {
        errors.sort_by_key(Diagnostic::order);
    }
    checked.files.sort();
    checked.files.dedup();
    checked
}

/// What was reached is left in `reached`.
fn stages(
    spec: &Spec,
    source: &Source,
    files: &dyn Files,
    reached: &mut Checked,
) -> Result<Layer, Vec<Diagnostic>> {
    let chain = Chain::follow(spec, source, files, &mut reached.files)?;
    let (of_map, shape) = chain.shapes()?;
    reached.interface = Some(Interface::of(spec, shape));
    cost::check(spec, &shape).map_err(|error| vec![error])?;
    let read = &mut reached.files;
    let mut errors = Vec::new();
    let weights = load(&chain.map.weights, Wanted::weights(&of_map), chain.source(), files, read)
        .map_err(|error| errors.push(chain.mark(error)));
    let bias = match &spec.bias {
        Some(bias) => load(bias, Wanted::bias(&shape), source, files, read),
        None => Ok(Vec::new()),
    };
    let bias = bias.map_err(|error| errors.push(error));
    let activation = spec.activation.as_ref();
    let activation = activation.map_or(Activation::None, |given| given.value);
    let request = schedule::check(spec, &shape, &mut errors);
    let (Ok(weights), Ok(bias), true) = (weights, bias, errors.is_empty()) else {
        return Err(errors);
    };
    // The loader has checked the same rules, and with better words.
    let internal = |error: LayerError| vec![Diagnostic::new(Code::Internal, error.to_string())];
    let layer = Layer::new(&source.path, shape, weights, bias, activation, request)
        .map_err(internal)?
        .with_residual(spec.adds())
        .with_derivation(chain.derivation());
    limit::check_unrolled(&layer, spec).map_err(|error| vec![error])?;
    Ok(layer)
}

/// The numbers of a key of the spec `from`; the files that they are in are added to `read`.
fn load(
    given: &Given<Data>,
    wanted: Wanted,
    from: &Source,
    files: &dyn Files,
    read: &mut Vec<String>,
) -> Result<Vec<f32>, Diagnostic> {
    let mut loader = Loader::new(from, files);
    let loaded = loader.load(given, &wanted);
    read.append(&mut loader.read);
    loaded
}
