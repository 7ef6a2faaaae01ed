//! x86-64 with AVX-512F.

pub mod f32;
pub mod f64;

/// Nothing: loads that the compiler moves find a register among thirty-two.
#[inline(always)]
pub const fn fence() {}
