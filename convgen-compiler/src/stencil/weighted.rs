//! A stencil with the numbers of one layer.

use convgen_runtime::layer::Activation;

use super::{Stencil, weights};
use crate::layer::Layer;

/// A layer in normal form: its stencil, and weights, biases and slopes.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// The form.
    pub stencil: Stencil,
    /// `[out, in/groups, kz, ky, kx]`; none where they are the caller's.
    weights: Vec<f64>,
    bias: Vec<f64>,
    slopes: Vec<f64>,
}

impl Weighted {
    /// Normalises a layer.
    pub fn new(layer: &Layer) -> Self {
        Self {
            stencil: Stencil::new(layer),
            weights: weights::canonical(layer),
            bias: layer.bias().to_vec(),
            slopes: match layer.activation() {
                Activation::Prelu(slopes) => slopes.to_vec(),
                _ => Vec::new(),
            },
        }
    }

    /// The weights of an output channel, `[in/groups, kz, ky, kx]`.
    ///
    /// # Panics
    /// If they are the caller's.
    pub fn channel(&self, out_channel: usize) -> &[f64] {
        let size = self.stencil.in_channels_per_group() * self.stencil.taps_per_channel();
        &self.weights[out_channel * size..(out_channel + 1) * size]
    }

    /// The weight from input channel `local` of the output channel's group.
    pub fn weight(&self, out_channel: usize, local: usize, [kz, ky, kx]: [usize; 3]) -> f64 {
        let [z, y, x] = self.stencil.axes.each_ref();
        self.channel(out_channel)[((local * z.kernel + kz) * y.kernel + ky) * x.kernel + kx]
    }

    /// All weights, by output channel; none where they are the caller's.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The part of the weights that are not zero: all of those that are not known.
    pub fn density(&self) -> f64 {
        if self.stencil.reads_weights {
            return 1.0;
        }
        let nonzero = self.weights.iter().filter(|&&weight| weight != 0.0).count();
        nonzero as f64 / self.weights.len() as f64
    }

    /// The constant that an output channel's sums begin with.
    pub fn bias(&self, out_channel: usize) -> f64 {
        self.bias.get(out_channel).copied().unwrap_or(0.0)
    }

    /// The constants of all output channels.
    pub fn biases(&self) -> Vec<f64> {
        (0..self.stencil.out_channels).map(|channel| self.bias(channel)).collect()
    }

    /// The slope of an output channel's prelu.
    pub fn slope(&self, out_channel: usize) -> f64 {
        self.slopes.get(out_channel).copied().unwrap_or(1.0)
    }

    /// The slopes of all output channels.
    pub fn slopes(&self) -> Vec<f64> {
        (0..self.stencil.out_channels).map(|channel| self.slope(channel)).collect()
    }

    /// The activation of one value of an output channel, its slope included.
    pub fn activate(&self, out_channel: usize, value: f64) -> f64 {
        self.stencil.element.nearest(match self.stencil.activation {
            Activation::Prelu(_) => Activation::Prelu(&[self.slope(out_channel)]).apply(0, value),
            other => other.apply(out_channel, value),
        })
    }
}
