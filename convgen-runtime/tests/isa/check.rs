//! Checks of one operation on buffers of all margins.

use std::array;

use super::skip::skip;
use convgen_runtime::{Element, Isa};

/// Not a number that any operation gives: what was not written shows.
pub(crate) fn poison<T: Element>() -> T {
    T::from_f64(-777.0)
}

/// Elements of a buffer before and after an access. Without any, it is as long as the access.
pub(crate) const MARGINS: [[usize; 2]; 4] = [[0, 0], [5, 0], [0, 5], [3, 2]];

/// Numbers that are all different, and none of them zero.
pub(crate) fn numbers<T: Element>(count: usize) -> Vec<T> {
    (1..=count).map(|n| T::from_f64(n as f64)).collect()
}

/// Small integers of both signs, in an order that depends on `turn`.
pub(crate) fn integers<T: Element, const LANES: usize>(turn: usize) -> [T; LANES] {
    array::from_fn(|lane| T::from_f64(((lane * (turn + 3) + 5 * turn) % 11) as f64 - 5.0))
}

/// The lanes `first .. first + count`, `stride` elements apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) first: usize,
    pub(crate) count: usize,
    pub(crate) stride: usize,
}

impl Part {
    /// How many elements there are from the first that takes part to the last.
    pub(crate) const fn span(self) -> usize {
        (self.count - 1) * self.stride + 1
    }

    /// The lanes that take part, each with its element.
    pub(crate) fn elements(self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.count).map(move |n| (self.first + n, n * self.stride))
    }
}

/// `count`, or what is left of the register if that is less.
pub(crate) const fn within(lanes: usize, first: usize, count: usize) -> usize {
    if count < lanes - first { count } else { lanes - first }
}

pub(crate) type Load<T, const LANES: usize> = unsafe fn(*const T, isize) -> [T; LANES];
pub(crate) type Store<T, const LANES: usize> = unsafe fn(*mut T, isize, &[T; LANES]);
pub(crate) type LoadTile<T, const LANES: usize, const COLUMNS: usize> =
    unsafe fn(*const T, isize) -> [[T; LANES]; COLUMNS];
pub(crate) type StoreTile<T, const LANES: usize, const COLUMNS: usize> =
    unsafe fn(*mut T, isize, &[[T; LANES]; COLUMNS]);
pub(crate) type Operation<T, const LANES: usize> = unsafe fn(&[[T; LANES]; 3]) -> [T; LANES];

/// Loads at every margin, from a pointer to the buffer's start and from one to its end.
///
/// # Safety
/// The machine must have the instruction set, and `load` must read the elements of `part` only.
pub(crate) unsafe fn check_load<T: Element, const LANES: usize>(part: Part, load: Load<T, LANES>) {
    for [before, after] in MARGINS {
        let buffer = numbers::<T>(before + part.span() + after).into_boxed_slice();
        let mut expected = [T::ZERO; LANES];
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
pub(crate) unsafe fn check_store<T: Element, const LANES: usize>(
    part: Part,
    store: Store<T, LANES>,
) {
    let lanes: [T; LANES] = array::from_fn(|lane| T::from_f64(lane as f64 + 1.0));
    for [before, after] in MARGINS {
        let mut buffer = vec![poison::<T>(); before + part.span() + after].into_boxed_slice();
        let mut expected = buffer.clone();
        part.elements().for_each(|(lane, element)| expected[before + element] = lanes[lane]);
        // SAFETY: all elements of the part lie inside the buffer.
        unsafe { store(buffer.as_mut_ptr(), before as isize, &lanes) };
        assert_eq!(buffer, expected, "{part:?}, margins {before} and {after}");
        buffer.fill(poison::<T>());
        let end = buffer.as_mut_ptr_range().end;
        // SAFETY: as above.
        unsafe { store(end, before as isize - buffer.len() as isize, &lanes) };
        assert_eq!(buffer, expected, "{part:?}, margins {before} and {after}, from the end");
    }
}

/// Loads the first `count` lanes of a tile, with steps of lanes and columns, at every margin, from a
/// pointer to the buffer's start and from one to its end.
///
/// # Safety
/// The machine must have the instruction set, and `load` must read the tile's elements only.
pub(crate) unsafe fn check_load_tile<T: Element, const LANES: usize, const COLUMNS: usize>(
    count: usize,
    [lane_step, column_step]: [usize; 2],
    load: LoadTile<T, LANES, COLUMNS>,
) {
    let span = (count - 1) * lane_step + (COLUMNS - 1) * column_step + 1;
    for [before, after] in MARGINS {
        let buffer = numbers::<T>(before + span + after).into_boxed_slice();
        let element = |column, lane| match lane {
            lane if lane < count => buffer[before + lane * lane_step + column * column_step],
            _ => T::ZERO,
        };
        let expected: [[T; LANES]; COLUMNS] =
            array::from_fn(|column| array::from_fn(|lane| element(column, lane)));
        let range = buffer.as_ptr_range();
        // SAFETY: all elements of the tile lie inside the buffer, at either offset.
        let loaded = unsafe {
            let back = before as isize - buffer.len() as isize;
            [load(range.start, before as isize), load(range.end, back)]
        };
        let case = (count, lane_step, column_step, COLUMNS);
        assert_eq!(loaded, [expected; 2], "tile {case:?}, margins {before} and {after}");
    }
}

/// Stores the first `count` lanes of a tile, with steps of lanes and columns, at every margin.
///
/// # Safety
/// The machine must have the instruction set, and `store` must write the tile's elements only.
pub(crate) unsafe fn check_tile<T: Element, const LANES: usize, const COLUMNS: usize>(
    count: usize,
    [lane_step, column_step]: [usize; 2],
    store: StoreTile<T, LANES, COLUMNS>,
) {
    let tile: [[T; LANES]; COLUMNS] =
        array::from_fn(|column| array::from_fn(|lane| T::from_f64((100 * column + lane) as f64)));
    let span = (count - 1) * lane_step + (COLUMNS - 1) * column_step + 1;
    for [before, after] in MARGINS {
        let mut buffer = vec![poison::<T>(); before + span + after].into_boxed_slice();
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
pub(crate) unsafe fn check_operation<T: Element, const LANES: usize>(
    name: &str,
    operation: Operation<T, LANES>,
    expected: fn([T; 3]) -> T,
) {
    for turn in 0..11 {
        let registers: [[T; LANES]; 3] = array::from_fn(|n| integers(turn + 4 * n));
        // SAFETY: the machine has the instruction set.
        let lanes = unsafe { operation(&registers) };
        let expected = array::from_fn(|lane| expected(registers.map(|register| register[lane])));
        assert_eq!(lanes, expected, "{name} of {registers:?}");
    }
}

/// Whether the machine has an instruction set; says so if a test is skipped.
pub(crate) fn has(isa: Isa) -> bool {
    let has = isa <= Isa::detected();
    if !has {
        skip(isa.name(), &format!("this machine has no {isa}"));
    }
    has
}
