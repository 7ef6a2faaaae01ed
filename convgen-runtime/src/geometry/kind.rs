//! The two kinds of layer.

use core::fmt;

/// Which of the two linear maps a layer is. There is no third: each is the adjoint of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A convolution, in the sense of neural networks: the kernel is not flipped
    /// (cross-correlation). `stride` steps over the input.
    Conv,
    /// A transposed convolution, also called fractionally strided: the adjoint map of a
    /// convolution. `stride` steps over the output.
    ConvTranspose,
}

impl Kind {
    /// The spelling of layer specs: `conv` or `conv_transpose`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Conv => "conv",
            Self::ConvTranspose => "conv_transpose",
        }
    }

    /// The other kind.
    #[must_use]
    pub const fn mirror(self) -> Self {
        match self {
            Self::Conv => Self::ConvTranspose,
            Self::ConvTranspose => Self::Conv,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
