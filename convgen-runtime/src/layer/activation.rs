//! What happens to outputs.

/// What happens to every output element after the bias is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    /// Nothing.
    None,
    /// `max(x, 0)`
    Relu,
}

impl Activation {
    /// The activation of one value.
    ///
    /// Relu gives `x` for `x > 0` and `+0.0` for everything else, NaN included. PyTorch hands a
    /// NaN on instead; this is what a vector maximum with zero as its second operand gives.
    #[must_use]
    pub const fn apply(self, x: f32) -> f32 {
        match self {
            Self::None => x,
            Self::Relu if x > 0.0 => x,
            Self::Relu => 0.0,
        }
    }
}
