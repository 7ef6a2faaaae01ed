//! The vector operations of every instruction set against plain loops.

use convgen_runtime::Isa;

/// Not a value that any operation gives: what was not written shows.
const POISON: f32 = -777.0;

/// Numbers that are all different.
fn numbers(count: usize) -> Vec<f32> {
    (1..=count).map(|n| n as f32).collect()
}

/// Checks one part of a register: the buffer is exactly as long as the access.
macro_rules! part {
    ($v:ident, $lanes:literal, $first:literal, $count:literal, $stride:literal) => {{
        let buffer = numbers(($count - 1) * $stride + 1);
        let mut lanes = [POISON; $lanes];
        // SAFETY: the part's elements are the buffer's; a whole register is the array's.
        unsafe {
            let loaded = $v::load_lanes::<$first, $count, $stride>(buffer.as_ptr(), 0);
            $v::store(lanes.as_mut_ptr(), 0, loaded);
        }
        let expected: [f32; $lanes] = std::array::from_fn(|lane| match lane.checked_sub($first) {
            Some(n) if n < $count => buffer[n * $stride],
            _ => 0.0,
        });
        assert_eq!(lanes, expected, "load {:?}", ($first, $count, $stride));

        let mut target = vec![POISON; ($count - 1) * $stride + 1];
        let register = numbers($lanes);
        // SAFETY: as above.
        unsafe {
            let value = $v::load(register.as_ptr(), 0);
            $v::store_lanes::<$first, $count, $stride>(target.as_mut_ptr(), 0, value);
        }
        let mut expected = vec![POISON; target.len()];
        for (slot, lane) in expected.iter_mut().step_by($stride).zip(&register[$first..]) {
            *slot = *lane;
        }
        assert_eq!(target, expected, "store {:?}", ($first, $count, $stride));
    }};
}

/// Checks a tile whose lanes and columns lie some elements apart.
macro_rules! tile {
    ($v:ident, $lanes:literal, $count:literal, $lane:literal, $column:literal, $columns:literal) => {{
        let len = ($count - 1) * $lane + ($columns - 1) * $column + 1;
        let (registers, mut target) = (numbers($columns * $lanes), vec![POISON; len]);
        // SAFETY: the tile's elements are the target's; whole registers are the numbers'.
        unsafe {
            let mut columns = [$v::splat(0.0); $columns];
            for (n, column) in columns.iter_mut().enumerate() {
                *column = $v::load(registers.as_ptr(), (n * $lanes) as isize);
            }
            $v::store_tile::<$count, $lane, $column, $columns>(target.as_mut_ptr(), 0, columns);
        }
        let mut expected = vec![POISON; len];
        for lane in 0..$count {
            for column in 0..$columns {
                expected[lane * $lane + column * $column] = registers[column * $lanes + lane];
            }
        }
        assert_eq!(target, expected, "tile {:?}", ($count, $lane, $column, $columns));
    }};
}

/// Checks the arithmetic, lane by lane, on whole numbers.
macro_rules! arithmetic {
    ($v:ident, $lanes:literal) => {{
        let (a, b) = (numbers($lanes), [3.0; $lanes]);
        let run = |operation: &dyn Fn($v::V, $v::V) -> $v::V, expected: fn(f32) -> f32| {
            let mut lanes = [POISON; $lanes];
            // SAFETY: the arrays are as long as the register.
            unsafe {
                let (a, b) = ($v::load(a.as_ptr(), 0), $v::broadcast(b.as_ptr(), 1));
                $v::store(lanes.as_mut_ptr(), 0, operation(a, b));
            }
            let expected: Vec<f32> = a.iter().map(|&a| expected(a)).collect();
            assert_eq!(lanes.as_slice(), expected);
        };
        // SAFETY: the caller has asked whether the machine has the instruction set; the element is
        // the array's.
        unsafe {
            let half = $v::broadcast([0.5].as_ptr(), 0);
            run(&|a, b| $v::add(a, b), |a| a + 3.0);
            run(&|a, b| $v::mul(a, b), |a| a * 3.0);
            run(&|a, b| $v::max(a, b), |a| a.max(3.0));
            run(&|a, b| $v::min(a, b), |a| a.min(3.0));
            run(&|a, b| $v::fma(a, b, half), |a| a * 3.0 + 0.5);
        }
    }};
}

macro_rules! operations {
    ($name:ident, $isa:expr, $module:path, $lanes:literal, [$(($first:literal, $count:literal)),*]) => {
        #[test]
        fn $name() {
            use $module as v;
            if $isa > Isa::detected() {
                eprintln!("skipped: this machine has no {}", $isa);
                return;
            }
            $(
                part!(v, $lanes, $first, $count, 1);
                part!(v, $lanes, $first, $count, 2);
                part!(v, $lanes, $first, $count, 3);
            )*
            tile!(v, $lanes, $lanes, 50, 1, 1);
            tile!(v, $lanes, $lanes, 50, 1, 3);
            tile!(v, $lanes, $lanes, 50, 1, 4);
            tile!(v, $lanes, $lanes, 50, 1, 6);
            tile!(v, $lanes, $lanes, 50, 1, 9);
            tile!(v, $lanes, $lanes, 50, 2, 5);
            tile!(v, $lanes, 3, 50, 1, 5);
            tile!(v, $lanes, $lanes, 2, 1, 2);
            tile!(v, $lanes, 3, 2, 1, 2);
            tile!(v, $lanes, $lanes, 3, 1, 3);
            tile!(v, $lanes, $lanes, 4, 1, 4);
            arithmetic!(v, $lanes);
        }
    };
}

operations!(
    portable,
    Isa::Portable,
    convgen_runtime::isa::portable,
    4,
    [(0, 4), (0, 1), (0, 3), (1, 3), (3, 1), (1, 2)]
);
#[cfg(target_arch = "x86_64")]
operations!(
    avx2,
    Isa::Avx2,
    convgen_runtime::isa::avx2,
    8,
    [(0, 8), (0, 1), (0, 4), (0, 5), (1, 7), (3, 2), (4, 4), (7, 1), (2, 5)]
);
#[cfg(target_arch = "x86_64")]
operations!(
    avx512,
    Isa::Avx512,
    convgen_runtime::isa::avx512,
    16,
    [(0, 16), (0, 1), (0, 8), (0, 12), (1, 15), (7, 2), (8, 8), (15, 1), (3, 9), (5, 10)]
);

#[test]
fn a_cap_lowers_what_runs() {
    let detected = Isa::detected();
    assert_eq!(Isa::available().next(), Some(Isa::Portable));
    assert_eq!(Isa::available().last(), Some(detected));
    for isa in Isa::ALL {
        isa.cap();
        assert_eq!(Isa::current(), isa.min(detected));
    }
}
