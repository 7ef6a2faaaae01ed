//! The architectures that instruction sets belong to.

/// Instruction sets that one machine may have together, of which each has all that those before it have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// Those that every machine has.
    Any,
    /// Those of x86-64.
    X86_64,
    /// Those of AArch64, the 64-bit Arm.
    Aarch64,
}

impl Family {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Any, Self::X86_64, Self::Aarch64];

    /// The architecture as `cfg(target_arch = …)` names it; `None` for any.
    #[must_use]
    pub const fn target_arch(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::X86_64 => Some("x86_64"),
            Self::Aarch64 => Some("aarch64"),
        }
    }

    /// Whether the program was compiled for such machines.
    #[inline]
    #[must_use]
    pub const fn is_here(self) -> bool {
        match self {
            Self::Any => true,
            Self::X86_64 => cfg!(target_arch = "x86_64"),
            Self::Aarch64 => cfg!(target_arch = "aarch64"),
        }
    }
}
