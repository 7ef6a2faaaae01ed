//! Several elements at a time in plain arrays, which LLVM turns into the vectors of whatever target
//! it compiles for.

/// The register operations for one number of lanes.
macro_rules! lanes {
    ($(#[$doc:meta])* $name:ident, $lanes:literal) => {
        $(#[$doc])*
        pub mod $name {
            use core::array;

            pub use crate::isa::table::pick;

            /// A register.
            pub type V = [f32; $lanes];

            /// The same number in every lane.
            #[inline(always)]
            #[must_use]
            pub fn splat(number: f32) -> V {
                [number; $lanes]
            }

            /// One element in every lane.
            ///
            /// # Safety
            /// See the contract of [`isa`](crate::isa).
            #[inline(always)]
            #[must_use]
            pub unsafe fn broadcast(buffer: *const f32, at: isize) -> V {
                // SAFETY: the element lies inside the buffer by the caller's contract.
                splat(unsafe { *buffer.offset(at) })
            }

            /// A whole register of neighbouring elements.
            ///
            /// # Safety
            /// See the contract of [`isa`](crate::isa).
            #[inline(always)]
            #[must_use]
            pub unsafe fn load(buffer: *const f32, at: isize) -> V {
                // SAFETY: all lanes lie inside the buffer by the caller's contract, and an array
                // is aligned like its elements.
                unsafe { *buffer.offset(at).cast::<V>() }
            }

            /// The lanes `first .. first + count`, `stride` elements apart; zero in the others.
            ///
            /// # Safety
            /// See the contract of [`isa`](crate::isa).
            #[inline(always)]
            #[must_use]
            pub unsafe fn load_lanes(
                buffer: *const f32, at: isize, first: usize, count: usize, stride: usize,
            ) -> V {
                array::from_fn(|lane| {
                    if (first..first + count).contains(&lane) {
                        // SAFETY: this lane takes part, so its element lies inside the buffer by
                        // the caller's contract.
                        unsafe { *buffer.offset(at).add((lane - first) * stride) }
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
            pub unsafe fn store(buffer: *mut f32, at: isize, value: V) {
                // SAFETY: all lanes lie inside the buffer by the caller's contract, and an array
                // is aligned like its elements.
                unsafe { *buffer.offset(at).cast::<V>() = value };
            }

            /// Stores the lanes `first .. first + count`, `stride` elements apart.
            ///
            /// # Safety
            /// See the contract of [`isa`](crate::isa).
            #[inline(always)]
            pub unsafe fn store_lanes(
                buffer: *mut f32, at: isize, first: usize, count: usize, stride: usize, value: V,
            ) {
                for (n, lane) in value.iter().skip(first).take(count).enumerate() {
                    // SAFETY: this lane takes part, so its element lies inside the buffer by the
                    // caller's contract.
                    unsafe { *buffer.offset(at).add(n * stride) = *lane };
                }
            }

            /// `a · b + c`, rounded twice: without a fused instruction one rounding would be a
            /// library call a lane.
            #[inline(always)]
            #[must_use]
            pub fn fma(a: V, b: V, c: V) -> V {
                array::from_fn(|lane| a[lane] * b[lane] + c[lane])
            }

            /// `a + b`
            #[inline(always)]
            #[must_use]
            pub fn add(a: V, b: V) -> V {
                array::from_fn(|lane| a[lane] + b[lane])
            }

            /// `a · b`
            #[inline(always)]
            #[must_use]
            pub fn mul(a: V, b: V) -> V {
                array::from_fn(|lane| a[lane] * b[lane])
            }

            /// The larger one.
            #[inline(always)]
            #[must_use]
            pub fn max(a: V, b: V) -> V {
                array::from_fn(|lane| a[lane].max(b[lane]))
            }

            /// The smaller one.
            #[inline(always)]
            #[must_use]
            pub fn min(a: V, b: V) -> V {
                array::from_fn(|lane| a[lane].min(b[lane]))
            }
        }
    };
}

lanes!(
    /// Four lanes: one SSE, NEON or WebAssembly register.
    x4, 4
);
lanes!(
    /// Eight lanes: one AVX register or two smaller ones.
    x8, 8
);
lanes!(
    /// Sixteen lanes: one AVX-512 register.
    x16, 16
);
