//! Flat indices into the data and the weights of a layer.

use super::{Kind, Shape};

impl Shape {
    /// Elements of the input, over all batches and channels.
    #[must_use]
    pub const fn input_len(&self) -> usize {
        self.batch() * self.in_channels() * volume(self.input_sizes())
    }

    /// Elements of the output, over all batches and channels.
    #[must_use]
    pub const fn output_len(&self) -> usize {
        self.batch() * self.out_channels() * volume(self.output_sizes())
    }

    /// Elements of the weights.
    #[must_use]
    pub const fn weight_len(&self) -> usize {
        self.in_channels() * self.out_channels_per_group() * volume(self.kernel_sizes())
    }

    /// The dimensions of the weights, as in PyTorch: `[out, in/groups, z, y, x]` for a
    /// convolution and `[in, out/groups, z, y, x]` for a transposed one.
    #[must_use]
    pub const fn weight_dims(&self) -> [usize; 5] {
        let [z, y, x] = self.kernel_sizes();
        match self.kind() {
            Kind::Conv => [self.out_channels(), self.in_channels_per_group(), z, y, x],
            Kind::ConvTranspose => [self.in_channels(), self.out_channels_per_group(), z, y, x],
        }
    }

    /// The flat index of the weight that links two channels of one group at kernel position
    /// `tap` (`[z, y, x]`).
    ///
    /// Channel numbers are global, from 0 over all groups. Numbers outside their ranges, or
    /// channels of different groups, give an index of no meaning.
    #[must_use]
    pub const fn weight_index(
        &self,
        out_channel: usize,
        in_channel: usize,
        tap: [usize; 3],
    ) -> usize {
        let plane = match self.kind() {
            Kind::Conv => {
                let width = self.in_channels_per_group();
                out_channel * width + in_channel % width
            }
            Kind::ConvTranspose => {
                let width = self.out_channels_per_group();
                in_channel * width + out_channel % width
            }
        };
        flat(plane, self.kernel_sizes(), tap)
    }

    /// The flat index of the input element at `position` (`[z, y, x]`), which must be inside.
    #[must_use]
    pub const fn input_index(&self, batch: usize, channel: usize, position: [usize; 3]) -> usize {
        self.input_strides().index(batch, channel, position)
    }

    /// The flat index of the output element at `position` (`[z, y, x]`), which must be inside.
    #[must_use]
    pub const fn output_index(&self, batch: usize, channel: usize, position: [usize; 3]) -> usize {
        self.output_strides().index(batch, channel, position)
    }
}

const fn volume([z, y, x]: [usize; 3]) -> usize {
    z * y * x
}

const fn flat(plane: usize, sizes: [usize; 3], position: [usize; 3]) -> usize {
    ((plane * sizes[0] + position[0]) * sizes[1] + position[1]) * sizes[2] + position[2]
}
