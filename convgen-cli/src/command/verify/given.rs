//! The user's own operands and expectation.

use std::fs;
use std::path::Path;

use convgen_compiler::layer::{Layer, read_npy};
use convgen_runtime::Element;
use convgen_runtime::layer::Operand;
use convgen_runtime::{Layout, Shape};

use crate::problem::Problem;
use crate::report::number;

use super::inputs::Input;

/// The files.
pub(super) struct Files<'a> {
    pub(super) input: &'a Path,
    pub(super) weights: Option<&'a Path>,
    pub(super) bias: Option<&'a Path>,
    pub(super) residual: Option<&'a Path>,
    pub(super) expectation: &'a Path,
}

/// Reads the files that the layer takes.
pub(super) fn read<T: Element>(layer: &Layer, files: &Files<'_>) -> Result<Input<T>, Problem> {
    let shape = layer.shape();
    let input = Wanted::new(shape, number::input(shape), shape.input_layout());
    let output = Wanted::new(shape, number::output(shape), shape.output_layout());
    let mut operands = Vec::new();
    let [outer, inner, ..] = shape.weight_dims();
    let kernel = shape.axes().iter().map(|axis| axis.kernel);
    let weights = [outer, inner].into_iter().chain(kernel).collect();
    let weights = Wanted { sizes: weights, order: "PyTorch has it" };
    let bias = Wanted { sizes: vec![shape.out_channels()], order: "[channel]" };
    for (operand, path, wanted) in [
        (Operand::Input, Some(files.input), &input),
        (Operand::Weights, files.weights, &weights),
        (Operand::Bias, files.bias, &bias),
        (Operand::Residual, files.residual, &output),
    ] {
        match (layer.reads(operand), path) {
            (true, Some(path)) => operands.push((operand, array(path, operand.name(), wanted)?)),
            (true, None) => return Err(missing(operand)),
            (false, Some(path)) => return Err(unread(operand, path)),
            (false, None) => {}
        }
    }
    Ok(Input {
        name: files.input.display().to_string(),
        operands,
        expected: Some((
            files.expectation.display().to_string(),
            array(files.expectation, "output", &output)?,
        )),
    })
}

fn missing(operand: Operand) -> Problem {
    Problem::new(format!(
        "the layer takes a {operand} array, and there is an input for it without one"
    ))
    .help(format!("name a file with --{operand} too"))
}

fn unread(operand: Operand, path: &Path) -> Problem {
    let way = match operand {
        Operand::Input => "",
        Operand::Weights => ", or leave `weights` out of the spec",
        Operand::Bias => ", or write `bias = true` in the spec",
        Operand::Residual => ", or write `add = true` in the spec",
        _ => "",
    };
    let path = path.display();
    Problem::new(format!("`{path}` would be the {operand} array of a layer that takes none"))
        .help(format!("leave --{operand} out{way}"))
}

/// The array that a file must hold.
struct Wanted {
    sizes: Vec<usize>,
    order: &'static str,
}

impl Wanted {
    fn new(shape: &Shape, sizes: Vec<usize>, layout: Layout) -> Self {
        Self { sizes: number::in_memory(shape, sizes, layout), order: layout.order() }
    }
}

/// The numbers of a file whose shape is the layer's, axes of one element aside.
fn array<T: Element>(path: &Path, what: &str, wanted: &Wanted) -> Result<Vec<T>, Problem> {
    let Wanted { sizes, order } = wanted;
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| {
        Problem::new(format!("cannot read `{name}`: {error}"))
            .help("name a file saved by `numpy.save`; paths are relative to the current folder")
    })?;
    let (found, numbers) = read_npy(&name.to_string(), &bytes).map_err(|diagnostic| {
        Problem::new(diagnostic.message).help(diagnostic.help.unwrap_or_default())
    })?;
    let wide = sizes.iter().map(|&size| size as u64).filter(|&size| size != 1);
    if !wide.eq(found.iter().copied().filter(|&size| size != 1)) {
        return Err(Problem::new(format!(
            "`{name}` has shape {found:?}, but the layer's {what} has {sizes:?}"
        ))
        .help(format!("save the array as {order}; axes of one element may be left out")));
    }
    Ok(numbers.into_iter().map(T::from_f64).collect())
}
