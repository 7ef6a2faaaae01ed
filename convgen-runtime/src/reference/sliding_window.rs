//! Every output element gathers what the taps link to it.

use super::Definition;
use super::grid::{each_axis, evenly, positions};
use super::lanes::add;
use crate::element::Element;
use crate::geometry::{Axis, Kind};
use crate::layer::LengthError;

/// The definition as PyTorch states it: a window slides over the input.
///
/// Per axis, with the products outside the input left out:
///
/// * convolution: `out[o] = Σ_k w[k] · in[o·stride + k·dilation - pad_before]`, positions outside
///   the input being those that the [`PaddingMode`](crate::PaddingMode) puts there
/// * transposed: `out[o] = Σ_k w[k] · in[(o + pad_before - k·dilation) / stride]`, over the `k`
///   for which the division leaves no remainder
///
/// Dumoulin & Visin (2016), chapters 2 and 4.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn sliding_window<T: Element>(
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
    for batch in 0..shape.batch() {
        for channel in 0..shape.out_channels() {
            for position in positions(shape.output_sizes()) {
                output[shape.output_index(batch, channel, position)] =
                    gather(layer, input, batch, channel, position);
            }
        }
    }
}

fn gather<T: Element, const N: usize>(
    layer: &Definition<'_, T>,
    input: &[[T; N]],
    batch: usize,
    out_channel: usize,
    position: [usize; 3],
) -> [T; N] {
    let shape = layer.shape();
    let mut sums = [T::ZERO; N];
    for tap in positions(shape.kernel_sizes()) {
        let source = each_axis(|a| source(shape.kind(), &shape.spatial()[a], position[a], tap[a]));
        let Some(source) = source else { continue };
        let channels = layer.in_channels_of(out_channel);
        let weights =
            evenly(channels.clone(), |channel| shape.weight_index(out_channel, channel, tap));
        let inputs = evenly(channels, |channel| shape.input_index(batch, channel, source));
        for (weight, x) in weights.zip(inputs) {
            add(&mut sums, layer.weights()[weight], &input[x]);
        }
    }
    sums
}

/// The input element that `tap` links to the output element `output`, if there is one.
fn source(kind: Kind, axis: &Axis, output: usize, tap: usize) -> Option<usize> {
    match kind {
        Kind::Conv => {
            let position = output * axis.stride + tap * axis.dilation;
            axis.padding_mode.source(position as i64 - axis.pad_before as i64, axis.input)
        }
        Kind::ConvTranspose => {
            let steps = (output + axis.pad_before).checked_sub(tap * axis.dilation)?;
            let source = steps / axis.stride;
            (steps % axis.stride == 0 && source < axis.input).then_some(source)
        }
    }
}
