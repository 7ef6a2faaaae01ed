//! Stores of register tiles, shared by all instruction sets.

/// Writes `tile`, whose rows are registers of `lanes[1]` elements, transposed: element `lane` of
/// row `column` goes to `lane · steps[0] + column · steps[1]`, for the first `lanes[0]` lanes.
///
/// Kept out of line: it runs once for hundreds of multiply-adds, and inlined its many small stores
/// would be most of a kernel's code.
///
/// # Safety
/// All elements written must lie inside the buffer that `target` points into, which must be
/// exclusively borrowed; `lanes[0] <= lanes[1]`, and `lanes[1]` divides the tile's length.
#[inline(never)]
pub(super) unsafe fn store(target: *mut f32, tile: &[f32], lanes: [usize; 2], steps: [usize; 2]) {
    let [count, lanes] = lanes;
    let columns = tile.len() / lanes;
    // SAFETY: the caller's contract is theirs.
    unsafe {
        if steps[1] == 1 && columns >= BLOCK {
            let whole = count / BLOCK * BLOCK;
            blocks(target, tile, [whole, lanes], steps[0]);
            elements(target, tile, [whole, count, lanes], steps);
        } else {
            elements(target, tile, [0, count, lanes], steps);
        }
    }
}

/// Side of the blocks that are transposed at once.
const BLOCK: usize = 4;

/// The lanes from `lanes[0]` to `lanes[1]`, element by element.
///
/// # Safety
/// As for [`store`].
unsafe fn elements(target: *mut f32, tile: &[f32], lanes: [usize; 3], steps: [usize; 2]) {
    let [first, end, lanes] = lanes;
    let [lane_step, column_step] = steps;
    for lane in first..end {
        for (column, row) in tile.chunks_exact(lanes).enumerate() {
            // SAFETY: `lane` is below `lanes`, the row's length; the element written is the
            // caller's promise.
            unsafe {
                *target.add(lane * lane_step + column * column_step) = *row.get_unchecked(lane);
            }
        }
    }
}

/// The first `lanes[0]` lanes, columns side by side in memory, in blocks of four lanes × four
/// columns. The last block of columns may overlap the one before, and writes the same again.
///
/// # Safety
/// As for [`store`]; there are at least four columns, and `lanes[0]` is a multiple of four.
unsafe fn blocks(target: *mut f32, tile: &[f32], lanes: [usize; 2], lane_step: usize) {
    let [count, lanes] = lanes;
    let columns = tile.len() / lanes;
    for lane in (0..count).step_by(BLOCK) {
        for column in (0..columns).step_by(BLOCK) {
            let column = column.min(columns - BLOCK);
            // SAFETY: four elements from `lane` on lie in each of the four rows from `column` on;
            // those written are the caller's promise.
            unsafe {
                let rows: [[f32; BLOCK]; BLOCK] = core::array::from_fn(|n| {
                    tile.as_ptr().add((column + n) * lanes + lane).cast::<[f32; BLOCK]>().read()
                });
                let transposed: [[f32; BLOCK]; BLOCK] =
                    core::array::from_fn(|lane| core::array::from_fn(|column| rows[column][lane]));
                for (n, values) in transposed.into_iter().enumerate() {
                    let at = target.add((lane + n) * lane_step + column);
                    at.cast::<[f32; BLOCK]>().write(values);
                }
            }
        }
    }
}
