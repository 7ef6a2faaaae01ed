//! Padding and output padding that follow from sizes.

use core::fmt;
use core::ops::RangeInclusive;

use super::{Axis, Kind, MAX_EXTENT};

/// A rule for the padding, with ONNX's meaning: the attribute `auto_pad` of its operators `Conv`
/// and `ConvTranspose`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AutoPad {
    /// An output of `ceil(input / stride)`, or `input·stride` of a transposed convolution; when the
    /// padding is odd, the far end has one more.
    SameUpper,
    /// The same, but the front has one more.
    SameLower,
    /// No padding.
    Valid,
}

impl AutoPad {
    /// All rules, in the order that messages list them.
    pub const ALL: [Self; 3] = [Self::SameUpper, Self::SameLower, Self::Valid];

    /// The spelling of layer specs: `same_upper`, `same_lower` or `valid`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameUpper => "same_upper",
            Self::SameLower => "same_lower",
            Self::Valid => "valid",
        }
    }

    /// `total` elements at both ends together, negative ones being none. Numbers above what an axis
    /// may hold are cut: such axes are wrong for their extents.
    const fn split(self, total: i128) -> (usize, usize) {
        let (more, less) = match total {
            ..=0 => return (0, 0),
            _ => (cut(total - total / 2), cut(total / 2)),
        };
        match self {
            Self::SameUpper => (less, more),
            Self::SameLower => (more, less),
            Self::Valid => (0, 0),
        }
    }
}

impl fmt::Display for AutoPad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

const fn cut(number: i128) -> usize {
    if number > MAX_EXTENT as i128 { MAX_EXTENT } else { number as usize }
}

impl Axis {
    /// The same axis with the padding of a rule. The padding of both ends together is, and never
    /// less than 0:
    ///
    /// * convolution: `(ceil(input / stride) - 1)·stride + e - input`
    /// * transposed convolution: `(input - 1)·stride + e + output_padding - input·stride`
    ///
    /// A transposed convolution whose kernel and output padding are shorter than the stride has
    /// nothing to crop: its output is shorter than `input·stride`. So it is in ONNX Runtime and
    /// in ONNX's shape inference; the operator's text says nothing of it.
    ///
    /// Unchanged if the stride is 0, which [`Axis::output`] rejects.
    ///
    /// ```
    /// use convgen_runtime::{Axis, Kind};
    /// use convgen_runtime::geometry::AutoPad;
    ///
    /// let axis = Axis::new(5, 4).with_stride(2).with_auto_pad(Kind::Conv, AutoPad::SameUpper);
    /// assert_eq!((axis.pad_before, axis.pad_after), (1, 2));
    /// assert_eq!(axis.output(Kind::Conv), Ok(3));
    /// ```
    #[must_use]
    pub const fn with_auto_pad(self, kind: Kind, rule: AutoPad) -> Self {
        if self.stride == 0 {
            return self;
        }
        let (input, stride) = (self.input as i128, self.stride as i128);
        let total = match kind {
            Kind::Conv => {
                let steps = self.input.div_ceil(self.stride) as i128 - 1;
                steps.saturating_mul(stride).saturating_add(self.effective_kernel() as i128 - input)
            }
            Kind::ConvTranspose => self.uncropped().saturating_sub(input.saturating_mul(stride)),
        };
        let (before, after) = rule.split(total);
        self.with_padding(before, after)
    }

    /// The same axis, of a transposed convolution, with the padding of a rule that leaves `output`
    /// elements. Where there is nothing to crop, the output padding makes up for the rest; it may be
    /// more than [`Axis::output`] lets through.
    ///
    /// ONNX's `output_shape`: `total_padding = (input - 1)·stride + e - output`.
    #[must_use]
    pub const fn with_auto_pad_to(self, output: usize, rule: AutoPad) -> Self {
        let plain = self.with_padding(0, 0).with_output_padding(0);
        match rule {
            AutoPad::Valid => plain.with_output(output),
            AutoPad::SameUpper | AutoPad::SameLower => {
                let (before, after) = rule.split(plain.uncropped().saturating_sub(output as i128));
                plain.with_padding(before, after).with_output(output)
            }
        }
    }

    /// The same axis, of a transposed convolution, with the output padding that makes its output
    /// nearest to `output`; it may be more than [`Axis::output`] lets through.
    #[must_use]
    pub const fn with_output(self, output: usize) -> Self {
        let padding = self.pad_before as i128 + self.pad_after as i128;
        let wanted = output as i128 + padding;
        let missing = wanted.saturating_sub(self.with_output_padding(0).uncropped());
        self.with_output_padding(if missing < 0 { 0 } else { cut(missing) })
    }

    /// The output sizes that a transposed convolution can have with this axis, one for each output
    /// padding that it may have; the output padding of the axis does not count. Sizes below 1 are
    /// left out, so that the range may be empty.
    #[must_use]
    pub const fn reachable(&self) -> RangeInclusive<i128> {
        let padding = self.pad_before as i128 + self.pad_after as i128;
        let least = self.with_output_padding(0).uncropped().saturating_sub(padding);
        let step = if self.stride > self.dilation { self.stride } else { self.dilation };
        (if least < 1 { 1 } else { least })..=least.saturating_add(step as i128 - 1)
    }

    /// `(input - 1)·stride + e + output_padding`; saturates far above [`MAX_EXTENT`].
    const fn uncropped(&self) -> i128 {
        let steps = (self.input as i128 - 1).saturating_mul(self.stride as i128);
        let reach = self.effective_kernel() as i128 + self.output_padding as i128;
        steps.saturating_add(reach)
    }
}
