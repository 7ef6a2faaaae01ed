//! Positions of row-major data: counting them, and finding the one of a flat index.

use core::ops::Range;

use crate::geometry::{Layout, Shape};

/// All positions `[z, y, x]` inside `sizes`, in row-major order.
pub(super) fn positions([depth, height, width]: [usize; 3]) -> impl Iterator<Item = [usize; 3]> {
    (0..depth).flat_map(move |z| (0..height).flat_map(move |y| (0..width).map(move |x| [z, y, x])))
}

/// The flat indices of a range of channels, one after the other, where `at` is that of one: they are
/// evenly spaced, so that two of them tell all.
pub(super) fn evenly(
    channels: Range<usize>,
    at: impl Fn(usize) -> usize,
) -> impl Iterator<Item = usize> {
    let first = at(channels.start);
    let step = if channels.len() > 1 { at(channels.start + 1) - first } else { 1 };
    (0..channels.len()).map(move |n| first + n * step)
}

/// What `along` gives for each of the three axes, if it gives something for all of them.
pub(super) fn each_axis(along: impl Fn(usize) -> Option<usize>) -> Option<[usize; 3]> {
    Some([along(0)?, along(1)?, along(2)?])
}

/// Every combination `[z, y, x]`, in row-major order.
pub(super) fn product<I, V: Copy>(z: I, y: I, x: I) -> impl Iterator<Item = [V; 3]>
where
    I: Iterator<Item = V> + Clone,
{
    z.flat_map(move |z| {
        let x = x.clone();
        y.clone().flat_map(move |y| x.clone().map(move |x| [z, y, x]))
    })
}

/// One element of an input or an output.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) batch: usize,
    pub(super) channel: usize,
    pub(super) position: [usize; 3],
}

impl Place {
    /// The input element at a flat index, which may lie past the end: then `batch` does too.
    pub(super) const fn of_input(shape: &Shape, flat: usize) -> Self {
        Self::at(flat, shape.input_layout(), shape.in_channels(), shape.input_sizes())
    }

    /// The same for the output.
    pub(super) const fn of_output(shape: &Shape, flat: usize) -> Self {
        Self::at(flat, shape.output_layout(), shape.out_channels(), shape.output_sizes())
    }

    const fn at(
        flat: usize,
        layout: Layout,
        channels: usize,
        [depth, height, width]: [usize; 3],
    ) -> Self {
        let (inner, channel) = match layout {
            Layout::Nchw => (flat, 0),
            Layout::Nhwc => (flat / channels, flat % channels),
        };
        let (rest, x) = (inner / width, inner % width);
        let (rest, y) = (rest / height, rest % height);
        let (rest, z) = (rest / depth, rest % depth);
        let (batch, channel) = match layout {
            Layout::Nchw => (rest / channels, rest % channels),
            Layout::Nhwc => (rest, channel),
        };
        Self { batch, channel, position: [z, y, x] }
    }
}
