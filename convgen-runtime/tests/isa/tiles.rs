//! Tiles of registers, loaded and stored.

/// Loads of tiles: `$counts` is all numbers of lanes.
macro_rules! load_tiles {
    ($isa:expr, [$($count:literal)*] $(, $feature:meta)?) => {
        $(#[$feature])?
        unsafe fn load_tile<
            const COUNT: usize,
            const LANE: usize,
            const COLUMN: usize,
            const COLUMNS: usize,
        >(
            buffer: *const Number,
            at: isize,
        ) -> [[Number; LANES]; COLUMNS] {
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            let tile = unsafe { v::load_tile::<COUNT, LANE, COLUMN, COLUMNS>(buffer, at) };
            let mut columns = [[poison(); LANES]; COLUMNS];
            for (column, register) in columns.iter_mut().zip(tile) {
                *column = lanes(register);
            }
            columns
        }

        #[test]
        fn loaded_tiles_of_neighbours() {
            if has($isa) {
                $(load_tiles!(@ $count, 50 1, [1 2 3 4 5 6 7 8 9 12 15 16 17]);)*
            }
        }

        #[test]
        fn loaded_tiles_of_steps() {
            if has($isa) {
                $(
                    load_tiles!(@ $count, 1 1, [1 3 8]);
                    load_tiles!(@ $count, 2 1, [1 2 5]);
                    load_tiles!(@ $count, 3 1, [2 3 7]);
                    load_tiles!(@ $count, 4 1, [4 9]);
                    load_tiles!(@ $count, 50 2, [1 5]);
                    load_tiles!(@ $count, 2 7, [3]);
                    load_tiles!(@ $count, 1 20, [1 4]);
                )*
            }
        }
    };
    (@ $count:literal, $lane:literal $column:literal, [$($columns:literal)*]) => {$(
        // SAFETY: the caller has asked for the instruction set.
        unsafe {
            let load = load_tile::<$count, $lane, $column, $columns>;
            check_load_tile($count, [$lane, $column], load);
        }
    )*};
}

/// Tiles of modules with several lanes.
macro_rules! tiles {
    ($isa:expr, $lanes:literal, $counts:tt $(, $feature:meta)?) => {
        load_tiles!($isa, $counts $(, $feature)?);

        $(#[$feature])?
        unsafe fn store_tile<
            const COUNT: usize,
            const LANE: usize,
            const COLUMN: usize,
            const COLUMNS: usize,
        >(
            buffer: *mut Number,
            at: isize,
            tile: &[[Number; LANES]; COLUMNS],
        ) {
            let mut columns = [v::splat(0.0); COLUMNS];
            for (column, lanes) in columns.iter_mut().zip(tile) {
                *column = register(lanes);
            }
            // SAFETY: the elements lie inside the buffer by the caller's contract.
            unsafe { v::store_tile::<COUNT, LANE, COLUMN, COLUMNS>(buffer, at, columns) };
        }

        #[test]
        fn stored_tiles() {
            if has($isa) {
                tiles!(@ $lanes, (50, 1, 1) (50, 1, 3) (50, 1, 4) (50, 1, 6) (50, 1, 9));
                tiles!(@ $lanes, (2, 1, 2) (3, 1, 3) (4, 1, 4) (50, 2, 5));
            }
        }
    };
    // One lane, half a register, all lanes but one, and all.
    (@ $lanes:literal, $(($lane:literal, $column:literal, $columns:literal))*) => {$(
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

pub(crate) use load_tiles;
pub(crate) use tiles;
