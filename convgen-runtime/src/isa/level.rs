//! Which instruction sets this machine has, and which of them to use.

use core::fmt;
use core::sync::atomic::{AtomicU8, Ordering};

/// An instruction set that kernels are generated for, from the least to the most capable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The best instruction set of this machine; 0 until it was looked for.
static DETECTED: AtomicU8 = AtomicU8::new(0);
/// The best that the program allows.
static CAP: AtomicU8 = AtomicU8::new(Isa::Avx512 as u8);

impl Isa {
    /// All of them, from the least to the most capable.
    pub const ALL: [Self; 3] = [Self::Portable, Self::Avx2, Self::Avx512];

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
        match DETECTED.load(Ordering::Relaxed) {
            0 => detect(),
            known => Self::of(known),
        }
    }

    /// The instruction set that layers run on: the machine's best, or the cap if that is lower.
    #[inline]
    #[must_use]
    pub fn current() -> Self {
        Self::detected().min(Self::of(CAP.load(Ordering::Relaxed)))
    }

    /// Those that this machine has, from the least to the most capable.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|isa| *isa <= Self::detected())
    }

    /// Caps the instruction set of the whole program, for comparisons and for tests. Calls that
    /// are under way are not affected.
    pub fn cap(self) {
        CAP.store(self as u8, Ordering::Relaxed);
    }

    /// Its name: `portable`, `avx2`, `avx512`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portable => "portable",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    const fn of(number: u8) -> Self {
        match number {
            3 => Self::Avx512,
            2 => Self::Avx2,
            _ => Self::Portable,
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
    DETECTED.store(best as u8, Ordering::Relaxed);
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
