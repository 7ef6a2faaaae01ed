//! The order in which data lie in memory.

use core::fmt;

/// The order of the elements of an input or an output, as in PyTorch's memory formats. Both are flat,
/// and the elements of a row are in the order of the last axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// `[batch, channel, spatial…]`: one channel after another.
    #[default]
    Nchw,
    /// `[batch, spatial…, channel]`: all channels of a position side by side, for any number of
    /// axes. PyTorch's `channels_last`.
    Nhwc,
}

/// Elements of memory from one index to the next, on each dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Strides {
    /// From one input or output of the batch to the next.
    pub batch: usize,
    /// From one channel to the next.
    pub channel: usize,
    /// Along the axes `[z, y, x]`.
    pub axes: [usize; 3],
}

impl Layout {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Nchw, Self::Nhwc];

    /// The spelling of layer specs: `nchw` or `nhwc`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nchw => "nchw",
            Self::Nhwc => "nhwc",
        }
    }

    /// The dimensions of an array in their order: `[batch, channel, axes…]` or `[batch, axes…, channel]`.
    #[must_use]
    pub const fn order(self) -> &'static str {
        match self {
            Self::Nchw => "[batch, channel, axes…]",
            Self::Nhwc => "[batch, axes…, channel]",
        }
    }

    /// The strides of data of some channels with `sizes` elements along `[z, y, x]`.
    #[must_use]
    pub const fn strides(self, channels: usize, sizes: [usize; 3]) -> Strides {
        let [z, y, x] = sizes;
        let (channel, element) = match self {
            Self::Nchw => (z * y * x, 1),
            Self::Nhwc => (1, channels),
        };
        let axes = [y * x * element, x * element, element];
        Strides { batch: channels * z * y * x, channel, axes }
    }
}

impl Strides {
    /// The flat index of an element.
    #[must_use]
    pub const fn index(&self, batch: usize, channel: usize, position: [usize; 3]) -> usize {
        let [z, y, x] = self.axes;
        batch * self.batch
            + channel * self.channel
            + position[0] * z
            + position[1] * y
            + position[2] * x
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
