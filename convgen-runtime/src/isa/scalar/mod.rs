//! One element at a time, on any target.

pub mod f32;
pub mod f64;

/// The functions for elements of one type.
macro_rules! operations {
    ($element:ident) => {
        pub use crate::isa::table::{count, fence, pick, prefetch};

        /// A register.
        pub type V = $element;

        /// The same number in every lane.
        #[inline(always)]
        #[must_use]
        pub fn splat(number: $element) -> V {
            number
        }

        /// One element in every lane.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn broadcast(buffer: *const $element, at: isize) -> V {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            unsafe { *buffer.offset(at) }
        }

        /// A whole register.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn load(buffer: *const $element, at: isize) -> V {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            unsafe { *buffer.offset(at) }
        }

        /// Several registers, `COLUMN` elements apart. `COUNT` is 1, and `LANE` has no meaning.
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
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            core::array::from_fn(|n| unsafe { *buffer.offset(at).add(n * COLUMN) })
        }

        /// Stores a whole register.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        pub unsafe fn store(buffer: *mut $element, at: isize, value: V) {
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

        /// `a / b`
        #[inline(always)]
        #[must_use]
        pub fn div(a: V, b: V) -> V {
            a / b
        }

        /// `a · 2^n` for a whole number `n` so small that the square root of `2^n` is a number, rounded
        /// twice where it is subnormal.
        #[inline(always)]
        #[must_use]
        pub fn scale(a: V, n: V) -> V {
            crate::isa::scaled::$element(a, n)
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
