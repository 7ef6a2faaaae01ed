//! The scratch memory of a strip: its buffers, and how the arrays in them lie.

use super::array::Along;
use super::products::Steps;
use super::strip::Strips;
use crate::kernel::{BufferId, Builder};
use crate::stencil::Stencil;

/// Elements of each buffer in scratch memory.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Sizes {
    /// What a strip reads of a vector of channels, and that with `B` applied along z, then y.
    pub(super) window: [usize; 3],
    pub(super) values: usize,
    pub(super) products: usize,
    /// The products with `A` applied along z, then y, then x.
    pub(super) rows: [usize; 3],
}

#[derive(Clone, Copy)]
pub(super) struct Buffers {
    pub(super) window: [BufferId; 3],
    pub(super) values: BufferId,
    pub(super) products: BufferId,
    pub(super) rows: [BufferId; 3],
}

impl Sizes {
    fn all(&self) -> [usize; 8] {
        let ([a, b, c], [d, e, f]) = (self.window, self.rows);
        [a, b, c, self.values, self.products, d, e, f]
    }

    /// Elements in all.
    pub(super) fn total(&self) -> usize {
        self.all().iter().sum()
    }

    pub(super) fn largest(&self, other: &Self) -> Self {
        let most = |a: [usize; 3], b: [usize; 3]| std::array::from_fn(|n| a[n].max(b[n]));
        Self {
            window: most(self.window, other.window),
            values: self.values.max(other.values),
            products: self.products.max(other.products),
            rows: most(self.rows, other.rows),
        }
    }
}

impl Buffers {
    pub(super) fn new(builder: &mut Builder, sizes: &Sizes) -> Self {
        let names = ["window", "slices", "lines", "values", "products", "planes", "strips", "rows"];
        let all = sizes.all();
        let mut each = names.iter().zip(all).map(|(name, len)| builder.scratch(name, len));
        let mut next = || each.next().unwrap_or(BufferId(0));
        Self {
            window: [next(), next(), next()],
            values: next(),
            products: next(),
            rows: [next(), next(), next()],
        }
    }
}

/// How the arrays of a strip lie.
pub(super) struct Arrays {
    /// The window, and after `B` along z and y; those of plain axes are the one before.
    pub(super) window: [[Along; 3]; 3],
    pub(super) values: ([Along; 3], Steps),
    pub(super) products: ([Along; 3], Steps),
    pub(super) rows: [[Along; 3]; 3],
}

/// Elements along each axis while a strip is computed: of its window and of its rows, with the axes before `done`
/// transformed.
pub(super) fn counts(strips: &[Strips<'_>; 3], done: usize) -> [[usize; 3]; 2] {
    let of = |n: usize| {
        let products = strips[n].tiling.products() * strips[n].tiles;
        match n < done {
            true => [products, strips[n].output()],
            false => [strips[n].input(), products],
        }
    };
    let each = [of(0), of(1), of(2)];
    [0, 1].map(|side| each.map(|counts| counts[side]))
}

impl Sizes {
    /// What the arrays of a strip take.
    pub(super) fn of(
        strips: &[Strips<'_>; 3],
        stencil: &Stencil,
        lanes: usize,
        vectors: usize,
    ) -> Self {
        let elements = |counts: [usize; 3]| counts.iter().product::<usize>() * lanes;
        let all: usize =
            strips.iter().map(|strips| strips.tiling.products() * strips.tiles).product();
        let mut sizes = Self {
            window: std::array::from_fn(|done| elements(counts(strips, done)[0])),
            values: all * stencil.in_channels_per_group().next_multiple_of(lanes),
            products: all * vectors * lanes,
            rows: std::array::from_fn(|done| elements(counts(strips, done + 1)[1])),
        };
        for (n, strips) in strips.iter().enumerate().take(2) {
            if strips.tiling.is_plain() {
                (sizes.window[n + 1], sizes.rows[n]) = (0, 0);
            }
        }
        sizes
    }
}

/// How the arrays of a strip lie in their buffers.
pub(super) fn arrays(
    strips: &[Strips<'_>; 3],
    stencil: &Stencil,
    lanes: usize,
    vectors: usize,
) -> Arrays {
    let products = strips.each_ref().map(|strips| strips.tiling.products());
    let tiles = strips.each_ref().map(|strips| strips.tiles);
    let along = |n: usize, step: usize| Along::products(&strips[n], [products[n] * step, step]);
    let window = std::array::from_fn(|done| {
        let step = steps(counts(strips, done)[0], lanes);
        std::array::from_fn(|n| match n < done {
            true => along(n, step[n]),
            false => Along::inputs(&strips[n], step[n]),
        })
    });
    let rows = std::array::from_fn(|done| {
        let step = steps(counts(strips, done + 1)[1], lanes);
        std::array::from_fn(|n| match n <= done {
            true => Along::outputs(&strips[n], step[n]),
            false => along(n, step[n]),
        })
    });
    let channels = stencil.in_channels_per_group().next_multiple_of(lanes);
    let [values, sums] = [channels, vectors * lanes].map(|unit| by_product(products, tiles, unit));
    let along = |steps: &Steps| {
        std::array::from_fn(|n| Along::products(&strips[n], [steps.tiles[n], steps.products[n]]))
    };
    Arrays { window, values: (along(&values), values), products: (along(&sums), sums), rows }
}

/// From one element to the next along each axis, the last one's `step` apart.
pub(super) fn steps(counts: [usize; 3], step: usize) -> [usize; 3] {
    [counts[1] * counts[2] * step, counts[2] * step, step]
}

/// `[product z, y, x, tile z, y, x]`, `unit` elements for each.
pub(super) fn by_product(products: [usize; 3], tiles: [usize; 3], unit: usize) -> Steps {
    let tile = steps(tiles, unit);
    let all = tiles.iter().product::<usize>() * unit;
    Steps { products: steps(products, all), tiles: tile }
}
