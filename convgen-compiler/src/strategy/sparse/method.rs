//! The parameters of loops over single weights, and how they are chosen.

use super::{lower, model};
use crate::isa::{AnyTile, Isa, RowTile};
use crate::spec;
use crate::stencil::{Stencil, Weighted, Window};
use crate::strategy::contract::Strategy;
use crate::strategy::parameters::Lowered;

/// A loop over the weights that are not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sparse {
    /// The accumulators.
    pub tile: RowTile,
}

impl Strategy for Sparse {
    const NAME: spec::Strategy = spec::Strategy::Sparse;

    /// Whole rows where they fit. They are copied first where the model finds that better. Nothing where
    /// no weight is known to be zero.
    fn propose(isa: &Isa, layer: &Weighted, scratch: usize) -> Option<Self> {
        let direct = direct(isa, &layer.stencil);
        let copied = copied(isa, &layer.stencil, scratch)
            .filter(|copied| model::rows(isa, layer, *copied) > model::rows(isa, layer, direct));
        Some(Self { tile: copied.unwrap_or(direct) })
    }

    fn asked(_: &Isa, _: &Weighted, _scratch: usize, tile: AnyTile) -> Option<Self> {
        let AnyTile::Sparse(tile) = tile else { return None };
        Some(Self { tile })
    }

    /// Weights of the caller's may all be something, and not every layer has rows that can be copied.
    fn is_possible(&self, layer: &Weighted, lanes: usize) -> bool {
        let RowTile { vectors, rows, copied } = self.tile;
        let window = || Window::new(&layer.stencil, lanes, vectors, rows);
        !layer.stencil.reads_weights && (!copied || window().is_some())
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        Some(model::score(isa, layer, self.tile))
    }

    fn bakes(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        lower(layer, lanes, self)
    }

    fn tile(&self) -> Option<AnyTile> {
        Some(AnyTile::Sparse(self.tile))
    }
}

fn direct(isa: &Isa, stencil: &Stencil) -> RowTile {
    let x = &stencil.axes[2];
    let blocks = x
        .phases
        .iter()
        .map(|phase| phase.count.div_ceil(isa.lanes(stencil.element)))
        .max()
        .unwrap_or(1);
    let most = (isa.sums / x.phases.len().max(1)).max(1);
    let vectors = blocks.clamp(1, most.min(4));
    let rows = (most / vectors).clamp(1, 4);
    RowTile { vectors, rows, copied: false }
}

/// Rows in the nearest cache, whose weights are each read for as many sums as hide the latency; `None`
/// where a row cannot be copied.
fn copied(isa: &Isa, stencil: &Stencil, scratch: usize) -> Option<RowTile> {
    let lanes = isa.lanes(stencil.element);
    let most = (isa.sums / stencil.axes[2].phases.len().max(1)).max(1);
    let row = Window::new(stencil, lanes, usize::MAX / lanes, 1)?;
    let vectors = (row.pitch / lanes).min(most.min(COPIED_VECTORS));
    let tile = |rows| RowTile { vectors, rows, copied: true };
    let bytes = |tile: RowTile| {
        let window = Window::new(stencil, lanes, tile.vectors, tile.rows);
        window.map(|window| window.len() * stencil.element.bytes())
    };
    let fitting = (1..=most / vectors).map(tile);
    let fitting: Vec<_> =
        fitting.filter(|&tile| bytes(tile).is_some_and(|b| b <= scratch)).collect();
    let near = |tile: &&RowTile| {
        bytes(**tile).is_some_and(|bytes| bytes <= NEAREST) || vectors * tile.rows <= COPIED_SUMS
    };
    fitting.iter().rev().find(near).or(fitting.first()).copied()
}

/// Most vectors of a tile of copied rows.
const COPIED_VECTORS: usize = 4;

/// Sums enough to hide the latency of a multiply-add, and the loads of a weight and its place.
const COPIED_SUMS: usize = 8;

/// Bytes of the nearest cache of common processors.
const NEAREST: usize = 1 << 15;
