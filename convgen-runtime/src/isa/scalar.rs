//! One element at a time, on any target.

pub use super::table::{count, pick, place};

/// A register.
pub type V = f32;

/// The same number in every lane.
#[inline(always)]
#[must_use]
pub fn splat(number: f32) -> V {
    number
}

/// One element in every lane.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn broadcast(buffer: *const f32, at: isize) -> V {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    unsafe { *buffer.offset(at) }
}

/// A whole register.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn load(buffer: *const f32, at: isize) -> V {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    unsafe { *buffer.offset(at) }
}

/// Stores a whole register.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
pub unsafe fn store(buffer: *mut f32, at: isize, value: V) {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    unsafe { *buffer.offset(at) = value };
}

/// `a · b + c`, rounded twice: without a fused instruction one rounding would be a library call.
#[inline(always)]
#[must_use]
pub fn fma(a: V, b: V, c: V) -> V {
    a * b + c
}

/// `a + b`
#[inline(always)]
#[must_use]
pub fn add(a: V, b: V) -> V {
    a + b
}

/// `a · b`
#[inline(always)]
#[must_use]
pub fn mul(a: V, b: V) -> V {
    a * b
}

/// The larger one.
#[inline(always)]
#[must_use]
pub fn max(a: V, b: V) -> V {
    a.max(b)
}

/// The smaller one.
#[inline(always)]
#[must_use]
pub fn min(a: V, b: V) -> V {
    a.min(b)
}
