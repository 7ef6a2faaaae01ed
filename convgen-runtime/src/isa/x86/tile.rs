//! Tiles of registers on x86-64: transposed between memory and registers.

/// The functions of an instruction set for tiles. `store_part` takes its address as that of lane 0, and
/// touches the lanes `first .. first + count` only. `interleave` gives two registers that alternate the
/// lanes of two others; `transpose` takes four registers and gives the lanes `4·group + n` of all four
/// at `[n][group]`, which `store_quad` stores. Where registers are long enough for it to pay, `store_rows` transposes
/// that many columns or more, up to a square, and stores each lane's at once.
///
/// A piece is as many elements as 128 bits have. `load_pieces` takes an address, a step, a count and a
/// width, and gives a register whose first `count` pieces begin with the `width` elements at each step;
/// `cross` takes as many registers as a piece has elements, and transposes the squares that their pieces
/// at each place are.
macro_rules! tiles {
    (
        $element:ident, $feature:literal, $lanes:literal,
        load $load_pieces:ident, $cross:ident,
        store $store:ident, $store_part:ident, $interleave:ident, $transpose:ident, $store_quad:ident
        $(, rows of $least:literal.. $store_rows:ident)?
    ) => {
        /// Several registers, each of the first `COUNT` lanes, and zero in the others: a lane's elements
        /// are `LANE` apart, a register's `COLUMN`.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
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
            let mut columns = [splat(0.0); COLUMNS];
            // Two loads and a shuffle a register are less than a transposition.
            if COLUMN > 1 || COLUMNS == 1 || LANE <= 2 {
                for (n, column) in columns.iter_mut().enumerate() {
                    // SAFETY: the first lane's element lies inside the buffer, and those of the others
                    // do, by the caller's contract.
                    *column = unsafe {
                        load_lanes::<0, COUNT, LANE>(buffer.offset(at).add(n * COLUMN), 0)
                    };
                }
                return columns;
            }
            let width = if COLUMNS < PIECE { COLUMNS } else { PIECE };
            for first in (0..COLUMNS).step_by(PIECE) {
                // The last columns may overlap those before, and are loaded again.
                let first = if first + width <= COLUMNS { first } else { COLUMNS - width };
                let mut rows = [splat(0.0); PIECE];
                for (n, row) in rows.iter_mut().enumerate().take(COUNT) {
                    // SAFETY: the lanes `n`, `n + PIECE` … below `COUNT` take part, with `width`
                    // columns from `first` on, all of which lie inside the buffer.
                    *row = unsafe {
                        let from = buffer.offset(at).add(n * LANE + first);
                        let count = (COUNT - n).div_ceil(PIECE);
                        $load_pieces(from, PIECE * LANE, count, width)
                    };
                }
                for (column, crossed) in columns.iter_mut().skip(first).zip($cross(rows)) {
                    *column = crossed;
                }
            }
            columns
        }

        /// Elements of 128 bits: no shuffle of a larger register is as cheap as those inside them, and
        /// loads put pieces together on their way.
        const PIECE: usize = 16 / size_of::<$element>();

        /// Stores the first `COUNT` lanes of several registers: a lane's elements are `LANE` apart,
        /// a register's `COLUMN`.
        ///
        /// # Safety
        /// See the contract of [`isa`](crate::isa).
        #[inline]
        #[target_feature(enable = $feature)]
        pub unsafe fn store_tile<
            const COUNT: usize,
            const LANE: usize,
            const COLUMN: usize,
            const COLUMNS: usize,
        >(
            buffer: *mut $element,
            at: isize,
            columns: [V; COLUMNS],
        ) {
            if COLUMN == 1 && LANE == COLUMNS && (COLUMNS == 2 || COLUMNS == 4) {
                // Phases that alternate are neighbours in memory. The constants fold away.
                let woven = if COLUMNS == 2 {
                    let [first, second] = $interleave(columns[0], columns[COLUMNS - 1]);
                    [first, second, first, second]
                } else {
                    weave([0, 1, 2, 3].map(|n| columns[n % COLUMNS]))
                };
                for (n, value) in woven.into_iter().take(COLUMNS).enumerate() {
                    let count = (COLUMNS * COUNT).saturating_sub(n * $lanes);
                    if count > 0 {
                        // SAFETY: these elements belong to lanes that take part, and lie inside the
                        // buffer by the caller's contract.
                        unsafe {
                            let target = buffer.offset(at).add(n * $lanes);
                            $store_part(
                                target,
                                value,
                                0,
                                if count < $lanes { count } else { $lanes },
                            );
                        }
                    }
                }
                return;
            }
            let mut tile = [[0.0; $lanes]; COLUMNS];
            for (row, column) in tile.iter_mut().zip(columns) {
                // SAFETY: a row has as many elements as the register.
                unsafe { $store(row.as_mut_ptr(), column) };
            }
            if COLUMN == 1 && COUNT == $lanes && COLUMNS >= 4 {
                // SAFETY: the caller's contract is this function's, and there are four columns.
                return unsafe { store_columns(buffer.offset(at), &tile, LANE) };
            }
            // SAFETY: the caller's contract is this function's.
            unsafe {
                let (target, tile) = (buffer.offset(at), tile.as_flattened());
                crate::isa::tile::$element::store(target, tile, [COUNT, $lanes], [LANE, COLUMN]);
            }
        }

        /// Four registers that alternate the lanes of four others.
        #[inline]
        #[target_feature(enable = $feature)]
        fn weave([a, b, c, d]: [V; 4]) -> [V; 4] {
            let ([first, second], [third, fourth]) = ($interleave(a, c), $interleave(b, d));
            let ([a, b], [c, d]) = ($interleave(first, third), $interleave(second, fourth));
            [a, b, c, d]
        }

        /// Writes registers as columns that lie side by side in memory, lanes `lane_step` elements
        /// apart: four columns at a time, transposed in registers. The last four may overlap those
        /// before, and write the same again.
        ///
        /// Kept out of line: it runs once for hundreds of multiply-adds.
        ///
        /// # Safety
        /// All elements written must lie inside the buffer that `target` points into, which must be
        /// exclusively borrowed; there are at least four columns.
        #[inline(never)]
        #[target_feature(enable = $feature)]
        unsafe fn store_columns(
            target: *mut $element,
            tile: &[[$element; $lanes]],
            lane_step: usize,
        ) {
            $(if tile.len() >= $least && tile.len() <= $lanes {
                // SAFETY: the caller's contract is this function's.
                return unsafe { $store_rows(target, tile, lane_step) };
            })?
            for column in (0..tile.len()).step_by(4) {
                let column = column.min(tile.len() - 4);
                for (n, quads) in $transpose(&tile[column..column + 4]).into_iter().enumerate() {
                    for (group, quad) in quads.into_iter().enumerate() {
                        // SAFETY: lane `4·group + n` is one of the registers'; its elements are the
                        // caller's promise.
                        unsafe {
                            $store_quad(target.add((4 * group + n) * lane_step + column), quad);
                        }
                    }
                }
            }
        }
    };
}

pub(in crate::isa) use tiles;
