//! The part of the peak that loops over single weights reach.

use crate::isa::{Isa, RowTile};
use crate::stencil::{Weighted, Window};
use crate::strategy::estimate::{PADDING_LANES, filled, mean_taps, padding_lanes, stored};

/// Most copies of the loop over single weights in a kernel's text: those of a 7×7 layer and of a
/// 3×3×3 one are fewer.
const LOOPS: usize = 1_024;

/// The loop over the weights that are not zero: the peak of those, as a part of the peak of all, so
/// that it may be more than 1. Not at all where borders would need too many copies of the loop.
pub(super) fn score(isa: &Isa, layer: &Weighted, tile: RowTile) -> f64 {
    let stencil = &layer.stencil;
    if stencil.reads_weights {
        return 0.0;
    }
    let positions: usize = stencil.axes.iter().map(|axis| axis.kernel).product();
    // A row has a tile at each of its borders, and those between.
    let tiles = 3 * stencil.segments(0).len() * stencil.segments(1).len();
    let lanes = padding_lanes(stencil).saturating_mul(tiles);
    if tiles * positions > LOOPS || lanes > PADDING_LANES {
        return 0.0;
    }
    rows(isa, layer, tile) / layer.density().max(f64::MIN_POSITIVE)
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
