//! A direct convolution with stride 1, after putting zeros between elements.

use super::Definition;
use super::grid::{each_axis, evenly, positions};
use super::lanes::add;
use crate::element::Element;
use crate::geometry::{Axis, Kind, PaddingMode, Shape};
use crate::layer::LengthError;

/// The textbook procedure: a dense convolution with stride 1 of a signal with a kernel, both
/// stretched by zeros that [`DirectAxis`] supplies without storing them. Per axis
///
/// `out[o] = Σ_u kernel[u] · signal[o·keep + u - pad_before]`, `u` in `0..e`,
/// `e = dilation·(kernel - 1) + 1`
///
/// * convolution: the signal is the input, continued without end as its
///   [`PaddingMode`] says, the kernel has `dilation - 1` zeros between its taps, and of the results
///   every `keep = stride`-th is kept.
/// * transposed: the signal is the input with `stride - 1` zeros between neighbours, the kernel is
///   stretched in the same way and then rotated by 180°, the padding is `e - 1` minus the layer's,
///   and every result is kept, `keep = 1`.
///
/// Dumoulin & Visin (2016), sections 4.2 to 4.6 and 5.1.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn zero_insertion<T: Element>(
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
    let direct = DirectAxis::of(shape);
    for batch in 0..shape.batch() {
        for channel in 0..shape.out_channels() {
            for position in positions(shape.output_sizes()) {
                output[shape.output_index(batch, channel, position)] =
                    dense(layer, &direct, input, batch, channel, position);
            }
        }
    }
}

fn dense<T: Element, const N: usize>(
    layer: &Definition<'_, T>,
    direct: &[DirectAxis; 3],
    input: &[[T; N]],
    batch: usize,
    out_channel: usize,
    position: [usize; 3],
) -> [T; N] {
    let shape = layer.shape();
    let mut sums = [T::ZERO; N];
    for u in positions(direct.map(|axis| axis.kernel_len())) {
        let Some(tap) = each_axis(|a| direct[a].tap(u[a])) else {
            continue;
        };
        let source = each_axis(|a| {
            let start = direct[a].keep() as i64 * position[a] as i64 - direct[a].padding().0;
            direct[a].source(start + u[a] as i64)
        });
        let Some(source) = source else { continue };
        let channels = layer.in_channels_of(out_channel);
        let inputs = evenly(channels.clone(), |channel| shape.input_index(batch, channel, source));
        let weights = evenly(channels, |channel| shape.weight_index(out_channel, channel, tap));
        for (x, weight) in inputs.zip(weights) {
            add(&mut sums, layer.weights()[weight], &input[x]);
        }
    }
    sums
}

/// One axis of the direct convolution: where the elements of its virtual signal and kernel come
/// from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DirectAxis {
    axis: Axis,
    kind: Kind,
}

impl DirectAxis {
    /// The direct convolution of a layer along `[z, y, x]`.
    #[must_use]
    pub const fn of(shape: &Shape) -> [Self; 3] {
        let (kind, [z, y, x]) = (shape.kind(), *shape.spatial());
        [Self { axis: z, kind }, Self { axis: y, kind }, Self { axis: x, kind }]
    }

    /// Elements of the virtual signal without padding: `input`, or `(input - 1)·stride + 1` for a
    /// transposed layer.
    #[must_use]
    pub const fn signal_len(&self) -> usize {
        match self.kind {
            Kind::Conv => self.axis.input,
            Kind::ConvTranspose => (self.axis.input - 1) * self.axis.stride + 1,
        }
    }

    /// Elements of the virtual kernel, `dilation·(kernel - 1) + 1`.
    #[must_use]
    pub const fn kernel_len(&self) -> usize {
        self.axis.effective_kernel()
    }

    /// Zeros `(before, after)` the virtual signal; a negative number crops it. For a transposed
    /// layer `e - 1 - pad_before` and `e - 1 - pad_after + output_padding`.
    #[must_use]
    pub const fn padding(&self) -> (i64, i64) {
        let (before, after) = (self.axis.pad_before as i64, self.axis.pad_after as i64);
        match self.kind {
            Kind::Conv => (before, after),
            Kind::ConvTranspose => {
                let full = self.kernel_len() as i64 - 1;
                (full - before, full - after + self.axis.output_padding as i64)
            }
        }
    }

    /// Of how many results of the direct convolution one is kept: the stride of a convolution, 1
    /// for a transposed layer.
    #[must_use]
    pub const fn keep(&self) -> usize {
        match self.kind {
            Kind::Conv => self.axis.stride,
            Kind::ConvTranspose => 1,
        }
    }

    /// The input element at a position of the virtual signal; `None` for an inserted zero and
    /// outside the signal, unless the padding is something else than zeros. Then the signal goes
    /// on without end: periodic, even around both ends, or constant.
    #[must_use]
    pub const fn source(&self, position: i64) -> Option<usize> {
        let spacing = match self.kind {
            Kind::Conv => 1,
            Kind::ConvTranspose => self.axis.stride as i64,
        };
        let len = self.signal_len() as i64;
        let position = match self.axis.padding_mode {
            PaddingMode::Circular => position.rem_euclid(len),
            PaddingMode::Replicate if position < 0 => 0,
            PaddingMode::Replicate if position >= len => len - 1,
            // A signal of one element has no padding, and no period.
            PaddingMode::Reflect if len > 1 => {
                let period = 2 * (len - 1);
                let phase = position.rem_euclid(period);
                if phase < len { phase } else { period - phase }
            }
            _ if position < 0 || position >= len => return None,
            _ => position,
        };
        if position % spacing == 0 { Some((position / spacing) as usize) } else { None }
    }

    /// The tap at a position of the virtual kernel; `None` for an inserted zero and outside the
    /// kernel. Reversed for a transposed layer.
    #[must_use]
    pub const fn tap(&self, position: usize) -> Option<usize> {
        if position >= self.kernel_len() {
            return None;
        }
        let position = match self.kind {
            Kind::Conv => position,
            Kind::ConvTranspose => self.kernel_len() - 1 - position,
        };
        let dilation = self.axis.dilation;
        if position % dilation == 0 { Some(position / dilation) } else { None }
    }
}
