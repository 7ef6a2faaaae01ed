//! The operations that a kernel is made of.

/// A function that an instruction set has as a chain of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `1 / (1 + e^-x)`
    Sigmoid,
    /// `tanh(x)`
    Tanh,
    /// `x / (1 + e^-x)`
    Silu,
    /// `x·Φ(x)`
    Gelu,
    /// Its approximation by `tanh`.
    GeluTanh,
    /// `x` above zero and `e^x - 1` below.
    Elu,
    /// `x·tanh(ln(1 + e^x))`
    Mish,
    /// `ln(1 + e^x)`
    Softplus,
}

/// An operation on two operands, lane by lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `a + b`
    Add,
    /// `a · b`
    Mul,
    /// The larger one.
    Max,
    /// The smaller one.
    Min,
}

impl BinaryOp {
    /// The operation's name in the text form and in the ISA modules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Mul => "mul",
            Self::Max => "max",
            Self::Min => "min",
        }
    }
}

impl Function {
    /// The function's name in the text form and in the ISA modules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Silu => "silu",
            Self::Gelu => "gelu",
            Self::GeluTanh => "gelu_tanh",
            Self::Elu => "elu",
            Self::Mish => "mish",
            Self::Softplus => "softplus",
        }
    }

    /// How many operations it is; that of a power of two and a division count as one.
    pub fn operations(self) -> u64 {
        match self {
            Self::Sigmoid => 18,
            Self::Tanh => 24,
            Self::Silu => 19,
            Self::Gelu => 38,
            Self::GeluTanh => 21,
            Self::Elu => 18,
            Self::Mish => 22,
            Self::Softplus => 29,
        }
    }
}
