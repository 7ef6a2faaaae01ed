//! The operations of every vector module against plain loops over arrays: each part of a register
//! that can be loaded or stored, tiles of registers, and the arithmetic lane by lane.

mod check;
#[path = "../../../tests/support/skip.rs"]
mod skip;
mod tiles;

use check::*;
use convgen_runtime::isa::{Scratch, Table};
use convgen_runtime::{Element, Isa};
use tiles::{load_tiles, tiles};

/// The operations that every module has, as functions of arrays, and their tests.
macro_rules! whole_registers {
    ($isa:expr, $element:ident, $lanes:literal $(, $feature:meta)?) => {
        type Number = $element;
        const LANES: usize = $lanes;

        $(#[$feature])?
        unsafe fn load(buffer: *const Number, at: isize) -> [Number; LANES] {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { lanes(v::load(buffer, at)) }
        }

        $(#[$feature])?
        unsafe fn store(buffer: *mut Number, at: isize, lanes: &[Number; LANES]) {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { v::store(buffer, at, register(lanes)) };
        }

        $(#[$feature])?
        unsafe fn broadcast(buffer: *const Number, at: isize) -> [Number; LANES] {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            unsafe { lanes(v::broadcast(buffer, at)) }
        }

        $(#[$feature])?
        unsafe fn splat(number: Number) -> [Number; LANES] {
            lanes(v::splat(number))
        }

        $(#[$feature])?
        fn register(lanes: &[Number; LANES]) -> v::V {
            // SAFETY: the array is as long as the register.
            unsafe { v::load(lanes.as_ptr(), 0) }
        }

        $(#[$feature])?
        fn lanes(register: v::V) -> [Number; LANES] {
            let mut lanes = [poison(); LANES];
            // SAFETY: the array is as long as the register.
            unsafe { v::store(lanes.as_mut_ptr(), 0, register) };
            lanes
        }

        $(#[$feature])?
        unsafe fn fma([a, b, c]: &[[Number; LANES]; 3]) -> [Number; LANES] {
            lanes(v::fma(register(a), register(b), register(c)))
        }

        $(#[$feature])?
        unsafe fn add([a, b, _]: &[[Number; LANES]; 3]) -> [Number; LANES] {
            lanes(v::add(register(a), register(b)))
        }

        $(#[$feature])?
        unsafe fn mul([a, b, _]: &[[Number; LANES]; 3]) -> [Number; LANES] {
            lanes(v::mul(register(a), register(b)))
        }

        $(#[$feature])?
        unsafe fn max([a, b, _]: &[[Number; LANES]; 3]) -> [Number; LANES] {
            lanes(v::max(register(a), register(b)))
        }

        $(#[$feature])?
        unsafe fn min([a, b, _]: &[[Number; LANES]; 3]) -> [Number; LANES] {
            lanes(v::min(register(a), register(b)))
        }

        #[test]
        fn whole_loads_and_stores() {
            if has($isa) {
                let part = Part { first: 0, count: LANES, stride: 1 };
                // SAFETY: the machine has the instruction set, and the part is all lanes.
                unsafe {
                    check_load(part, load);
                    check_store(part, store);
                }
            }
        }

        #[test]
        fn one_number_in_every_lane() {
            if has($isa) {
                for buffer in (1..=17).map(|len| numbers::<Number>(len).into_boxed_slice()) {
                    for (at, number) in buffer.iter().enumerate() {
                        // SAFETY: the machine has the instruction set; the element exists.
                        let all = unsafe { [broadcast(buffer.as_ptr(), at as isize), splat(*number)] };
                        assert_eq!(all, [[*number; LANES]; 2]);
                    }
                }
            }
        }

        #[test]
        fn arithmetic() {
            if has($isa) {
                // SAFETY: the machine has the instruction set.
                unsafe {
                    check_operation("fma", fma, |[a, b, c]| a * b + c);
                    check_operation("add", add, |[a, b, _]| a + b);
                    check_operation("mul", mul, |[a, b, _]| a * b);
                    check_operation("max", max, |[a, b, _]| if a > b { a } else { b });
                    check_operation("min", min, |[a, b, _]| if a < b { a } else { b });
                }
            }
        }

        #[test]
        fn places_and_picks() {
            static LIST: Table<i32, 4> = Table::from_le_bytes(
                b"\x03\0\0\0\xff\xff\xff\xff\0\0\0\0\0\0\0\x80",
            );
            static LONG: [i64; 4] = [3, -1, 0, 1 << 40];
            let buffer = numbers::<Number>(5);
            assert_eq!(LIST.as_slice(), [3, -1, 0, i32::MIN]);
            for at in 0..4 {
                // SAFETY: both have an entry there.
                unsafe {
                    assert_eq!(v::pick(LIST.as_slice(), at as isize), LIST.as_slice()[at] as isize);
                    assert_eq!(v::pick(&LONG, at as isize), LONG[at] as isize);
                    assert_eq!(v::place::<0>(buffer.as_ptr(), at as isize), &raw const buffer[at]);
                    let end = buffer.as_ptr_range().end;
                    assert_eq!(*v::place::<1>(end, at as isize - 5), buffer[at]);
                }
            }
        }
    };
}

/// Parts of registers that begin with one lane, of every size. A size that is too large stands for
/// the largest.
macro_rules! parts_from {
    ($lanes:literal, $first:literal, $stride:literal, [$($count:literal)*]) => {$({
        const FIRST: usize = $first;
        const COUNT: usize = within($lanes, FIRST, $count);
        let part = Part { first: FIRST, count: COUNT, stride: $stride };
        // SAFETY: the caller has asked for the instruction set.
        unsafe {
            check_load(part, load_lanes::<FIRST, COUNT, $stride>);
            check_store(part, store_lanes::<FIRST, COUNT, $stride>);
        }
    })*};
}

/// Every `$step`-th lane from `$first` on of `$count` registers.
macro_rules! picks {
    ($first:literal, $step:literal, $count:literal) => {
        let from: [[Number; LANES]; $count] =
            std::array::from_fn(|n| std::array::from_fn(|lane| (LANES * n + lane) as Number));
        // SAFETY: the caller has asked for the instruction set.
        let picked = unsafe { pick_lanes::<$first, $step, $count>(&from) };
        let expected: [Number; LANES] =
            std::array::from_fn(|lane| ($first + $step * lane) as Number);
        assert_eq!(picked, expected, "{} {} {}", $first, $step, $count);
    };
}

/// Parts of registers, of modules with several lanes. `$counts` is all sizes of a part, and a part may
/// begin at each of the lanes `$first`.
macro_rules! parts {
    (
        $isa:expr, $lanes:literal, [$($first:literal)*], $counts:tt $(, $feature:meta)?
    ) => {
        $(#[$feature])?
        unsafe fn load_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *const Number,
            at: isize,
        ) -> [Number; LANES] {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { lanes(v::load_lanes::<FIRST, COUNT, STRIDE>(buffer, at)) }
        }

        $(#[$feature])?
        unsafe fn store_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *mut Number,
            at: isize,
            lanes: &[Number; LANES],
        ) {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { v::store_lanes::<FIRST, COUNT, STRIDE>(buffer, at, register(lanes)) };
        }

        #[test]
        fn parts_of_neighbours() {
            if has($isa) {
                $(parts_from!($lanes, $first, 1, $counts);)*
            }
        }

        #[test]
        fn parts_two_apart() {
            if has($isa) {
                $(parts_from!($lanes, $first, 2, $counts);)*
            }
        }

        #[test]
        fn parts_three_apart() {
            if has($isa) {
                $(parts_from!($lanes, $first, 3, $counts);)*
            }
        }

        $(#[$feature])?
        unsafe fn pick_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(
            from: &[[Number; LANES]; COUNT],
        ) -> [Number; LANES] {
            let mut registers = [v::splat(0.0); COUNT];
            for (register, lanes) in registers.iter_mut().zip(from) {
                *register = self::register(lanes);
            }
            lanes(v::pick_lanes::<FIRST, STEP, COUNT>(registers))
        }

        #[test]
        fn picked_lanes() {
            if has($isa) {
                $(
                    picks!($first, 1, 2);
                    picks!($first, 2, 3);
                    picks!($first, 3, 4);
                    picks!($first, 4, 5);
                    picks!($first, 5, 6);
                    picks!($first, 7, 8);
                )*
                picks!(0, 1, 1);
                picks!(0, 2, 2);
                picks!(1, 2, 2);
                picks!(0, 3, 3);
                picks!(2, 3, 3);
            }
        }

        #[test]
        fn parts_farther_apart() {
            if has($isa) {
                parts_from!($lanes, 0, 4, $counts);
                parts_from!($lanes, 1, 5, $counts);
                parts_from!($lanes, 0, 7, $counts);
                parts_from!($lanes, 0, 9, $counts);
            }
        }
    };
}

#[test]
fn scratch_memory_is_aligned_and_keeps_numbers() {
    fn check<T: Element>() {
        let mut scratch = Scratch::<T, 37>::new();
        let address = scratch.as_mut_ptr();
        assert_eq!(address as usize % 64, 0);
        for n in 0..37 {
            // SAFETY: the element is one of the 37.
            unsafe { *address.add(n) = T::from_f64(n as f64) };
        }
        for n in 0..37 {
            // SAFETY: it was written above.
            assert_eq!(unsafe { *address.add(n) }, T::from_f64(n as f64));
        }
    }
    check::<f32>();
    check::<f64>();
}

mod scalar_f32 {
    use super::*;
    use convgen_runtime::isa::scalar::f32 as v;

    whole_registers!(Isa::Portable, f32, 1);
    load_tiles!(Isa::Portable, [1]);
}

mod scalar_f64 {
    use super::*;
    use convgen_runtime::isa::scalar::f64 as v;

    whole_registers!(Isa::Portable, f64, 1);
    load_tiles!(Isa::Portable, [1]);
}

mod portable_f32 {
    use super::*;
    use convgen_runtime::isa::portable::f32 as v;

    whole_registers!(Isa::Portable, f32, 4);
    parts!(Isa::Portable, 4, [0 1 2 3], [1 2 3 4]);
    tiles!(Isa::Portable, 4, [1 2 3 4]);
}

mod portable_f64 {
    use super::*;
    use convgen_runtime::isa::portable::f64 as v;

    whole_registers!(Isa::Portable, f64, 2);
    parts!(Isa::Portable, 2, [0 1], [1 2]);
    tiles!(Isa::Portable, 2, [1 2]);
}

#[cfg(target_arch = "x86_64")]
mod avx2_f32 {
    use super::*;
    use convgen_runtime::isa::avx2::f32 as v;

    whole_registers!(Isa::Avx2, f32, 8, target_feature(enable = "avx2,fma"));
    parts!(Isa::Avx2, 8, [0 1 2 3 4 5 6 7], [1 2 3 4 5 6 7 8], target_feature(enable = "avx2,fma"));
    tiles!(Isa::Avx2, 8, [1 2 3 4 5 6 7 8], target_feature(enable = "avx2,fma"));
}

#[cfg(target_arch = "x86_64")]
mod avx2_f64 {
    use super::*;
    use convgen_runtime::isa::avx2::f64 as v;

    whole_registers!(Isa::Avx2, f64, 4, target_feature(enable = "avx2,fma"));
    parts!(Isa::Avx2, 4, [0 1 2 3], [1 2 3 4], target_feature(enable = "avx2,fma"));
    tiles!(Isa::Avx2, 4, [1 2 3 4], target_feature(enable = "avx2,fma"));
}

#[cfg(target_arch = "x86_64")]
mod avx512_f32 {
    use super::*;
    use convgen_runtime::isa::avx512::f32 as v;

    whole_registers!(Isa::Avx512, f32, 16, target_feature(enable = "avx512f"));
    parts!(Isa::Avx512, 16, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15], [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16], target_feature(enable = "avx512f"));
    tiles!(Isa::Avx512, 16, [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16], target_feature(enable = "avx512f"));
}

#[cfg(target_arch = "x86_64")]
mod avx512_f64 {
    use super::*;
    use convgen_runtime::isa::avx512::f64 as v;

    whole_registers!(Isa::Avx512, f64, 8, target_feature(enable = "avx512f"));
    parts!(Isa::Avx512, 8, [0 1 2 3 4 5 6 7], [1 2 3 4 5 6 7 8], target_feature(enable = "avx512f"));
    tiles!(Isa::Avx512, 8, [1 2 3 4 5 6 7 8], target_feature(enable = "avx512f"));
}
