//! The parameters of transformed tiles.

use super::axis::Tiling;
use super::memory::Sizes;
use super::strip::{Strips, strips};
use crate::stencil::Stencil;

/// Cook–Toom algorithms along the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transformed {
    /// Outputs of each phase that a tile has along z, y and x; one is a direct sum.
    pub outputs: [usize; 3],
    /// Most tiles of a strip along each.
    pub strip: [usize; 3],
    /// Vectors of output channels of a register tile.
    pub vectors: usize,
    /// Most accumulators of one.
    pub sums: usize,
    /// Whether tiles at the far border may have less outputs.
    pub mixed: bool,
}

impl Transformed {
    /// The axes in tiles, as far as there are such.
    pub(super) fn tilings(&self, stencil: &Stencil) -> Option<[Tiling; 3]> {
        let [z, y, x] =
            [0, 1, 2].map(|n| Tiling::new(&stencil.axes[n], self.outputs[n], self.mixed));
        Some([z?, y?, x?])
    }

    /// The strips of each axis.
    pub(super) fn strips<'a>(&self, tilings: &'a [Tiling; 3]) -> [Vec<Strips<'a>>; 3] {
        std::array::from_fn(|n| strips(&tilings[n], self.strip[n]))
    }

    /// Tiles of a register tile with so many vectors.
    pub(super) fn most_tiles(&self, vectors: usize) -> usize {
        (self.sums / vectors).max(1)
    }

    /// The scratch memory of the largest strips.
    pub(super) fn sizes(&self, stencil: &Stencil, tilings: &[Tiling; 3], lanes: usize) -> Sizes {
        let [z, y, x] = self.strips(tilings);
        let mut sizes = Sizes::default();
        for &z in &z {
            for &y in &y {
                for &x in &x {
                    let own = Sizes::of(&[z, y, x], stencil, lanes, self.vectors);
                    sizes = sizes.largest(&own);
                }
            }
        }
        sizes
    }

    /// Bytes of scratch memory.
    pub fn scratch(&self, stencil: &Stencil, lanes: usize) -> usize {
        let sizes = self.tilings(stencil).map(|tilings| self.sizes(stencil, &tilings, lanes));
        sizes.map_or(0, |sizes| sizes.total()) * stencil.element.bytes()
    }
}
