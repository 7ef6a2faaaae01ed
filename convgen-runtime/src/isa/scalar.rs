//! One element at a time, on any target.

use super::functions::scaled;
pub use super::table::{count, pick, place, prefetch};

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

/// `a / b`
#[inline(always)]
#[must_use]
pub fn div(a: V, b: V) -> V {
    a / b
}

/// `a · 2^n` for a whole number `n` of at most 252, rounded twice where it is subnormal.
#[inline(always)]
#[must_use]
pub fn scale(a: V, n: V) -> V {
    scaled(a, n)
}

/// `a · b`
#[inline(always)]
#[must_use]
pub fn mul(a: V, b: V) -> V {
    a * b
}

/// `a` if it is larger, otherwise `b`, also where one of them is no number.
#[inline(always)]
#[must_use]
pub fn max(a: V, b: V) -> V {
    if a > b { a } else { b }
}

/// `a` if it is smaller, otherwise `b`, also where one of them is no number.
#[inline(always)]
#[must_use]
pub fn min(a: V, b: V) -> V {
    if a < b { a } else { b }
}

super::functions::functions!();
