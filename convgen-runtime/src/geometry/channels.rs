//! Channel counts.

use super::ShapeError;

/// How many channels go in and come out, and into how many groups they are split.
///
/// Input group `g` is connected to output group `g` only; `groups == input` is a depthwise layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Channels {
    /// Input channels, at least 1.
    pub input: usize,
    /// Output channels, at least 1.
    pub output: usize,
    /// Groups, at least 1; divides both channel counts.
    pub groups: usize,
}

impl Channels {
    /// One group of `input` to `output` channels.
    #[must_use]
    pub const fn new(input: usize, output: usize) -> Self {
        Self { input, output, groups: 1 }
    }

    /// The same channels in `groups` groups.
    #[must_use]
    pub const fn with_groups(self, groups: usize) -> Self {
        Self { groups, ..self }
    }

    pub(super) const fn check(self) -> Result<(), ShapeError> {
        let Channels { input, output, groups } = self;
        if input == 0 {
            return Err(ShapeError::ZeroInChannels);
        }
        if output == 0 {
            return Err(ShapeError::ZeroOutChannels);
        }
        if groups == 0 {
            return Err(ShapeError::ZeroGroups);
        }
        let counts = [("in_channels", input), ("out_channels", output)];
        let mut i = 0;
        while i < counts.len() {
            let (what, channels) = counts[i];
            if channels % groups != 0 {
                return Err(ShapeError::Indivisible { what, channels, groups });
            }
            i += 1;
        }
        Ok(())
    }
}
