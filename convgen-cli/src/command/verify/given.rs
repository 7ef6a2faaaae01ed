//! The user's own input and expectation.

use std::fs;
use std::path::Path;

use convgen_compiler::layer::read_npy;
use convgen_runtime::Shape;

use crate::problem::Problem;
use crate::report::number;

use super::inputs::Input;

/// Reads both files.
pub(super) fn read(shape: &Shape, input: &Path, expectation: &Path) -> Result<Input, Problem> {
    Ok(Input {
        name: input.display().to_string(),
        numbers: array(input, "input", &number::input(shape))?,
        expected: Some((
            expectation.display().to_string(),
            array(expectation, "output", &number::output(shape))?,
        )),
    })
}

/// The numbers of a file whose shape is the layer's, axes of one element aside.
fn array(path: &Path, what: &str, wanted: &[usize]) -> Result<Vec<f32>, Problem> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| {
        Problem::new(format!("cannot read `{name}`: {error}"))
            .help("name a file saved by `numpy.save`; paths are relative to the current folder")
    })?;
    let (found, numbers) = read_npy(&name.to_string(), &bytes).map_err(|diagnostic| {
        Problem::new(diagnostic.message).help(diagnostic.help.unwrap_or_default())
    })?;
    let wide = wanted.iter().map(|&size| size as u64).filter(|&size| size != 1);
    if !wide.eq(found.iter().copied().filter(|&size| size != 1)) {
        return Err(Problem::new(format!(
            "`{name}` has shape {found:?}, but the layer's {what} has {wanted:?}"
        ))
        .help("save the array as [batch, channel, axes…]; axes of one element may be left out"));
    }
    Ok(numbers)
}
