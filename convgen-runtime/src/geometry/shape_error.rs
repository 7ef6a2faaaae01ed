//! The rules of a whole geometry, as errors.

use core::fmt;

use super::{AxisError, MAX_ELEMENTS};

/// The rule that a whole geometry breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShapeError {
    /// A layer has at least one axis.
    NoAxes,
    /// A layer has at most three axes.
    TooManyAxes {
        /// How many were given.
        axes: usize,
    },
    /// The batch must be at least 1.
    ZeroBatch,
    /// There must be at least one input channel.
    ZeroInChannels,
    /// There must be at least one output channel.
    ZeroOutChannels,
    /// There must be at least one group.
    ZeroGroups,
    /// Both channel counts must be multiples of the groups.
    Indivisible {
        /// `in_channels` or `out_channels`.
        what: &'static str,
        /// The channel count.
        channels: usize,
        /// The number of groups.
        groups: usize,
    },
    /// One axis breaks a rule.
    Axis {
        /// Which of the given axes, from 0.
        axis: usize,
        /// The rule.
        error: AxisError,
    },
    /// Input, output and weights must have at most [`MAX_ELEMENTS`] elements each.
    TooLarge {
        /// `input`, `output` or `weights`.
        what: &'static str,
        /// How many elements it would have; `u128::MAX` stands for that many or more.
        elements: u128,
    },
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAxes => f.write_str("number of axes is 0, but must be 1 to 3"),
            Self::TooManyAxes { axes } => {
                write!(f, "number of axes is {axes}, but must be 1 to 3")
            }
            Self::ZeroBatch => f.write_str("batch is 0, but must be at least 1"),
            Self::ZeroInChannels => f.write_str("in_channels is 0, but must be at least 1"),
            Self::ZeroOutChannels => f.write_str("out_channels is 0, but must be at least 1"),
            Self::ZeroGroups => f.write_str("groups is 0, but must be at least 1"),
            Self::Indivisible { what, channels, groups } => {
                write!(
                    f,
                    "{what} is {channels}, but must be a multiple of groups, which is {groups}"
                )
            }
            Self::Axis { axis, error } => write!(f, "axis {axis}: {error}"),
            Self::TooLarge { what, elements } => {
                write!(f, "{what} has {elements} elements, but must have at most {MAX_ELEMENTS}")
            }
        }
    }
}

impl core::error::Error for ShapeError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Axis { error, .. } => Some(error),
            _ => None,
        }
    }
}
