//! Which instruction sets this machine has, and which of them to use.

use core::cmp::Ordering;
use core::fmt;
use core::sync::atomic::{self, AtomicU8};

/// An instruction set that kernels are generated for.
///
/// Each belongs to a [`Family`]. Within one, the later is the more capable: a machine that has it has those
/// before it too. Those of different architectures are not comparable, and `Portable` is less than all:
/// `isa <= other` means that a machine with `other` has `isa`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Isa {
    /// Plain Rust, compiled for the program's own target. Every machine has it.
    Portable = 1,
    /// x86-64 with AVX2 and FMA.
    Avx2 = 2,
    /// x86-64 with AVX-512F.
    Avx512 = 3,
}

/// An architecture, whose instruction sets are a chain from the least to the most capable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// All of them.
    Any,
    /// Intel's and AMD's of 64 bits.
    X86_64,
}

impl Family {
    /// Its name as `target_arch` has it; `None` for what every architecture has.
    #[must_use]
    pub const fn arch(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::X86_64 => Some("x86_64"),
        }
    }
}

/// The best instruction set of this machine; 0 until it was looked for.
static DETECTED: AtomicU8 = AtomicU8::new(0);
/// The best that the program allows.
static CAP: AtomicU8 = AtomicU8::new(Isa::Avx512 as u8);

impl Isa {
    /// All of them, family by family, each from the least to the most capable.
    pub const ALL: &'static [Self] = &[Self::Portable, Self::Avx2, Self::Avx512];

    /// Name and family of each.
    const fn row(self) -> (&'static str, Family) {
        match self {
            Self::Portable => ("portable", Family::Any),
            Self::Avx2 => ("avx2", Family::X86_64),
            Self::Avx512 => ("avx512", Family::X86_64),
        }
    }

    /// The architecture that it belongs to.
    #[must_use]
    pub const fn family(self) -> Family {
        self.row().1
    }

    /// What the program was compiled for: no test at run time is needed up to here.
    pub const COMPILED: Self = if cfg!(target_feature = "avx512f") {
        Self::Avx512
    } else if cfg!(all(target_feature = "avx2", target_feature = "fma")) {
        Self::Avx2
    } else {
        Self::Portable
    };

    /// The best instruction set of this machine. It is looked for once; a program compiled for the
    /// best there is never looks.
    #[inline]
    #[must_use]
    pub fn detected() -> Self {
        if matches!(Self::COMPILED, Self::Avx512) {
            return Self::COMPILED;
        }
        match DETECTED.load(atomic::Ordering::Relaxed) {
            0 => detect(),
            known => Self::of(known),
        }
    }

    /// The instruction set that layers run on: the machine's best, or the cap if that is lower.
    #[inline]
    #[must_use]
    pub fn current() -> Self {
        Self::detected().min(Self::of(CAP.load(atomic::Ordering::Relaxed)))
    }

    /// The most capable one that is above neither: a machine with either has it.
    #[inline]
    #[must_use]
    pub const fn min(self, other: Self) -> Self {
        if self.is_at_most(other) {
            self
        } else if other.is_at_most(self) {
            other
        } else {
            Self::Portable
        }
    }

    /// Whether a machine with `other` has it.
    const fn is_at_most(self, other: Self) -> bool {
        match (self.family(), other.family()) {
            (Family::Any, _) => true,
            (Family::X86_64, Family::X86_64) => self as u8 <= other as u8,
            (Family::X86_64, _) => false,
        }
    }

    /// Those that this machine has, from the least to the most capable.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|isa| *isa <= Self::detected())
    }

    /// Caps the instruction set of the whole program, for comparisons and for tests. Calls that
    /// are under way are not affected.
    pub fn cap(self) {
        CAP.store(self as u8, atomic::Ordering::Relaxed);
    }

    /// Its name: `portable`, `avx2`, `avx512`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// The one of a number that stands for it; `Portable` for any other.
    fn of(number: u8) -> Self {
        let mut all = Self::ALL.iter().copied();
        all.find(|isa| *isa as u8 == number).unwrap_or(Self::Portable)
    }
}

impl PartialOrd for Isa {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.is_at_most(*other), other.is_at_most(*self)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            (false, false) => None,
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
    let best = search();
    DETECTED.store(best as u8, atomic::Ordering::Relaxed);
    best
}

#[cfg(not(target_arch = "x86_64"))]
fn search() -> Isa {
    Isa::Portable
}

/// Asks the processor (Intel's manual, volume 2, CPUID) and whether the operating system keeps the
/// registers (volume 1, section 13.3). `core` has no macro for this.
#[cfg(target_arch = "x86_64")]
fn search() -> Isa {
    use core::arch::x86_64::{__cpuid, __cpuid_count};
    const OSXSAVE: u32 = 1 << 27;
    const FMA: u32 = 1 << 12;
    const AVX2: u32 = 1 << 5;
    const AVX512F: u32 = 1 << 16;
    const YMM: u64 = 0b110;
    const ZMM: u64 = 0b1110_0110;

    if __cpuid(0).eax < 7 {
        return Isa::Portable;
    }
    let (basic, extended) = (__cpuid(1).ecx, __cpuid_count(7, 0).ebx);
    if basic & OSXSAVE == 0 {
        return Isa::Portable;
    }
    // SAFETY: the processor says that the system has enabled the instruction.
    let kept = unsafe { kept_registers() };
    if kept & YMM != YMM || basic & FMA == 0 || extended & AVX2 == 0 {
        return Isa::Portable;
    }
    if kept & ZMM == ZMM && extended & AVX512F != 0 { Isa::Avx512 } else { Isa::Avx2 }
}

/// The register files that the operating system keeps across task switches, as bits.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "xsave")]
fn kept_registers() -> u64 {
    // SAFETY: register 0 exists wherever the instruction does.
    unsafe { core::arch::x86_64::_xgetbv(0) }
}
