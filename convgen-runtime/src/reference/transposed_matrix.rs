//! The transpose of the mirror layer's matrix.

use super::Definition;
use super::grid::{Element, each_axis};
use crate::geometry::{Axis, Kind};
use crate::layer::LengthError;

/// The layer as the transpose of another: `out[row] = Σ_column M[column, row] · in[column]`, where
/// M is the matrix of the mirror layer, see [`entry`].
///
/// Dumoulin & Visin (2016), section 4.1: the transposed convolution multiplies by Cᵀ where the
/// convolution multiplies by C.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn transposed_matrix(
    layer: &Definition,
    input: &[f32],
    output: &mut [f32],
) -> Result<(), LengthError> {
    layer.check_lengths(input, output)?;
    for (row, result) in output.iter_mut().enumerate() {
        let mut sum = 0.0;
        for (column, x) in input.iter().enumerate() {
            if let Some(index) = mirror_weight_index(layer, column, row) {
                sum += layer.weights()[index] * x;
            }
        }
        *result = layer.finish(row, sum);
    }
    Ok(())
}

/// The entry Mᵀ[`row`, `column`] = M[`column`, `row`], where M is the matrix of the mirror layer:
/// the layer of the other kind with the same weights, kernel, stride, dilation and padding that
/// maps outputs of this layer to inputs of it ([`Shape::mirror`](crate::Shape::mirror)).
///
/// The mirror of a transposed convolution with `output_padding >= stride`, which is possible when
/// the dilation exceeds the stride, has more outputs than this layer has inputs; only the first
/// ones are read. 0.0 outside the matrix.
#[must_use]
pub fn entry(layer: &Definition, row: usize, column: usize) -> f32 {
    mirror_weight_index(layer, column, row).map_or(0.0, |index| layer.weights()[index])
}

/// The weight in row `to` and column `from` of the mirror layer's matrix. Rows are numbered as the
/// inputs of `layer`: the further outputs that the mirror may have get no number.
fn mirror_weight_index(layer: &Definition, to: usize, from: usize) -> Option<usize> {
    let shape = layer.shape();
    let to = Element::at(to, shape.in_channels(), shape.input_sizes());
    let from = Element::at(from, shape.out_channels(), shape.output_sizes());
    if to.batch != from.batch || to.batch >= shape.batch() {
        return None;
    }
    if !layer.out_channels_of(to.channel).contains(&from.channel) {
        return None;
    }
    let mirror = shape.kind().mirror();
    let tap = each_axis(|a| search(mirror, &shape.spatial()[a], to.position[a], from.position[a]))?;
    // The weights of a convolution, [out, in/groups, …], are those of its transposed layer,
    // [in, out/groups, …], with in and out exchanged: one flat index serves both.
    Some(shape.weight_index(from.channel, to.channel, tap))
}

/// The tap with which the mirror layer reads its input `from` for its output `to`. `axis` holds the
/// numbers that a layer and its mirror have in common.
fn search(mirror: Kind, axis: &Axis, to: usize, from: usize) -> Option<usize> {
    (0..axis.kernel).find(|tap| match mirror {
        Kind::Conv => to * axis.stride + tap * axis.dilation == from + axis.pad_before,
        Kind::ConvTranspose => from * axis.stride + tap * axis.dilation == to + axis.pad_before,
    })
}
