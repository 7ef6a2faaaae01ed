//! The equivalent matrix of a layer.

use super::Definition;
use super::grid::{Element, each_axis};
use crate::geometry::{Axis, Kind};
use crate::layer::LengthError;

/// The layer as a matrix times a vector: `out[row] = Σ_column C[row, column] · in[column]`, with
/// the matrix C of [`entry`]. Only the products that C leaves out, not those with a weight of
/// zero, are skipped.
///
/// Dumoulin & Visin (2016), section 4.1, where the matrix is called C.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn matrix(layer: &Definition, input: &[f32], output: &mut [f32]) -> Result<(), LengthError> {
    layer.check_lengths(input, output)?;
    for (row, result) in output.iter_mut().enumerate() {
        let products = input.iter().enumerate().filter_map(|(column, x)| {
            weight_index(layer, row, column).map(|w| layer.weights()[w] * x)
        });
        *result = layer.finish(row, products.sum());
    }
    Ok(())
}

/// The entry C[`row`, `column`] of the equivalent matrix: the weight between the output element
/// with the flat index `row` and the input element with the flat index `column`.
///
/// Along an axis an input and an output element are linked by the tap `k` that solves
///
/// * convolution: `k·dilation = input + pad_before - output·stride`
/// * transposed: `k·dilation = output + pad_before - input·stride`
///
/// and 0.0 stands where no tap does, where batch or group differ, and outside the matrix. Bias and
/// activation are no part of it.
#[must_use]
pub fn entry(layer: &Definition, row: usize, column: usize) -> f32 {
    weight_index(layer, row, column).map_or(0.0, |w| layer.weights()[w])
}

fn weight_index(layer: &Definition, row: usize, column: usize) -> Option<usize> {
    let shape = layer.shape();
    let output = Element::at(row, shape.out_channels(), shape.output_sizes());
    let input = Element::at(column, shape.in_channels(), shape.input_sizes());
    if output.batch != input.batch || output.batch >= shape.batch() {
        return None;
    }
    if !layer.in_channels_of(output.channel).contains(&input.channel) {
        return None;
    }
    let tap = each_axis(|a| {
        solve(shape.kind(), &shape.spatial()[a], output.position[a], input.position[a])
    })?;
    Some(shape.weight_index(output.channel, input.channel, tap))
}

fn solve(kind: Kind, axis: &Axis, output: usize, input: usize) -> Option<usize> {
    let distance = match kind {
        Kind::Conv => (input + axis.pad_before).checked_sub(output * axis.stride)?,
        Kind::ConvTranspose => (output + axis.pad_before).checked_sub(input * axis.stride)?,
    };
    let tap = distance / axis.dilation;
    (distance % axis.dilation == 0 && tap < axis.kernel).then_some(tap)
}
