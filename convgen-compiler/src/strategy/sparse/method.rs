//! The parameters of loops over single weights, and how they are chosen.

use super::{lower, model};
use crate::isa::{AnyTile, Isa, RowTile};
use crate::spec::{self, Request};
use crate::stencil::{Segment, Stencil, Weighted, Window};
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

    /// Whole rows where they fit. They are copied first where the model finds that better. Shorter are
    /// copied rows, whose tiles are all alike, and tiles of fewer sums.
    fn forms(isa: &Isa, layer: &Weighted, scratch: usize, tile: Option<AnyTile>) -> Vec<Self> {
        match tile {
            None => {}
            Some(AnyTile::Sparse(tile)) => return vec![Self { tile }],
            Some(_) => return Vec::new(),
        }
        let direct = direct(isa, &layer.stencil);
        let copied = copied(isa, &layer.stencil, scratch.min(Request::LITTLE));
        let mut tiles: Vec<_> = [Some(direct), copied].into_iter().flatten().collect();
        tiles.sort_by(|a, b| model::rows(isa, layer, *b).total_cmp(&model::rows(isa, layer, *a)));
        let narrow =
            |tile: RowTile| [RowTile { rows: 1, ..tile }, RowTile { rows: 1, vectors: 1, ..tile }];
        let narrower: Vec<_> = tiles.iter().flat_map(|&tile| narrow(tile)).collect();
        let lanes = isa.lanes(layer.stencil.element);
        let forms = tiles.into_iter().chain(narrower).map(|tile| Self { tile });
        forms.filter(|form| form.is_possible(layer, lanes)).collect()
    }

    /// Each border has code of its own, and in it each tap a loop of a few statements. With copied rows
    /// there are no borders, but each tap slides all sums.
    fn least_text(&self, layer: &Weighted) -> usize {
        let stencil = &layer.stencil;
        let [z, y] = [0, 1].map(|n| match self.tile.copied {
            true => stencil.axes[n].kernel,
            false => stencil.segments(n).iter().map(Segment::taps).sum(),
        });
        let tap = if self.tile.copied { SLIDE } else { ENTRY };
        z.saturating_mul(y).saturating_mul(tap * stencil.axes[2].kernel)
    }

    /// Weights of the caller's may all be something, and not every layer has rows that can be copied.
    fn is_possible(&self, layer: &Weighted, lanes: usize) -> bool {
        let RowTile { vectors, rows, copied } = self.tile;
        let window = || Window::new(&layer.stencil, lanes, vectors, rows);
        !layer.stencil.reads_weights && (!copied || window().is_some())
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        Some(model::score(isa, layer, self.tile, direct(isa, &layer.stencil)))
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

/// Statements of a loop over entries: a weight, and for one sum its input and its product. Kernels of 1×1 to
/// 7×7 have 0.9 to 3 times as many for each tap.
const ENTRY: usize = 4;

/// Statements of a tap of copied rows: measured 64 to 236, on kernels of 1×3 to 7×7.
const SLIDE: usize = 60;

/// Bytes of the nearest cache of common processors.
const NEAREST: usize = 1 << 15;
