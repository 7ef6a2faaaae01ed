//! Which lanes of which registers, as constants of shuffles and masks.

/// For each register-sized stretch of memory a mask, all bits of an element: those of the lanes
/// `first .. first + count`, `STRIDE` apart from the first stretch's start. With an odd stride the
/// places differ from stretch to stretch, so that all stretches together fill one register.
pub(super) const fn stretches<const LANES: usize, const STRIDE: usize>(
    first: usize,
    count: usize,
) -> [[i32; LANES]; STRIDE] {
    let mut taken = [[0; LANES]; STRIDE];
    let mut lane = first;
    while lane < first + count {
        let at = lane * STRIDE;
        taken[at / LANES][at % LANES] = -1;
        lane += 1;
    }
    taken
}

/// The register, and the lane of it, that each lane is when every `step`-th lane of registers side by
/// side is taken from `first` on.
pub(super) const fn picked<const LANES: usize>(
    first: usize,
    step: usize,
) -> ([usize; LANES], [i32; LANES]) {
    let (mut registers, mut lanes) = ([0; LANES], [0; LANES]);
    let mut lane = 0;
    while lane < LANES {
        let at = first + step * lane;
        registers[lane] = at / LANES;
        lanes[lane] = (at % LANES) as i32;
        lane += 1;
    }
    (registers, lanes)
}

/// For each place of a register, which of the registers of [`picked`] has a lane there; with an odd
/// step.
pub(super) const fn picked_places<const LANES: usize>(first: usize, step: usize) -> [usize; LANES] {
    let (registers, lanes) = picked::<LANES>(first, step);
    let mut places = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        places[lanes[lane] as usize] = registers[lane];
        lane += 1;
    }
    places
}

/// Where the lanes of [`picked`] lie in the first two registers, of `2 · LANES` lanes together.
pub(super) const fn picked_of_two<const LANES: usize>(first: usize, step: usize) -> [i32; LANES] {
    let (registers, mut lanes) = picked::<LANES>(first, step);
    let mut lane = 0;
    while lane < LANES {
        lanes[lane] += if registers[lane] == 1 { LANES as i32 } else { 0 };
        lane += 1;
    }
    lanes
}

/// The same as `stretches` for the two registers in which every second element is found: the second
/// begins `LANES - 1` elements after the first, so that it ends with the last that is taken.
pub(super) const fn halves<const LANES: usize>(
    first: usize,
    count: usize,
) -> ([i32; LANES], [i32; LANES]) {
    let (mut low, mut high) = ([0; LANES], [0; LANES]);
    let mut lane = first;
    while lane < first + count {
        if lane < LANES / 2 {
            low[2 * lane] = -1;
        } else {
            high[2 * lane - (LANES - 1)] = -1;
        }
        lane += 1;
    }
    (low, high)
}

/// The place at which each lane of [`stretches`] then is.
pub(super) const fn places<const LANES: usize, const STRIDE: usize>() -> [i32; LANES] {
    let mut places = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        places[lane] = (lane * STRIDE % LANES) as i32;
        lane += 1;
    }
    places
}
