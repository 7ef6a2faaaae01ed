//! Which instruction sets this machine has, and which of them to use.

use core::cmp::Ordering;
use core::fmt;
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

use super::detect;
use super::family::Family;

/// Defines [`Isa`] from a row for each instruction set. Those of a family stand from the least to the
/// most capable.
macro_rules! rows {
    ($($(#[$about:meta])* $isa:ident {
        name: $name:literal,
        about: $text:literal,
        family: $family:ident,
        compiled: $compiled:expr,
        has: $has:path,
    })*) => {
        /// An instruction set that kernels are generated for.
        ///
        /// They are ordered by what they can do: within a [`Family`] each has all that those before it
        /// have, and every machine has [`Isa::Portable`]. Two of different architectures are not
        /// comparable, as no machine has both.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Isa {
            $($(#[$about])* $isa,)*
        }

        impl Isa {
            /// All of them, those of a family from the least to the most capable.
            pub const ALL: &'static [Self] = &[$(Self::$isa),*];

            /// Its name: `portable`, `avx2`, `avx512`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$isa => $name,)*
                }
            }

            /// What it is, in words.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self {
                    $(Self::$isa => $text,)*
                }
            }

            /// The machines that may have it.
            #[inline]
            #[must_use]
            pub const fn family(self) -> Family {
                match self {
                    $(Self::$isa => Family::$family,)*
                }
            }

            /// Whether the program was compiled for it.
            const fn is_compiled(self) -> bool {
                match self {
                    $(Self::$isa => Family::$family.is_here() && $compiled,)*
                }
            }

            /// Whether this machine has it, the architecture aside.
            fn is_had(self) -> bool {
                match self {
                    $(Self::$isa => $has(),)*
                }
            }
        }
    };
}

rows! {
    /// Plain Rust, compiled for the program's own target. Every machine has it.
    Portable {
        name: "portable",
        about: "Plain Rust, which any machine runs",
        family: Any,
        compiled: true,
        has: detect::always,
    }
    /// x86-64 with AVX2 and FMA.
    Avx2 {
        name: "avx2",
        about: "AVX2 with FMA",
        family: X86_64,
        compiled: cfg!(all(target_feature = "avx2", target_feature = "fma")),
        has: detect::avx2,
    }
    /// x86-64 with AVX-512F.
    Avx512 {
        name: "avx512",
        about: "AVX-512F",
        family: X86_64,
        compiled: cfg!(target_feature = "avx512f"),
        has: detect::avx512,
    }
}

/// The best instruction set of this machine, as a number; 0 until it was looked for.
static DETECTED: AtomicU8 = AtomicU8::new(0);
/// The best that the program allows, likewise; 0 for any.
static CAP: AtomicU8 = AtomicU8::new(0);

impl Isa {
    /// What the program was compiled for: no test at run time is needed up to here.
    pub const COMPILED: Self = {
        let (mut best, mut n) = (Self::Portable, 0);
        while n < Self::ALL.len() {
            if Self::ALL[n].is_compiled() {
                best = Self::ALL[n];
            }
            n += 1;
        }
        best
    };

    /// The most capable one of this architecture.
    const MOST: Self = {
        let (mut most, mut n) = (Self::Portable, 0);
        while n < Self::ALL.len() {
            if Self::ALL[n].family().is_here() {
                most = Self::ALL[n];
            }
            n += 1;
        }
        most
    };

    /// The best instruction set of this machine. It is looked for once; a program compiled for the
    /// best there is never looks.
    #[inline]
    #[must_use]
    pub fn detected() -> Self {
        if Self::COMPILED as u8 == Self::MOST as u8 {
            return Self::COMPILED;
        }
        Self::of(DETECTED.load(Relaxed)).unwrap_or_else(detect)
    }

    /// The instruction set that layers run on: the machine's best, or the cap if that is lower.
    #[inline]
    #[must_use]
    pub fn current() -> Self {
        match Self::of(CAP.load(Relaxed)) {
            Some(cap) => Self::detected().min(cap),
            None => Self::detected(),
        }
    }

    /// Those that this machine has, from the least to the most capable.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|isa| *isa <= Self::detected())
    }

    /// Caps the instruction set of the whole program, for comparisons and for tests: one of another
    /// architecture leaves [`Isa::Portable`], and [`Isa::detected`] is no cap. Calls that are under
    /// way are not affected.
    pub fn cap(self) {
        CAP.store(self.number(), Relaxed);
    }

    /// The most capable instruction set that is above neither: the lesser one of two of a family, and
    /// [`Isa::Portable`] for two of different architectures.
    #[inline]
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        match self.partial_cmp(&other) {
            Some(Ordering::Less | Ordering::Equal) => self,
            Some(Ordering::Greater) => other,
            None => Self::Portable,
        }
    }

    /// From 1 on.
    const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The one with a number.
    fn of(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

impl PartialOrd for Isa {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.family(), other.family()) {
            (one, another) if one == another => Some((*self as u8).cmp(&(*other as u8))),
            (Family::Any, _) => Some(Ordering::Less),
            (_, Family::Any) => Some(Ordering::Greater),
            _ => None,
        }
    }
}

impl fmt::Display for Isa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Looks for the best instruction set and keeps the answer.
#[cold]
fn detect() -> Isa {
    let here = Isa::ALL.iter().copied().filter(|isa| isa.family().is_here());
    // Each has all that those before it have.
    let best = here.take_while(|isa| isa.is_compiled() || isa.is_had()).last();
    let best = best.unwrap_or(Isa::Portable);
    DETECTED.store(best.number(), Relaxed);
    best
}
