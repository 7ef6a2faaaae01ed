//! How much arithmetic a layer needs.

use super::{Axis, Kind, PaddingMode, Shape};

impl Axis {
    /// How many pairs of an input and an output element the kernel position `tap` links, zeros of
    /// the padding and cropped elements left out.
    ///
    /// The linked pairs are `input = output·stride + tap·dilation - pad_before` for a convolution
    /// and `output = input·stride + tap·dilation - pad_before` for a transposed one. With another
    /// [`PaddingMode`] than zeros, every output is linked. 0 for a `tap` outside the kernel and for
    /// an axis without output.
    #[must_use]
    pub const fn reach(&self, kind: Kind, tap: usize) -> usize {
        let Ok(output) = self.output(kind) else {
            return 0;
        };
        if tap >= self.kernel {
            return 0;
        }
        if !matches!(self.padding_mode, PaddingMode::Zeros) {
            return output;
        }
        let (walked, hit) = match kind {
            Kind::Conv => (output, self.input),
            Kind::ConvTranspose => (self.input, output),
        };
        let stride = self.stride as i128;
        let offset = tap as i128 * self.dilation as i128 - self.pad_before as i128;
        // `n·stride + offset` lies in `0..hit` for the n of `first..end`.
        let mut first = -offset.div_euclid(stride);
        let mut end = (hit as i128 - 1 - offset).div_euclid(stride) + 1;
        if first < 0 {
            first = 0;
        }
        if end > walked as i128 {
            end = walked as i128;
        }
        if first < end { (end - first) as usize } else { 0 }
    }
}

impl Shape {
    /// The multiply-adds of one call with no weight zero: one for every weight and every pair of
    /// elements it links. Products with zeros of the padding do not count, nor does the bias.
    ///
    /// `batch · out_channels · in_channels/groups · Π over axes (Σ over taps reach)`
    #[must_use]
    pub const fn multiply_adds(&self) -> u128 {
        let channels = self.out_channels() as u128 * self.in_channels_per_group() as u128;
        let mut total = self.batch() as u128 * channels;
        let mut axis = 0;
        while axis < 3 {
            let along = self.spatial()[axis];
            let mut links = 0;
            let mut tap = 0;
            while tap < along.kernel {
                links += along.reach(self.kind(), tap) as u128;
                tap += 1;
            }
            total *= links;
            axis += 1;
        }
        total
    }
}
