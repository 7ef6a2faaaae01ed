//! The equivalent matrix of a layer.

use super::Definition;
use super::copies::copies;
use super::grid::{Place, evenly, product};
use super::lanes::add;
use crate::element::Element;
use crate::geometry::{Axis, Kind};
use crate::layer::LengthError;

/// The layer as a matrix times a vector: `out[row] = Σ_column C[row, column] · in[column]`, with
/// the matrix C of [`entry`]. Only the products that C leaves out, not those with a weight of
/// zero, are skipped, and as whole blocks where an axis links nothing.
///
/// Dumoulin & Visin (2016), section 4.1, where the matrix is called C.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn matrix<T: Element>(
    layer: &Definition<'_, T>,
    input: &[T],
    output: &mut [T],
) -> Result<(), LengthError> {
    layer.check_lengths(input, output)?;
    sums(layer, input.as_chunks::<1>().0, output.as_chunks_mut().0);
    layer.finish(output)
}

/// The same of several inputs, before bias, residual and activation.
pub(super) fn sums<T: Element, const N: usize>(
    layer: &Definition<'_, T>,
    input: &[[T; N]],
    output: &mut [[T; N]],
) {
    let shape = layer.shape();
    for (row, sums) in output.iter_mut().enumerate() {
        let Place { batch, channel: out_channel, position: to } = Place::of_output(shape, row);
        *sums = [T::ZERO; N];
        let along = |a: usize| {
            let (kind, axis, to) = (shape.kind(), shape.spatial()[a], to[a]);
            let links = move |from| solve(kind, &axis, to, from).map(move |tap| (from, tap));
            (0..axis.input).flat_map(links)
        };
        for [z, y, x] in product(along(0), along(1), along(2)) {
            let (from, tap) = ([z.0, y.0, x.0], [z.1, y.1, x.1]);
            let channels = layer.in_channels_of(out_channel);
            let columns =
                evenly(channels.clone(), |channel| shape.input_index(batch, channel, from));
            let weights = evenly(channels, |channel| shape.weight_index(out_channel, channel, tap));
            for (column, weight) in columns.zip(weights) {
                add(sums, layer.weights()[weight], &input[column]);
            }
        }
    }
}

/// The entry C[`row`, `column`] of the equivalent matrix: the weight between the output element
/// with the flat index `row` and the input element with the flat index `column`.
///
/// Along an axis an input and an output element are linked by the tap `k` that solves
///
/// * convolution: `k·dilation = input + pad_before - output·stride`
/// * transposed: `k·dilation = output + pad_before - input·stride`
///
/// and 0.0 stands where no tap does, where batch or group differ, and outside the matrix. Where
/// the padding holds copies of the element, `input + pad_before` is the position of each of them,
/// and the entry is the sum of all these weights. Bias and activation are no part of it.
#[must_use]
pub fn entry<T: Element>(layer: &Definition<'_, T>, row: usize, column: usize) -> T {
    let (row, column) =
        (Place::of_output(layer.shape(), row), Place::of_input(layer.shape(), column));
    weight_indices(layer, row, column).map(|w| layer.weights()[w]).fold(T::ZERO, |sum, w| sum + w)
}

fn weight_indices<T: Element>(
    layer: &Definition<'_, T>,
    output: Place,
    input: Place,
) -> impl Iterator<Item = usize> {
    let shape = *layer.shape();
    let linked = output.batch == input.batch
        && output.batch < shape.batch()
        && layer.in_channels_of(output.channel).contains(&input.channel);
    let taps = linked.then(|| {
        let along = |a: usize| {
            solve(shape.kind(), &shape.spatial()[a], output.position[a], input.position[a])
        };
        product(along(0), along(1), along(2))
    });
    let taps = taps.into_iter().flatten();
    taps.map(move |tap| shape.weight_index(output.channel, input.channel, tap))
}

/// The taps between two elements of an axis.
fn solve(
    kind: Kind,
    axis: &Axis,
    output: usize,
    input: usize,
) -> impl Iterator<Item = usize> + Clone + use<> {
    let Axis { kernel, stride, dilation, pad_before, .. } = *axis;
    let (copies, own) = match kind {
        Kind::Conv => (Some(copies(axis, input)), None),
        Kind::ConvTranspose => (None, (output + pad_before).checked_sub(input * stride)),
    };
    let copies = copies.into_iter().flatten();
    let distances = copies.filter_map(move |position| position.checked_sub(output * stride));
    distances.chain(own).filter_map(move |distance| {
        let tap = distance / dilation;
        (distance % dilation == 0 && tap < kernel).then_some(tap)
    })
}
