//! What a spec asks of the compiler beyond the layer itself.

use std::fmt;

use crate::isa::{AnyTile, Isa};

/// Wishes about how a layer is computed; they never change what is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The strategy to use; `None` leaves the choice to the compiler.
    pub strategy: Option<Strategy>,
    /// Whether only strategies that [compute every product](Strategy::is_direct) may be chosen.
    pub direct: bool,
    /// Bytes of stack that a kernel may take.
    pub scratch: usize,
    /// The same for each of [`Isa::VECTOR`], instead of the one for all.
    pub isas: [Option<IsaRequest>; Isa::VECTOR.len()],
}

impl Request {
    /// Half of the stack that a thread of Rust has. What takes more than [`Self::LITTLE`] says what it gains.
    pub const SCRATCH: usize = 1_048_576;

    /// An eighth of it, which a kernel may take for little.
    pub const LITTLE: usize = 262_144;
}

impl Default for Request {
    fn default() -> Self {
        Self { strategy: None, direct: false, scratch: Self::SCRATCH, isas: Default::default() }
    }
}

/// A wish for one instruction set, which it can fulfil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsaRequest {
    /// The strategy.
    pub strategy: Strategy,
    /// Its register tile; `None` leaves that to the compiler.
    pub tile: Option<AnyTile>,
}

/// A way to compute a layer; `Display` gives the spelling of specs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strategy {
    /// Straight-line code with the weights as literals.
    Unrolled,
    /// Plain loops.
    Looped,
    /// Register tiles of output channels × pixels.
    Channels,
    /// Register tiles of neighbouring outputs.
    Pixels,
    /// The weights that are not zero, one by one.
    Sparse,
    /// Two passes, where kernels are products of a column and a row.
    Separable,
    /// Cook–Toom algorithms, which need fewer multiplications.
    Transformed,
}

impl Strategy {
    /// All strategies, in the order that messages list them.
    pub const ALL: [Self; 7] = [
        Self::Unrolled,
        Self::Looped,
        Self::Channels,
        Self::Pixels,
        Self::Sparse,
        Self::Separable,
        Self::Transformed,
    ];

    /// Whether it computes every product of a weight and an input as the layer is defined; others make fewer products of
    /// other numbers.
    #[must_use]
    pub const fn is_direct(self) -> bool {
        !matches!(self, Self::Separable | Self::Transformed)
    }

    /// The spelling of specs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unrolled => "unrolled",
            Self::Looped => "looped",
            Self::Channels => "channels",
            Self::Pixels => "pixels",
            Self::Sparse => "sparse",
            Self::Separable => "separable",
            Self::Transformed => "transformed",
        }
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
