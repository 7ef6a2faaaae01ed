//! The operations of every vector module against plain loops over arrays: each part of a register
//! that can be loaded or stored, tiles of registers, and the arithmetic lane by lane.

use std::array;

use convgen_runtime::Isa;

/// Not a number that any operation gives: what was not written shows.
const POISON: f32 = -777.0;

/// Elements of a buffer before and after an access. Without any, it is as long as the access.
const MARGINS: [[usize; 2]; 4] = [[0, 0], [5, 0], [0, 5], [3, 2]];

/// Numbers that are all different, and none of them zero.
fn numbers(count: usize) -> Vec<f32> {
    (1..=count).map(|n| n as f32).collect()
}

/// Small integers of both signs, in an order that depends on `turn`.
fn integers<const LANES: usize>(turn: usize) -> [f32; LANES] {
    array::from_fn(|lane| ((lane * (turn + 3) + 5 * turn) % 11) as f32 - 5.0)
}

/// The lanes `first .. first + count`, `stride` elements apart.
#[derive(Clone, Copy, Debug)]
struct Part {
    first: usize,
    count: usize,
    stride: usize,
}

impl Part {
    /// How many elements there are from the first that takes part to the last.
    const fn span(self) -> usize {
        (self.count - 1) * self.stride + 1
    }

    /// The lanes that take part, each with its element.
    fn elements(self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.count).map(move |n| (self.first + n, n * self.stride))
    }
}

/// `count`, or what is left of the register if that is less.
const fn within(lanes: usize, first: usize, count: usize) -> usize {
    if count < lanes - first { count } else { lanes - first }
}

type Load<const LANES: usize> = unsafe fn(*const f32, isize) -> [f32; LANES];
type Store<const LANES: usize> = unsafe fn(*mut f32, isize, &[f32; LANES]);
type StoreTile<const LANES: usize, const COLUMNS: usize> =
    unsafe fn(*mut f32, isize, &[[f32; LANES]; COLUMNS]);
type Operation<const LANES: usize> = unsafe fn(&[[f32; LANES]; 3]) -> [f32; LANES];

/// Loads at every margin, from a pointer to the buffer's start and from one to its end.
///
/// # Safety
/// The machine must have the instruction set, and `load` must read the elements of `part` only.
unsafe fn check_load<const LANES: usize>(part: Part, load: Load<LANES>) {
    for [before, after] in MARGINS {
        let buffer = numbers(before + part.span() + after).into_boxed_slice();
        let mut expected = [0.0; LANES];
        part.elements().for_each(|(lane, element)| expected[lane] = buffer[before + element]);
        let range = buffer.as_ptr_range();
        // SAFETY: all elements of the part lie inside the buffer, at either offset.
        let (from_start, from_end) = unsafe {
            let back = before as isize - buffer.len() as isize;
            (load(range.start, before as isize), load(range.end, back))
        };
        assert_eq!(from_start, expected, "{part:?}, margins {before} and {after}");
        assert_eq!(from_end, expected, "{part:?}, margins {before} and {after}, from the end");
    }
}

/// Stores at every margin; all other elements must stay as they were.
///
/// # Safety
/// The machine must have the instruction set, and `store` must write the elements of `part` only.
unsafe fn check_store<const LANES: usize>(part: Part, store: Store<LANES>) {
    let lanes: [f32; LANES] = array::from_fn(|lane| lane as f32 + 1.0);
    for [before, after] in MARGINS {
        let mut buffer = vec![POISON; before + part.span() + after].into_boxed_slice();
        let mut expected = buffer.clone();
        part.elements().for_each(|(lane, element)| expected[before + element] = lanes[lane]);
        // SAFETY: all elements of the part lie inside the buffer.
        unsafe { store(buffer.as_mut_ptr(), before as isize, &lanes) };
        assert_eq!(buffer, expected, "{part:?}, margins {before} and {after}");
        buffer.fill(POISON);
        let end = buffer.as_mut_ptr_range().end;
        // SAFETY: as above.
        unsafe { store(end, before as isize - buffer.len() as isize, &lanes) };
        assert_eq!(buffer, expected, "{part:?}, margins {before} and {after}, from the end");
    }
}

/// Stores the first `count` lanes of a tile, with steps of lanes and columns, at every margin.
///
/// # Safety
/// The machine must have the instruction set, and `store` must write the tile's elements only.
unsafe fn check_tile<const LANES: usize, const COLUMNS: usize>(
    count: usize,
    [lane_step, column_step]: [usize; 2],
    store: StoreTile<LANES, COLUMNS>,
) {
    let tile: [[f32; LANES]; COLUMNS] =
        array::from_fn(|column| array::from_fn(|lane| (100 * column + lane) as f32));
    let span = (count - 1) * lane_step + (COLUMNS - 1) * column_step + 1;
    for [before, after] in MARGINS {
        let mut buffer = vec![POISON; before + span + after].into_boxed_slice();
        let mut expected = buffer.clone();
        for (column, register) in tile.iter().enumerate() {
            for (lane, number) in register.iter().enumerate().take(count) {
                expected[before + lane * lane_step + column * column_step] = *number;
            }
        }
        // SAFETY: all elements of the tile lie inside the buffer.
        unsafe { store(buffer.as_mut_ptr(), before as isize, &tile) };
        let case = (count, lane_step, column_step, COLUMNS);
        assert_eq!(buffer, expected, "tile {case:?}, margins {before} and {after}");
    }
}

/// Runs an operation of three registers, of which it may ignore some.
///
/// # Safety
/// The machine must have the instruction set.
unsafe fn check_operation<const LANES: usize>(
    name: &str,
    operation: Operation<LANES>,
    expected: fn([f32; 3]) -> f32,
) {
    for turn in 0..11 {
        let registers: [[f32; LANES]; 3] = array::from_fn(|n| integers(turn + 4 * n));
        // SAFETY: the machine has the instruction set.
        let lanes = unsafe { operation(&registers) };
        let expected = array::from_fn(|lane| expected(registers.map(|register| register[lane])));
        assert_eq!(lanes, expected, "{name} of {registers:?}");
    }
}

/// Whether the machine has an instruction set; says so if a test is skipped.
fn has(isa: Isa) -> bool {
    let has = isa <= Isa::detected();
    if !has {
        eprintln!("skipped: this machine has no {isa}");
    }
    has
}

/// The operations that every module has, as functions of arrays, and their tests.
macro_rules! whole_registers {
    ($isa:expr, $lanes:literal $(, $feature:meta)?) => {
        const LANES: usize = $lanes;

        $(#[$feature])?
        unsafe fn load(buffer: *const f32, at: isize) -> [f32; LANES] {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { lanes(v::load(buffer, at)) }
        }

        $(#[$feature])?
        unsafe fn store(buffer: *mut f32, at: isize, lanes: &[f32; LANES]) {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { v::store(buffer, at, register(lanes)) };
        }

        $(#[$feature])?
        unsafe fn broadcast(buffer: *const f32, at: isize) -> [f32; LANES] {
            // SAFETY: the element lies inside the buffer by the caller's contract.
            unsafe { lanes(v::broadcast(buffer, at)) }
        }

        $(#[$feature])?
        unsafe fn splat(number: f32) -> [f32; LANES] {
            lanes(v::splat(number))
        }

        $(#[$feature])?
        fn register(lanes: &[f32; LANES]) -> v::V {
            // SAFETY: the array is as long as the register.
            unsafe { v::load(lanes.as_ptr(), 0) }
        }

        $(#[$feature])?
        fn lanes(register: v::V) -> [f32; LANES] {
            let mut lanes = [POISON; LANES];
            // SAFETY: the array is as long as the register.
            unsafe { v::store(lanes.as_mut_ptr(), 0, register) };
            lanes
        }

        $(#[$feature])?
        unsafe fn fma([a, b, c]: &[[f32; LANES]; 3]) -> [f32; LANES] {
            lanes(v::fma(register(a), register(b), register(c)))
        }

        $(#[$feature])?
        unsafe fn add([a, b, _]: &[[f32; LANES]; 3]) -> [f32; LANES] {
            lanes(v::add(register(a), register(b)))
        }

        $(#[$feature])?
        unsafe fn mul([a, b, _]: &[[f32; LANES]; 3]) -> [f32; LANES] {
            lanes(v::mul(register(a), register(b)))
        }

        $(#[$feature])?
        unsafe fn max([a, b, _]: &[[f32; LANES]; 3]) -> [f32; LANES] {
            lanes(v::max(register(a), register(b)))
        }

        $(#[$feature])?
        unsafe fn min([a, b, _]: &[[f32; LANES]; 3]) -> [f32; LANES] {
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
                for buffer in (1..=17).map(|len| numbers(len).into_boxed_slice()) {
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
            static LIST: [isize; 4] = [3, -1, 0, 7];
            let buffer = numbers(5);
            for (at, entry) in LIST.into_iter().enumerate() {
                // SAFETY: both have an entry there.
                unsafe {
                    assert_eq!(v::pick(&LIST, at as isize), entry);
                    assert_eq!(v::place(buffer.as_ptr(), at as isize), &raw const buffer[at]);
                    let end = buffer.as_ptr_range().end;
                    assert_eq!(*v::place(end, at as isize - 5), buffer[at]);
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

/// Tiles of one lane, of half a register, of all lanes but one, and of all.
macro_rules! tiles {
    ($lanes:literal, $(($lane:literal, $column:literal, $columns:literal))*) => {$(
        // SAFETY: the caller has asked for the instruction set.
        unsafe {
            let steps = [$lane, $column];
            check_tile(1, steps, store_tile::<1, $lane, $column, $columns>);
            check_tile($lanes / 2, steps, store_tile::<{ $lanes / 2 }, $lane, $column, $columns>);
            check_tile($lanes - 1, steps, store_tile::<{ $lanes - 1 }, $lane, $column, $columns>);
            check_tile($lanes, steps, store_tile::<$lanes, $lane, $column, $columns>);
        }
    )*};
}

/// The operations of modules with several lanes. `$counts` is all sizes of a part, and a part may
/// begin at each of the lanes `$first`.
macro_rules! parts_and_tiles {
    (
        $isa:expr, $lanes:literal, [$($first:literal)*], $counts:tt $(, $feature:meta)?
    ) => {
        $(#[$feature])?
        unsafe fn load_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *const f32,
            at: isize,
        ) -> [f32; LANES] {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { lanes(v::load_lanes::<FIRST, COUNT, STRIDE>(buffer, at)) }
        }

        $(#[$feature])?
        unsafe fn store_lanes<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
            buffer: *mut f32,
            at: isize,
            lanes: &[f32; LANES],
        ) {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { v::store_lanes::<FIRST, COUNT, STRIDE>(buffer, at, register(lanes)) };
        }

        $(#[$feature])?
        unsafe fn store_tile<
            const COUNT: usize,
            const LANE: usize,
            const COLUMN: usize,
            const COLUMNS: usize,
        >(
            buffer: *mut f32,
            at: isize,
            tile: &[[f32; LANES]; COLUMNS],
        ) {
            let mut columns = [v::splat(0.0); COLUMNS];
            for (column, lanes) in columns.iter_mut().zip(tile) {
                *column = register(lanes);
            }
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { v::store_tile::<COUNT, LANE, COLUMN, COLUMNS>(buffer, at, columns) };
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

        #[test]
        fn tiles() {
            if has($isa) {
                tiles!($lanes, (50, 1, 1) (50, 1, 3) (50, 1, 4) (50, 1, 6) (50, 1, 9));
                tiles!($lanes, (2, 1, 2) (3, 1, 3) (4, 1, 4) (50, 2, 5));
            }
        }
    };
}

mod scalar {
    use super::*;
    use convgen_runtime::isa::scalar as v;

    whole_registers!(Isa::Portable, 1);
}

mod portable {
    use super::*;
    use convgen_runtime::isa::portable as v;

    whole_registers!(Isa::Portable, 4);
    parts_and_tiles!(Isa::Portable, 4, [0 1 2 3], [1 2 3 4]);
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::*;
    use convgen_runtime::isa::avx2 as v;

    whole_registers!(Isa::Avx2, 8, target_feature(enable = "avx2,fma"));
    parts_and_tiles!(
        Isa::Avx2,
        8,
        [0 1 2 3 4 5 6 7],
        [1 2 3 4 5 6 7 8],
        target_feature(enable = "avx2,fma")
    );
}

#[cfg(target_arch = "x86_64")]
mod avx512 {
    use super::*;
    use convgen_runtime::isa::avx512 as v;

    whole_registers!(Isa::Avx512, 16, target_feature(enable = "avx512f"));
    parts_and_tiles!(
        Isa::Avx512,
        16,
        [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15],
        [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16],
        target_feature(enable = "avx512f")
    );
}
