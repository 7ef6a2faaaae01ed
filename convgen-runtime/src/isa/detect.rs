//! Whether this machine has an instruction set. `core` has no macro for this.

/// Nothing to be looked for.
pub(super) fn always() -> bool {
    true
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn avx2() -> bool {
    false
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn avx512() -> bool {
    false
}

/// AVX2 with FMA.
#[cfg(target_arch = "x86_64")]
pub(super) fn avx2() -> bool {
    const YMM: u64 = 0b110;
    const FMA: u32 = 1 << 12;
    const AVX2: u32 = 1 << 5;
    has(YMM, FMA, AVX2)
}

/// AVX-512F.
#[cfg(target_arch = "x86_64")]
pub(super) fn avx512() -> bool {
    const ZMM: u64 = 0b1110_0110;
    const AVX512F: u32 = 1 << 16;
    has(ZMM, 0, AVX512F)
}

/// Asks the processor for bits of ecx of leaf 1 and of ebx of leaf 7 (Intel's manual, volume 2, CPUID),
/// and whether the operating system keeps the register files (volume 1, section 13.3).
#[cfg(target_arch = "x86_64")]
fn has(registers: u64, basic: u32, extended: u32) -> bool {
    use core::arch::x86_64::{__cpuid, __cpuid_count};
    const OSXSAVE: u32 = 1 << 27;

    if __cpuid(0).eax < 7 {
        return false;
    }
    let (ecx, ebx) = (__cpuid(1).ecx, __cpuid_count(7, 0).ebx);
    if ecx & OSXSAVE == 0 || ecx & basic != basic || ebx & extended != extended {
        return false;
    }
    // SAFETY: the processor says that the system has enabled the instruction.
    (unsafe { kept_registers() }) & registers == registers
}

/// The register files that the operating system keeps across task switches, as bits.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "xsave")]
fn kept_registers() -> u64 {
    // SAFETY: register 0 exists wherever the instruction does.
    unsafe { core::arch::x86_64::_xgetbv(0) }
}
