//! The part of the peak that tiles of pixels reach.

use crate::isa::Isa;
use crate::stencil::Weighted;
use crate::strategy::estimate::{PADDING_LANES, filled, padding_lanes, pixel_taps, stored};

/// Most multiply-adds in the text of one pixel tile, which has no loop over taps.
const BUDGET: usize = 128;

/// Most tiles in the text of a pixels kernel.
const TILES: usize = 24;

/// Tiles of pixels: the lanes that a row fills. Loads of every second element, and phases of a
/// single tap, which share no load, cost a part of the rest. Not at all where the kernel would be
/// large: its taps are straight-line code, and so is each of its regions.
pub(super) fn score(isa: &Isa, layer: &Weighted, literals: bool) -> f64 {
    let stencil = &layer.stencil;
    let x = &stencil.axes[2];
    let nests = stencil.segments(0).len() * stencil.segments(1).len();
    // Borders share a nest where lists can tell them apart.
    let lanes = padding_lanes(stencil).saturating_mul(nests.min(4));
    if pixel_taps(stencil) > BUDGET || nests > TILES || lanes > PADDING_LANES {
        return 0.0;
    }
    let row = x.phases.iter().map(|phase| phase.count).max().unwrap_or(0);
    let strided = match x.in_step * stencil.in_strides.axes[2] {
        1 => 1.0,
        2 => 0.8,
        3 => 0.6,
        _ => 0.3,
    };
    let taps: usize = x.phases.iter().map(|phase| phase.taps.len()).sum();
    let a_phase = taps as f64 / x.phases.len().max(1) as f64;
    let shared = if x.out_step > 1 { 1.0 - 0.22 / a_phase.max(1.0).powi(2) } else { 1.0 };
    let kept = if literals { layer.density() } else { 1.0 };
    let stored = stored(isa, stencil);
    isa.pixels_part * filled(row, isa.lanes(stencil.element)) * strided * shared * stored
        / kept.max(f64::MIN_POSITIVE)
}
