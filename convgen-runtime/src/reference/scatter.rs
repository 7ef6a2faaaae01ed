//! Every input element is added to where the taps take it.

use super::Definition;
use super::copies::copies;
use super::grid::{evenly, positions, product};
use super::lanes::add;
use crate::element::Element;
use crate::geometry::{Axis, Kind};
use crate::layer::LengthError;

/// The definition read from the input's side: for every input element and tap,
/// `out[target] += w[k] · in[i]`, where per axis
///
/// * convolution: `target = (i + pad_before - k·dilation) / stride`, if the division leaves no
///   remainder; likewise from every position of the padding that holds a copy of the element
/// * transposed: `target = i·stride + k·dilation - pad_before`
///
/// and targets outside the output are left out. Bias, residual and activation follow in a second pass.
///
/// Dumoulin & Visin (2016), section 4.1: this is how the backward pass of a convolution, which the
/// transposed convolution is, distributes its input.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn scatter<T: Element>(
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
    output.fill([T::ZERO; N]);
    for batch in 0..shape.batch() {
        for channel in 0..shape.in_channels() {
            for position in positions(shape.input_sizes()) {
                let x = &input[shape.input_index(batch, channel, position)];
                spread(layer, x, batch, channel, position, output);
            }
        }
    }
}

fn spread<T: Element, const N: usize>(
    layer: &Definition<'_, T>,
    x: &[T; N],
    batch: usize,
    in_channel: usize,
    position: [usize; 3],
    output: &mut [[T; N]],
) {
    let shape = layer.shape();
    let sizes = shape.output_sizes();
    for tap in positions(shape.kernel_sizes()) {
        let along = |a: usize| {
            targets(shape.kind(), &shape.spatial()[a], position[a], tap[a])
                .filter(move |&target| target < sizes[a])
        };
        for target in product(along(0), along(1), along(2)) {
            let channels = layer.out_channels_of(in_channel);
            let weights =
                evenly(channels.clone(), |channel| shape.weight_index(channel, in_channel, tap));
            let targets = evenly(channels, |channel| shape.output_index(batch, channel, target));
            for (weight, target) in weights.zip(targets) {
                add(&mut output[target], layer.weights()[weight], x);
            }
        }
    }
}

/// Where a tap takes an input element along an axis, copies in the padding included.
fn targets(
    kind: Kind,
    axis: &Axis,
    input: usize,
    tap: usize,
) -> impl Iterator<Item = usize> + Clone + use<> {
    let reach = tap * axis.dilation;
    let (own, copies) = match kind {
        Kind::Conv => (None, Some(copies(axis, input))),
        Kind::ConvTranspose => ((input * axis.stride + reach).checked_sub(axis.pad_before), None),
    };
    let stride = axis.stride;
    let from = move |position: usize| {
        let steps = position.checked_sub(reach)?;
        steps.is_multiple_of(stride).then_some(steps / stride)
    };
    own.into_iter().chain(copies.into_iter().flatten().filter_map(from))
}
