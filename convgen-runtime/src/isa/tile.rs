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
    let [lane_step, column_step] = steps;
    let columns = tile.len() / lanes;
    let tile = tile.as_ptr();
    for lane in 0..count {
        for column in 0..columns {
            // SAFETY: `lane < lanes` and `column < columns`, so the element read is one of the
            // tile's; the element written is the caller's promise.
            unsafe {
                let value = *tile.add(column * lanes + lane);
                *target.add(lane * lane_step + column * column_step) = value;
            }
        }
    }
}
