//! The rules of an axis, as errors that name the value and the rule it breaks.

use core::fmt;

use super::{Formula, MAX_EXTENT, PaddingMode};

/// The number of an [`Axis`](super::Axis) that an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// `input`
    Input,
    /// `kernel`
    Kernel,
    /// `stride`
    Stride,
    /// `dilation`
    Dilation,
    /// `pad_before` or `pad_after`
    Padding,
    /// `padding_mode`
    PaddingMode,
    /// `output_padding`
    OutputPadding,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Input => "input",
            Self::Kernel => "kernel",
            Self::Stride => "stride",
            Self::Dilation => "dilation",
            Self::Padding => "padding",
            Self::PaddingMode => "padding_mode",
            Self::OutputPadding => "output_padding",
        })
    }
}

/// The rule that an axis breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AxisError {
    /// Input, kernel, stride and dilation must be at least 1.
    Zero {
        /// The number that is 0.
        field: Field,
    },
    /// A number must be at most [`MAX_EXTENT`].
    TooLarge {
        /// The number that is too large.
        field: Field,
        /// Its value.
        value: usize,
    },
    /// Only transposed convolutions have output padding.
    OutputPaddingOfConv {
        /// The output padding given.
        output_padding: usize,
    },
    /// Output padding must be less than the stride or less than the dilation.
    OutputPaddingTooLarge {
        /// The output padding given.
        output_padding: usize,
        /// The stride of the axis.
        stride: usize,
        /// The dilation of the axis.
        dilation: usize,
    },
    /// The padding of a transposed convolution crops, so that there is nothing to fill.
    PaddingModeOfConvTranspose {
        /// The mode given.
        mode: PaddingMode,
    },
    /// The input has no more elements to put into the padding.
    PaddingTooLarge {
        /// What is in the padding.
        mode: PaddingMode,
        /// The larger padding of the two ends.
        padding: usize,
        /// The input of the axis.
        input: usize,
        /// The largest padding that the mode allows: see [`PaddingMode::most`].
        most: usize,
    },
    /// The kernel of a convolution must fit into the padded input.
    KernelTooLarge {
        /// `dilation·(kernel - 1) + 1`
        effective_kernel: usize,
        /// `input + pad_before + pad_after`
        padded_input: usize,
    },
    /// Padding must leave at least one element of the output of a transposed convolution.
    EmptyOutput {
        /// How the output size comes about.
        formula: Formula,
    },
    /// An extent that follows from the numbers must be at most [`MAX_EXTENT`].
    ExtentTooLarge {
        /// The extent: `effective kernel`, `padded input` or `uncropped output`.
        what: &'static str,
        /// The number that most likely makes it so large.
        field: Field,
        /// The extent in elements.
        extent: u128,
    },
}

impl AxisError {
    /// The number that is at fault, or most likely is.
    #[must_use]
    pub const fn field(&self) -> Field {
        match *self {
            Self::Zero { field }
            | Self::TooLarge { field, .. }
            | Self::ExtentTooLarge { field, .. } => field,
            Self::OutputPaddingOfConv { .. } | Self::OutputPaddingTooLarge { .. } => {
                Field::OutputPadding
            }
            Self::PaddingModeOfConvTranspose { .. } => Field::PaddingMode,
            Self::KernelTooLarge { .. } => Field::Kernel,
            Self::PaddingTooLarge { .. } | Self::EmptyOutput { .. } => Field::Padding,
        }
    }
}

impl fmt::Display for AxisError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zero { field } => write!(f, "{field} is 0, but must be at least 1"),
            Self::TooLarge { field, value } => {
                write!(f, "{field} is {value}, but must be at most {MAX_EXTENT}")
            }
            Self::OutputPaddingOfConv { output_padding } => write!(
                f,
                "output_padding is {output_padding}, but must be 0 for a convolution that is not \
                 transposed"
            ),
            Self::OutputPaddingTooLarge { output_padding, stride, dilation } => write!(
                f,
                "output_padding is {output_padding}, but must be less than max(stride, dilation) = \
                 max({stride}, {dilation}) = {}",
                stride.max(dilation)
            ),
            Self::PaddingModeOfConvTranspose { mode } => write!(
                f,
                "padding_mode is {mode}, but must be zeros for a transposed convolution, whose \
                 padding crops the output"
            ),
            Self::PaddingTooLarge { mode, padding, input, .. } => {
                let rule = match mode {
                    PaddingMode::Reflect => "less than",
                    _ => "at most",
                };
                write!(
                    f,
                    "padding is {padding}, but must be {rule} the input, which is {input}, when \
                     padding_mode is {mode}"
                )
            }
            Self::KernelTooLarge { effective_kernel, padded_input } => write!(
                f,
                "effective kernel is {effective_kernel}, but must be at most the padded input, \
                 which is {padded_input}"
            ),
            Self::EmptyOutput { formula } => {
                write!(f, "output is {formula}, but must be at least 1")
            }
            Self::ExtentTooLarge { what, extent, .. } => {
                write!(f, "{what} is {extent}, but must be at most {MAX_EXTENT}")
            }
        }
    }
}

impl core::error::Error for AxisError {}
