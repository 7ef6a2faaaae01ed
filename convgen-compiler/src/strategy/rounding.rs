//! What bounds the rounding error of a method.

use convgen_runtime::geometry::{Shape, Strides};

/// How far from the true one a result may be, the activation and what is added besides left aside.
#[derive(Clone, Debug, PartialEq)]
pub enum Rounding {
    /// Within the bound of a direct sum, `n·u·Σ|products|` for `n` products and the unit roundoff `u`, which holds for
    /// these products in any order.
    Sum,
    /// Within `2·roundings·u·Σ gain·max|x|`, over the input channels that an output channel sees: an output has parts
    /// of what its neighbours read.
    Gains {
        /// Roundings on the way of one term.
        roundings: usize,
        /// `[out channel, in channel of its group]`: the factor of the largest input of the channel.
        gains: Vec<f64>,
    },
}

impl Rounding {
    /// For each output of a layer of this shape, what is to be multiplied with `2·u`; `None` for a direct sum's.
    pub fn distances(&self, shape: &Shape, input: &[f64]) -> Option<Vec<f64>> {
        let Self::Gains { roundings, gains } = self else { return None };
        let (ins, outs) = (shape.in_channels_per_group(), shape.out_channels() / shape.groups());
        let sizes = shape.spatial().each_ref().map(|axis| axis.input);
        let mut distances = vec![0.0; shape.output_len()];
        for batch in 0..shape.batch() {
            let largest = |channel: usize| {
                let places = places(&shape.input_strides(), [batch, channel], sizes);
                places.map(|place| input[place].abs()).fold(0.0, f64::max)
            };
            let largest: Vec<f64> = (0..shape.in_channels()).map(largest).collect();
            for channel in 0..shape.out_channels() {
                let inputs = &largest[channel / outs * ins..][..ins];
                let gains = gains[channel * ins..].iter().zip(inputs);
                let sum: f64 = gains.map(|(gain, largest)| gain * largest).sum();
                let places =
                    places(&shape.output_strides(), [batch, channel], shape.output_sizes());
                places.for_each(|place| distances[place] = *roundings as f64 * sum);
            }
        }
        Some(distances)
    }
}

/// The elements of one channel.
fn places(
    strides: &Strides,
    [batch, channel]: [usize; 2],
    [depth, height, width]: [usize; 3],
) -> impl Iterator<Item = usize> + use<> {
    let (first, [z, y, x]) = (batch * strides.batch + channel * strides.channel, strides.axes);
    let slices = (0..depth).map(move |n| first + n * z);
    let rows = slices.flat_map(move |first| (0..height).map(move |n| first + n * y));
    rows.flat_map(move |first| (0..width).map(move |n| first + n * x))
}
