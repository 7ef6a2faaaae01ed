//! What stands in the padding.

use core::fmt;

/// What the padding of a convolution holds, as in PyTorch.
///
/// For the input `a b c d` and a padding of 2:
///
/// | mode | padded input |
/// |---|---|
/// | zeros | `0 0 a b c d 0 0` |
/// | reflect | `c b a b c d c b` |
/// | replicate | `a a a b c d d d` |
/// | circular | `c d a b c d a b` |
///
/// Source: `torch.nn.Conv2d(padding_mode=…)`, which pads with `torch.nn.functional.pad` first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaddingMode {
    /// Zeros.
    #[default]
    Zeros,
    /// The input mirrored at its first and its last element, which are not repeated. Needs a
    /// padding less than the input.
    Reflect,
    /// The first and the last element.
    Replicate,
    /// The input again, from its other end. Needs a padding of at most the input.
    Circular,
}

impl PaddingMode {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Zeros, Self::Reflect, Self::Replicate, Self::Circular];

    /// The spelling of layer specs and of PyTorch: `zeros`, `reflect`, `replicate` or `circular`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zeros => "zeros",
            Self::Reflect => "reflect",
            Self::Replicate => "replicate",
            Self::Circular => "circular",
        }
    }

    /// The largest padding at either end of `input` elements; `None` if there is no such limit.
    #[must_use]
    pub const fn most(self, input: usize) -> Option<usize> {
        match self {
            Self::Zeros | Self::Replicate => None,
            Self::Reflect => Some(input.saturating_sub(1)),
            Self::Circular => Some(input),
        }
    }

    /// The element of an input of `input` elements that stands at `position`, which is negative
    /// before the input and at least `input` after it; `None` for a zero.
    ///
    /// Padding farther away than [`PaddingMode::most`] gives a number of no meaning.
    #[must_use]
    pub const fn source(self, position: i64, input: usize) -> Option<usize> {
        let last = input as i64 - 1;
        if 0 <= position && position <= last {
            return Some(position as usize);
        }
        let before = position < 0;
        let source = match self {
            Self::Zeros => return None,
            Self::Reflect if before => -position,
            Self::Reflect => 2 * last - position,
            Self::Replicate if before => 0,
            Self::Replicate => last,
            Self::Circular if before => position + input as i64,
            Self::Circular => position - input as i64,
        };
        Some(source as usize)
    }
}

impl fmt::Display for PaddingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
