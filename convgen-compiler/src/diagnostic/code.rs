//! The sorts of errors and notes.

use std::fmt;

/// What a diagnostic reports; `Display` gives its kebab-case name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The spec is not TOML.
    Syntax,
    /// A key that specs do not have.
    UnknownKey,
    /// A key that must be there is not.
    MissingKey,
    /// Two keys, or two spellings of one, that exclude each other.
    ConflictingKeys,
    /// A value of a type that its key does not take.
    WrongType,
    /// A word that is not one of those a key takes.
    UnknownValue,
    /// A number that is too small or too large for its key.
    OutOfRange,
    /// Lists that disagree on the number of axes.
    WrongAxes,
    /// Numbers that are fine one by one but make no layer together.
    ImpossibleGeometry,
    /// A spec that is to be the transpose of one that has none, or of itself.
    ImpossibleTranspose,
    /// A path that is empty, leaves the crate, or is not portable.
    InvalidPath,
    /// A file that cannot be read.
    UnreadableFile,
    /// A file that is not what its name says.
    MalformedFile,
    /// An array that the file does not have.
    UnknownArray,
    /// Weights or bias of an element type that is not supported.
    WrongElementType,
    /// Weights or bias whose shape is not the layer's.
    WrongWeightShape,
    /// A weight that is not a number, or infinite, or too large for `f32`.
    NonFiniteWeight,
    /// A batch normalisation that cannot be folded.
    ImpossibleBatchNorm,
    /// A layer that would take the compiler too long, or more memory than there is.
    LayerTooLarge,
    /// A schedule that would take the Rust compiler too long.
    ScheduleTooLarge,
    /// A schedule that the layer or the instruction set cannot have.
    ImpossibleSchedule,
    /// A mistake of the compiler itself.
    Internal,
    /// A note: small weights were made zero, as the spec asks.
    Pruned,
    /// A note: subnormal numbers were made zero.
    Flushed,
    /// A note: a change of a file does not rebuild the crate.
    Untracked,
}

impl Code {
    /// The kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::ConflictingKeys => "conflicting-keys",
            Self::WrongType => "wrong-type",
            Self::UnknownValue => "unknown-value",
            Self::OutOfRange => "out-of-range",
            Self::WrongAxes => "wrong-axes",
            Self::ImpossibleGeometry => "impossible-geometry",
            Self::ImpossibleTranspose => "impossible-transpose",
            Self::InvalidPath => "invalid-path",
            Self::UnreadableFile => "unreadable-file",
            Self::MalformedFile => "malformed-file",
            Self::UnknownArray => "unknown-array",
            Self::WrongElementType => "wrong-element-type",
            Self::WrongWeightShape => "wrong-weight-shape",
            Self::NonFiniteWeight => "non-finite-weight",
            Self::ImpossibleBatchNorm => "impossible-batch-norm",
            Self::LayerTooLarge => "layer-too-large",
            Self::ScheduleTooLarge => "schedule-too-large",
            Self::ImpossibleSchedule => "impossible-schedule",
            Self::Internal => "internal",
            Self::Pruned => "pruned",
            Self::Flushed => "flushed",
            Self::Untracked => "untracked",
        }
    }

    /// Whether it is no error but something to know.
    #[must_use]
    pub const fn is_note(self) -> bool {
        matches!(self, Self::Pruned | Self::Flushed | Self::Untracked)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
