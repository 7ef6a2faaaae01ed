//! Several elements at a time in plain arrays, which LLVM turns into the vectors of whatever target
//! it compiles for.

use core::array;

use super::functions::scaled;
pub use super::table::{count, pick, place, prefetch};

/// One register of SSE, NEON or WebAssembly.
const LANES: usize = 4;

/// A register.
pub type V = [f32; LANES];

/// The same number in every lane.
#[inline(always)]
#[must_use]
pub fn splat(number: f32) -> V {
    [number; LANES]
}

/// One element in every lane.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn broadcast(buffer: *const f32, at: isize) -> V {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    splat(unsafe { *buffer.offset(at) })
}

/// A whole register of neighbouring elements.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn load(buffer: *const f32, at: isize) -> V {
    // SAFETY: all lanes lie inside the buffer by the caller's contract, and an array
    // is aligned like its elements.
    unsafe { *buffer.offset(at).cast::<V>() }
}

/// The lanes `FIRST .. FIRST + COUNT`, `STRIDE` elements apart; zero in the others.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn load_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
    buffer: *const f32,
    at: isize,
) -> V {
    array::from_fn(|lane| {
        if (FIRST..FIRST + COUNT).contains(&lane) {
            // SAFETY: this lane takes part, so its element lies inside the buffer by
            // the caller's contract.
            unsafe { *buffer.offset(at).add((lane - FIRST) * STRIDE) }
        } else {
            0.0
        }
    })
}

/// Stores a whole register to neighbouring elements.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
pub unsafe fn store(buffer: *mut f32, at: isize, value: V) {
    // SAFETY: all lanes lie inside the buffer by the caller's contract, and an array
    // is aligned like its elements.
    unsafe { *buffer.offset(at).cast::<V>() = value };
}

/// Stores the lanes `FIRST .. FIRST + COUNT`, `STRIDE` elements apart.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
pub unsafe fn store_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
    buffer: *mut f32,
    at: isize,
    value: V,
) {
    for (n, lane) in value.iter().skip(FIRST).take(COUNT).enumerate() {
        // SAFETY: this lane takes part, so its element lies inside the buffer by the
        // caller's contract.
        unsafe { *buffer.offset(at).add(n * STRIDE) = *lane };
    }
}

/// Stores the first `COUNT` lanes of several registers: a lane's elements are `LANE`
/// apart, a register's `COLUMN`.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
pub unsafe fn store_tile<
    const COUNT: usize,
    const LANE: usize,
    const COLUMN: usize,
    const COLUMNS: usize,
>(
    buffer: *mut f32,
    at: isize,
    columns: [V; COLUMNS],
) {
    if COLUMN == 1 && LANE == COLUMNS {
        // Phases that alternate: in place, so that LLVM can shuffle registers.
        for lane in 0..COUNT {
            for (n, column) in columns.iter().enumerate() {
                // SAFETY: this lane takes part, so its element lies inside the buffer
                // by the caller's contract.
                unsafe { *buffer.offset(at).add(lane * LANE + n) = column[lane] };
            }
        }
        return;
    }
    // SAFETY: the caller's contract is this function's.
    unsafe {
        let (target, tile) = (buffer.offset(at), columns.as_flattened());
        super::tile::store(target, tile, [COUNT, LANES], [LANE, COLUMN]);
    }
}

/// `a · b + c`, rounded twice: without a fused instruction one rounding would be a
/// library call a lane.
#[inline(always)]
#[must_use]
pub fn fma(a: V, b: V, c: V) -> V {
    array::from_fn(|lane| a[lane] * b[lane] + c[lane])
}

/// The lanes `FIRST`, `FIRST + STEP` … of registers side by side.
#[inline(always)]
#[must_use]
pub fn pick_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(
    from: [V; COUNT],
) -> V {
    array::from_fn(|lane| from.as_flattened()[FIRST + STEP * lane])
}

/// `a + b`
#[inline(always)]
#[must_use]
pub fn add(a: V, b: V) -> V {
    array::from_fn(|lane| a[lane] + b[lane])
}

/// `a / b`
#[inline(always)]
#[must_use]
pub fn div(a: V, b: V) -> V {
    array::from_fn(|lane| a[lane] / b[lane])
}

/// `a · 2^n` for a whole number `n` of at most 252, rounded twice where it is subnormal.
#[inline(always)]
#[must_use]
pub fn scale(a: V, n: V) -> V {
    array::from_fn(|lane| scaled(a[lane], n[lane]))
}

/// `a · b`
#[inline(always)]
#[must_use]
pub fn mul(a: V, b: V) -> V {
    array::from_fn(|lane| a[lane] * b[lane])
}

/// `a` if it is larger, otherwise `b`, also where one of them is no number.
#[inline(always)]
#[must_use]
pub fn max(a: V, b: V) -> V {
    array::from_fn(|lane| if a[lane] > b[lane] { a[lane] } else { b[lane] })
}

/// `a` if it is smaller, otherwise `b`, also where one of them is no number.
#[inline(always)]
#[must_use]
pub fn min(a: V, b: V) -> V {
    array::from_fn(|lane| if a[lane] < b[lane] { a[lane] } else { b[lane] })
}

super::functions::functions!();
