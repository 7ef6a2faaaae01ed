//! Several elements at a time in plain arrays, which LLVM turns into the vectors of whatever target
//! it compiles for.

pub mod f32;
pub mod f64;

/// The functions for elements of one type, with as many lanes as one register of SSE, NEON
/// or WebAssembly has.
macro_rules! operations {
    ($element:ident, $lanes:literal) => {
        pub use crate::isa::table::{count, fence, pick, prefetch};

        /// A register.
        pub type V = [$element; $lanes];

        /// The same number in every lane.
        #[inline(always)]
        #[must_use]
        pub fn splat(number: $element) -> V {
            [number; $lanes]
        }

        /// One element in every lane.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn broadcast(buffer: *const $element, at: isize) -> V {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            splat(unsafe { *buffer.offset(at) })
        }

        /// A whole register of neighbouring elements.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn load(buffer: *const $element, at: isize) -> V {
            // SAFETY: all lanes lie inside the buffer by the caller's contract, and an array
            // is aligned like its elements.
            unsafe { *buffer.offset(at).cast::<V>() }
        }

        /// The lanes `FIRST .. FIRST + COUNT`, `STRIDE` elements apart; zero in the others.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn load_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *const $element,
            at: isize,
        ) -> V {
            core::array::from_fn(|lane| {
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
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        pub unsafe fn store(buffer: *mut $element, at: isize, value: V) {
            // SAFETY: all lanes lie inside the buffer by the caller's contract, and an array
            // is aligned like its elements.
            unsafe { *buffer.offset(at).cast::<V>() = value };
        }

        /// Stores the lanes `FIRST .. FIRST + COUNT`, `STRIDE` elements apart.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        pub unsafe fn store_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *mut $element,
            at: isize,
            value: V,
        ) {
            for (n, lane) in value.iter().skip(FIRST).take(COUNT).enumerate() {
                // SAFETY: this lane takes part, so its element lies inside the buffer by the
                // caller's contract.
                unsafe { *buffer.offset(at).add(n * STRIDE) = *lane };
            }
        }

        /// Several registers, each of the first `COUNT` lanes, and zero in the others: a lane's
        /// elements are `LANE` apart, a register's `COLUMN`.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn load_tile<
            const COUNT: usize,
            const LANE: usize,
            const COLUMN: usize,
            const COLUMNS: usize,
        >(
            buffer: *const $element,
            at: isize,
        ) -> [V; COLUMNS] {
            core::array::from_fn(|n| {
                // SAFETY: the first lane's element lies inside the buffer, and those of the others
                // do, by the caller's contract.
                unsafe { load_lanes::<0, COUNT, LANE>(buffer.offset(at).add(n * COLUMN), 0) }
            })
        }

        /// Stores the first `COUNT` lanes of several registers: a lane's elements are `LANE`
        /// apart, a register's `COLUMN`.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        pub unsafe fn store_tile<
            const COUNT: usize,
            const LANE: usize,
            const COLUMN: usize,
            const COLUMNS: usize,
        >(
            buffer: *mut $element,
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
                crate::isa::tile::$element::store(target, tile, [COUNT, $lanes], [LANE, COLUMN]);
            }
        }

        /// `a · b + c`, rounded twice: without a fused instruction one rounding would be a
        /// library call a lane.
        #[inline(always)]
        #[must_use]
        pub fn fma(a: V, b: V, c: V) -> V {
            core::array::from_fn(|lane| a[lane] * b[lane] + c[lane])
        }

        /// `a + b`
        #[inline(always)]
        #[must_use]
        pub fn add(a: V, b: V) -> V {
            core::array::from_fn(|lane| a[lane] + b[lane])
        }

        /// `a · b`
        #[inline(always)]
        #[must_use]
        pub fn mul(a: V, b: V) -> V {
            core::array::from_fn(|lane| a[lane] * b[lane])
        }

        /// `a / b`
        #[inline(always)]
        #[must_use]
        pub fn div(a: V, b: V) -> V {
            core::array::from_fn(|lane| a[lane] / b[lane])
        }

        /// `a · 2^n` for a whole number `n` so small that the square root of `2^n` is a number, rounded
        /// twice where it is subnormal.
        #[inline(always)]
        #[must_use]
        pub fn scale(a: V, n: V) -> V {
            core::array::from_fn(|lane| crate::isa::scaled::$element(a[lane], n[lane]))
        }

        /// The lanes `FIRST`, `FIRST + STEP` … of registers side by side.
        #[inline(always)]
        #[must_use]
        pub fn pick_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(
            from: [V; COUNT],
        ) -> V {
            core::array::from_fn(|lane| from.as_flattened()[FIRST + STEP * lane])
        }

        /// `a` if it is larger, otherwise `b`, also where one of them is no number.
        #[inline(always)]
        #[must_use]
        pub fn max(a: V, b: V) -> V {
            core::array::from_fn(|lane| if a[lane] > b[lane] { a[lane] } else { b[lane] })
        }

        /// `a` if it is smaller, otherwise `b`, also where one of them is no number.
        #[inline(always)]
        #[must_use]
        pub fn min(a: V, b: V) -> V {
            core::array::from_fn(|lane| if a[lane] < b[lane] { a[lane] } else { b[lane] })
        }

        /// The address of an element; the tag does not matter here.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn place<const TAG: usize>(
            buffer: *const $element,
            at: isize,
        ) -> *const $element {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            unsafe { buffer.offset(at) }
        }
    };
}

use operations;
