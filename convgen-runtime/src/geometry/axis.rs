//! One spatial dimension of a layer.

use super::PaddingMode;

/// One spatial dimension of a layer, in elements. Not checked: [`Axis::output`] checks.
///
/// ```
/// use convgen_runtime::{Axis, Kind};
///
/// let axis = Axis::new(3, 3).with_stride(2).with_padding(1, 1).with_output_padding(1);
/// assert_eq!(axis.output(Kind::ConvTranspose), Ok(6));
/// assert_eq!(axis.formula(Kind::ConvTranspose).to_string(), "(3-1)·2 - 2·1 + 3 + 1 = 6");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Axis {
    /// Input elements, at least 1.
    pub input: usize,
    /// Kernel elements (taps), at least 1.
    pub kernel: usize,
    /// Distance between kernel placements: in the input of a convolution, in the output of a
    /// transposed one. At least 1.
    pub stride: usize,
    /// Distance between neighbouring taps, at least 1.
    pub dilation: usize,
    /// Elements added before the input of a convolution; elements cropped from the front of the
    /// output of a transposed one.
    pub pad_before: usize,
    /// The same at the far end.
    pub pad_after: usize,
    /// What the elements added to the input are. Only zeros for a transposed convolution.
    pub padding_mode: PaddingMode,
    /// Elements added to the far end of the output of a transposed convolution, less than
    /// `max(stride, dilation)`. They belong to the layer: taps may reach them.
    pub output_padding: usize,
}

impl Axis {
    /// An axis that is not there: one element in, one tap, one element out.
    pub const POINT: Self = Self::new(1, 1);

    /// An axis with stride 1, dilation 1 and no padding.
    #[must_use]
    pub const fn new(input: usize, kernel: usize) -> Self {
        Self {
            input,
            kernel,
            stride: 1,
            dilation: 1,
            pad_before: 0,
            pad_after: 0,
            padding_mode: PaddingMode::Zeros,
            output_padding: 0,
        }
    }

    /// The same axis with another stride.
    #[must_use]
    pub const fn with_stride(self, stride: usize) -> Self {
        Self { stride, ..self }
    }

    /// The same axis with another dilation.
    #[must_use]
    pub const fn with_dilation(self, dilation: usize) -> Self {
        Self { dilation, ..self }
    }

    /// The same axis with another padding at either end.
    #[must_use]
    pub const fn with_padding(self, before: usize, after: usize) -> Self {
        Self { pad_before: before, pad_after: after, ..self }
    }

    /// The same axis with other elements in its padding.
    #[must_use]
    pub const fn with_padding_mode(self, padding_mode: PaddingMode) -> Self {
        Self { padding_mode, ..self }
    }

    /// The same axis with another output padding.
    #[must_use]
    pub const fn with_output_padding(self, output_padding: usize) -> Self {
        Self { output_padding, ..self }
    }

    /// The distance from the first to one past the last tap, `dilation·(kernel - 1) + 1`.
    ///
    /// Saturates for numbers that [`Axis::output`] rejects; 1 for a kernel of 0.
    #[must_use]
    pub const fn effective_kernel(&self) -> usize {
        self.dilation.saturating_mul(self.kernel.saturating_sub(1)).saturating_add(1)
    }
}
