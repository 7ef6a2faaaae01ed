//! The part of the peak that loops over single weights reach.

use crate::isa::{Isa, RowTile};
use crate::stencil::{Weighted, Window};
use crate::strategy::estimate::{filled, mean_taps, stored};

/// The part that tiles of fewer sums reach than there are registers for.
const NARROW: f64 = 0.8;

/// The loop over the weights that are not zero: the peak of those, as a part of the peak of all, so
/// that it may be more than 1. A full tile has as many sums as there are registers for.
pub(super) fn score(isa: &Isa, layer: &Weighted, tile: RowTile, full: RowTile) -> f64 {
    let stencil = &layer.stencil;
    if stencil.reads_weights {
        return 0.0;
    }
    let narrow = !tile.copied && tile.vectors * tile.rows < full.vectors * full.rows;
    let part = if narrow { NARROW } else { 1.0 };
    part * rows(isa, layer, tile) / layer.density().max(f64::MIN_POSITIVE)
}

/// The same for a tile, as a part of the peak of the weights that are not zero.
pub(super) fn rows(isa: &Isa, layer: &Weighted, tile: RowTile) -> f64 {
    let stencil = &layer.stencil;
    let x = &stencil.axes[2];
    let row = x.longest_phase();
    let strided = match x.in_step * stencil.in_strides.axes[2] {
        1 => 1.0,
        2 | 3 => 0.5,
        _ => 0.1,
    };
    let [direct, copied] = isa.sparse_part;
    let lanes = isa.lanes(stencil.element);
    match Window::new(stencil, lanes, tile.vectors, tile.rows).filter(|_| tile.copied) {
        None => direct * filled(row, lanes) * strided * stored(isa, stencil),
        Some(window) => {
            let tiles = row.div_ceil(window.outputs);
            // Each element is copied once a row of tiles, for all its uses.
            let uses = layer.density() * mean_taps(stencil) * stencil.out_channels as f64
                / stencil.in_channels as f64;
            let rows = tile.rows as f64;
            let copies = COPY * window.height as f64 / rows / uses.max(f64::MIN_POSITIVE);
            copied * row as f64 / (tiles * window.pitch) as f64 / (1.0 + copies)
        }
    }
}

/// What copying an element costs, in multiply-adds: a load that crosses a cache line and a store.
const COPY: f64 = 3.0;
