//! The register operations on x86-64, once for both vector widths: they differ in the names of
//! their intrinsics and in how a part of a register is loaded and stored.

mod tile;

pub(super) use tile::tiles;

/// The functions of an instruction set. `load_part`, `load_even_part` and `store_part` take their
/// address as that of lane 0, and touch the lanes `first .. first + count` only; `load_even` takes
/// every second element, `load_odd` every third, fifth or seventh.
macro_rules! operations {
    (
        $element:ident, $feature:literal, $lanes:literal, $register:ident,
        load $load:ident, $load_part:ident, $load_even:ident, $load_even_part:ident,
        $load_odd:ident,
        store $store:ident, $store_part:ident, pick $pick_lanes:ident,
        splat $splat:ident, fma $fma:ident, add $add:ident, mul $mul:ident, max $max:ident,
        min $min:ident, div $div:ident, scale $scale:ident
    ) => {
        pub use crate::isa::table::pick;
        pub use crate::isa::x86::{count, prefetch};

        /// A register.
        pub type V = $register;

        /// The same number in every lane.
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn splat(number: $element) -> V {
            $splat(number)
        }

        /// One element in every lane.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub unsafe fn broadcast(buffer: *const $element, at: isize) -> V {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            $splat(unsafe { *buffer.offset(at) })
        }

        /// A whole register of neighbouring elements.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub unsafe fn load(buffer: *const $element, at: isize) -> V {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { $load(buffer.offset(at)) }
        }

        /// The lanes `FIRST .. FIRST + COUNT`, `STRIDE` elements apart; zero in the others.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub unsafe fn load_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *const $element,
            at: isize,
        ) -> V {
            if STRIDE == 1 {
                // SAFETY: the lanes that take part lie inside the buffer by the caller's contract.
                // The address of lane 0 may not, so it is computed without claiming that.
                return unsafe {
                    $load_part::<FIRST, COUNT>(buffer.offset(at).wrapping_sub(FIRST))
                };
            }
            if STRIDE == 2 {
                // SAFETY: as above; between the first and the last lane all elements lie inside the
                // buffer, so that whole registers of them do.
                return unsafe {
                    if COUNT == $lanes {
                        $load_even(buffer.offset(at))
                    } else {
                        $load_even_part::<FIRST, COUNT>(buffer.offset(at).wrapping_sub(2 * FIRST))
                    }
                };
            }
            if STRIDE % 2 == 1 && STRIDE < 8 {
                // SAFETY: only elements of lanes that take part are touched.
                return unsafe {
                    $load_odd::<FIRST, COUNT, STRIDE>(
                        buffer.offset(at).wrapping_sub(STRIDE * FIRST),
                    )
                };
            }
            let mut lanes = [0.0; $lanes];
            for (n, lane) in lanes.iter_mut().skip(FIRST).take(COUNT).enumerate() {
                // SAFETY: this lane takes part, so its element lies inside the buffer.
                *lane = unsafe { *buffer.offset(at).add(n * STRIDE) };
            }
            // SAFETY: the array has as many elements as the register.
            unsafe { $load(lanes.as_ptr()) }
        }

        /// Stores a whole register to neighbouring elements.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
        pub unsafe fn store(buffer: *mut $element, at: isize, value: V) {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { $store(buffer.offset(at), value) };
        }

        /// Stores the lanes `FIRST .. FIRST + COUNT`, `STRIDE` elements apart.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
        pub unsafe fn store_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *mut $element,
            at: isize,
            value: V,
        ) {
            if STRIDE == 1 {
                // SAFETY: as in `load_lanes`.
                return unsafe {
                    $store_part(buffer.offset(at).wrapping_sub(FIRST), value, FIRST, COUNT)
                };
            }
            let mut lanes = [0.0; $lanes];
            // SAFETY: the array has as many elements as the register.
            unsafe { $store(lanes.as_mut_ptr(), value) };
            for (n, lane) in lanes.iter().skip(FIRST).take(COUNT).enumerate() {
                // SAFETY: this lane takes part, so its element lies inside the buffer.
                unsafe { *buffer.offset(at).add(n * STRIDE) = *lane };
            }
        }

        /// `a · b + c`, rounded once.
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn fma(a: V, b: V, c: V) -> V {
            $fma(a, b, c)
        }

        /// The lanes `FIRST`, `FIRST + STEP` … of registers side by side.
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn pick_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(
            from: [V; COUNT],
        ) -> V {
            $pick_lanes::<FIRST, STEP, COUNT>(from)
        }

        /// `a + b`
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn add(a: V, b: V) -> V {
            $add(a, b)
        }

        /// `a · b`
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn mul(a: V, b: V) -> V {
            $mul(a, b)
        }

        /// `a` if it is larger, otherwise `b`, also where one of them is no number.
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn max(a: V, b: V) -> V {
            $max(a, b)
        }

        /// `a` if it is smaller, otherwise `b`, also where one of them is no number.
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn min(a: V, b: V) -> V {
            $min(a, b)
        }

        /// `a / b`
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn div(a: V, b: V) -> V {
            $div(a, b)
        }

        /// `a · 2^n` for a whole number `n` so small that the square root of `2^n` is a number, rounded
        /// twice where it is subnormal.
        ///
        /// # Safety
        /// The machine must have the instruction set.
        #[inline]
        #[target_feature(enable = $feature)]
        #[must_use]
        pub fn scale(a: V, n: V) -> V {
            $scale(a, n)
        }

        /// The address of an element, which the compiler does not see through. Equal addresses
        /// with different tags are different to it as well.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline(always)]
        #[must_use]
        pub unsafe fn place<const TAG: usize>(
            buffer: *const $element,
            at: isize,
        ) -> *const $element {
            // SAFETY: the caller's contract is this function's.
            unsafe { crate::isa::x86::place::<TAG, $element>(buffer, at) }
        }
    };
}

pub(super) use operations;

/// The address of an element, which the compiler does not see through.
///
/// Taps beside one another read overlapping inputs. When LLVM unrolls their loop it would keep all
/// of these in registers instead of loading them again, for which there is no room beside the
/// accumulators: it spilled those, at twice the time. Equal addresses with different tags are
/// different to it as well, so that the phases of a tile do not share what they load.
///
/// # Safety
/// See the contract of [`isa`](super).
#[expect(clippy::pointers_in_nomem_asm_block, reason = "the address is hidden, not used")]
#[inline(always)]
#[must_use]
pub(super) unsafe fn place<const TAG: usize, T>(buffer: *const T, at: isize) -> *const T {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    let mut address = unsafe { buffer.offset(at) };
    // SAFETY: the text is empty.
    unsafe {
        core::arch::asm!(
            "/* {0} {1} */", inout(reg) address, const TAG,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    address
}

/// Asks for the cache line of an element, which need not exist.
#[inline(always)]
pub fn prefetch<T>(buffer: *const T, at: isize) {
    use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
    // SAFETY: SSE belongs to every x86-64, and a prefetch never faults.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(buffer.wrapping_offset(at).cast()) };
}

/// A loop's trip count, which the compiler does not see through.
///
/// LLVM unrolls short loops. Of a loop whose body is a register tile, that makes a block in which it
/// orders loads of several taps before their use, and finds no register for some accumulators.
#[inline(always)]
#[must_use]
pub fn count(count: isize) -> isize {
    let mut hidden = count;
    // SAFETY: the text is empty.
    unsafe {
        core::arch::asm!("/* {0} */", inout(reg) hidden, options(pure, nomem, nostack, preserves_flags));
    }
    hidden
}
