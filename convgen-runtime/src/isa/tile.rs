//! Stores of register tiles, shared by all instruction sets.

use core::num::NonZeroUsize;
use core::ops::Range;

macro_rules! stores {
    ($($element:ident)*) => {$(
        pub(super) mod $element {
            /// [`store`](super::store) for elements of one type.
            ///
            /// Kept out of line, and in this crate: it runs once for hundreds of multiply-adds, and
            /// inlined its many small stores would be most of a kernel's code.
            ///
            /// # Safety
            /// As for [`store`](super::store).
            #[inline(never)]
            pub(in crate::isa) unsafe fn store(
                target: *mut $element,
                tile: &[$element],
                lanes: [usize; 2],
                steps: [usize; 2],
            ) {
                // SAFETY: the caller's contract is the same.
                unsafe { super::store(target, tile, lanes, steps) };
            }
        }
    )*};
}

stores!(f32 f64);

/// Writes `tile`, whose rows are registers of `lanes[1]` elements, transposed: element `lane` of
/// row `column` goes to `lane · steps[0] + column · steps[1]`, for the first `lanes[0]` lanes.
///
/// # Safety
/// All elements written must lie inside the buffer that `target` points into, which must be
/// exclusively borrowed; `lanes[0] <= lanes[1]`, and `lanes[1]` divides the tile's length.
#[inline]
unsafe fn store<T: Copy>(target: *mut T, tile: &[T], lanes: [usize; 2], steps: [usize; 2]) {
    let [count, lanes] = lanes;
    // A number that may be zero would bring the panic of a division into every user's program.
    let Some(lanes) = NonZeroUsize::new(lanes) else { return };
    let columns = tile.len() / lanes;
    // SAFETY: the caller's contract is theirs.
    unsafe {
        if steps[1] == 1 && columns >= BLOCK {
            let whole = count / BLOCK * BLOCK;
            blocks(target, tile, whole, lanes, steps[0]);
            elements(target, tile, whole..count, lanes, steps);
        } else {
            elements(target, tile, 0..count, lanes, steps);
        }
    }
}

/// Side of the blocks that are transposed at once.
const BLOCK: usize = 4;

/// Some of the lanes, element by element.
///
/// # Safety
/// As for [`store`].
unsafe fn elements<T: Copy>(
    target: *mut T,
    tile: &[T],
    part: Range<usize>,
    lanes: NonZeroUsize,
    steps: [usize; 2],
) {
    let [lane_step, column_step] = steps;
    for lane in part {
        for (column, row) in tile.chunks_exact(lanes.get()).enumerate() {
            // SAFETY: `lane` is below `lanes`, the row's length; the element written is the
            // caller's promise.
            unsafe {
                *target.add(lane * lane_step + column * column_step) = *row.get_unchecked(lane);
            }
        }
    }
}

/// The first `count` lanes, columns side by side in memory, in blocks of four lanes × four
/// columns. The last block of columns may overlap the one before, and writes the same again.
///
/// # Safety
/// As for [`store`]; there are at least four columns, and `count` is a multiple of four.
unsafe fn blocks<T: Copy>(
    target: *mut T,
    tile: &[T],
    count: usize,
    lanes: NonZeroUsize,
    lane_step: usize,
) {
    let columns = tile.len() / lanes;
    for lane in (0..count).step_by(BLOCK) {
        for column in (0..columns).step_by(BLOCK) {
            let column = column.min(columns - BLOCK);
            // SAFETY: four elements from `lane` on lie in each of the four rows from `column` on;
            // those written are the caller's promise.
            unsafe {
                let rows: [[T; BLOCK]; BLOCK] = core::array::from_fn(|n| {
                    tile.as_ptr().add((column + n) * lanes.get() + lane).cast::<[T; BLOCK]>().read()
                });
                let transposed: [[T; BLOCK]; BLOCK] =
                    core::array::from_fn(|lane| core::array::from_fn(|column| rows[column][lane]));
                for (n, values) in transposed.into_iter().enumerate() {
                    let at = target.add((lane + n) * lane_step + column);
                    at.cast::<[T; BLOCK]>().write(values);
                }
            }
        }
    }
}
