//! Arrays in scratch memory: where along each axis their elements are.

use super::axis::Transform;
use super::strip::Strips;
use crate::kernel::BufferId;

/// The places of one axis, in elements of the buffer.
#[derive(Clone, Debug, Default)]
pub(super) struct Along {
    /// Where each tile of a strip begins.
    pub(super) tiles: Vec<i64>,
    /// From there to each item of a tile, a whole one and a shorter one: an element that it reads, a
    /// product, or an output.
    pub(super) items: [Vec<i64>; 2],
    /// All places that hold anything, in order.
    pub(super) all: Vec<i64>,
}

/// An array of vectors: one place for each combination of those of its axes.
#[derive(Clone, Debug)]
pub(super) struct Array {
    pub(super) buffer: BufferId,
    pub(super) axes: [Along; 3],
}

impl Along {
    /// From one place to the next, where they are equally far apart.
    pub(super) fn step(&self) -> usize {
        self.all.windows(2).next().map_or(1, |pair| (pair[1] - pair[0]) as usize)
    }

    /// What a strip reads: raw elements, `step` apart.
    pub(super) fn inputs(strips: &Strips<'_>, step: usize) -> Self {
        let tiling = strips.tiling;
        let lowest = tiling.lowest();
        Self {
            tiles: tiles(strips, tiling.in_step * step),
            items: items(strips, |transform| {
                transform.reads.iter().map(|read| (read - lowest) * step as i64).collect()
            }),
            all: (0..strips.input()).map(|n| (n * step) as i64).collect(),
        }
    }

    /// Its products: from a tile, and from a product of all tiles, to the next.
    pub(super) fn products(strips: &Strips<'_>, [tile, product]: [usize; 2]) -> Self {
        let each = |at: usize| {
            let kept = strips.transform(at).kept.iter();
            kept.map(move |name| (at * tile + name * product) as i64)
        };
        Self {
            tiles: (0..strips.tiles).map(|at| (at * tile) as i64).collect(),
            items: items(strips, |transform| {
                transform.kept.iter().map(|name| (name * product) as i64).collect()
            }),
            all: (0..strips.tiles).flat_map(each).collect(),
        }
    }

    /// Its outputs, `step` apart.
    pub(super) fn outputs(strips: &Strips<'_>, step: usize) -> Self {
        let tiling = strips.tiling;
        let tiles = tiles(strips, tiling.out_step * step);
        let each = |at: usize| {
            let first = tiling.out_step * tiling.first(at);
            strips.transform(at).writes.iter().map(move |write| ((first + write) * step) as i64)
        };
        let mut all: Vec<i64> = (0..strips.tiles).flat_map(each).collect();
        all.sort_unstable();
        let items = items(strips, |transform| {
            transform.writes.iter().map(|write| (write * step) as i64).collect()
        });
        Self { tiles, items, all }
    }
}

/// Of a whole tile and of a shorter one.
fn items(strips: &Strips<'_>, of: impl Fn(&Transform) -> Vec<i64>) -> [Vec<i64>; 2] {
    [of(&strips.tiling.whole), strips.part.map(of).unwrap_or_default()]
}

/// Where tiles begin, `step` elements from one `q` to the next.
fn tiles(strips: &Strips<'_>, step: usize) -> Vec<i64> {
    (0..strips.tiles).map(|at| (strips.tiling.first(at) * step) as i64).collect()
}
