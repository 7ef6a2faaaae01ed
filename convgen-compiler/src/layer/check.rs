//! From a spec to a layer.

use convgen_runtime::Layout;

use super::data::{Loader, Wanted};
use super::parameters::{Parameters, Reading};
use super::transpose::Chain;
use super::{Interface, Layer, LayerError, activation, cost, limit, schedule};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Files, Source};
use crate::spec::Spec;

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
    let [input, output] = [&spec.input_layout, &spec.output_layout]
        .map(|given| given.as_ref().map_or(Layout::Nchw, |given| given.value));
    let shape = shape.with_layouts(input, output);
    let interface = Interface::of(spec, &chain.map, shape);
    let element = interface.element;
    reached.interface = Some(interface.clone());
    cost::check(spec, &interface).map_err(|error| vec![error])?;
    let mut errors = Vec::new();
    let reading = Reading { spec, source, chain: &chain, of_map, shape, element, files };
    let parameters = reading.parameters(&mut reached.files, &mut errors);
    let activation = activation::check(spec.activation.as_ref(), element, |slopes| {
        let mut loader = Loader::new(source, files);
        let loaded = loader.load(slopes, &Wanted::per_channel(&shape, element));
        reached.files.append(&mut loader.read);
        loaded
    });
    let activation = activation.map_err(|error| errors.push(error)).ok();
    let request = schedule::check(spec, &interface, &mut errors);
    let (Some(parameters), Some((activation, slopes)), true) =
        (parameters, activation, errors.is_empty())
    else {
        return Err(errors);
    };
    let Parameters { weights, bias, notes } = parameters;
    // The loader has checked the same rules, and with better words.
    let internal = |error: LayerError| vec![Diagnostic::new(Code::Internal, error.to_string())];
    let layer = Layer::new(&source.path, shape, element, weights, bias, activation, request)
        .and_then(|layer| layer.with_slopes(slopes))
        .map_err(internal)?
        .with_operands(interface.operands)
        .with_derivation(chain.derivation())
        .with_notes(notes);
    limit::check_unrolled(&layer, spec).map_err(|error| vec![error])?;
    Ok(layer)
}
