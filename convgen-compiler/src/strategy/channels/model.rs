//! The part of the peak that tiles of channels reach.

use crate::isa::{Isa, Tile};
use crate::stencil::Stencil;
use crate::strategy::estimate::{filled, mean_taps};

/// Tiles of channels: the lanes that channels fill, times the part of the time that is not spent on
/// storing. A vector of channels is scattered over as many planes of the output, which costs as
/// much as some multiply-adds, and more where neighbouring outputs belong to other phases.
pub(super) fn score(isa: &Isa, stencil: &Stencil, tile: Tile, packed: bool) -> f64 {
    let work = mean_taps(stencil);
    let apart = stencil.axes[2].out_step > 1 && !tile.interleaved;
    let store = match stencil.out_strides.channel {
        1 => WHOLE_STORE,
        _ => isa.channel_store[usize::from(apart)],
    };
    let lanes = isa.lanes(stencil.element);
    // The caller's weights lie apart: every lane is loaded by itself, once for all or once a tile.
    let part = |uses: f64| uses / (uses + GATHER * lanes as f64);
    let loaded = match (stencil.reads_weights, packed) {
        (false, _) => 1.0,
        (true, true) => part(outputs_per_weight(stencil)),
        (true, false) => part(tile.pixels as f64),
    };
    filled(stencil.lane_channels, lanes) * loaded * work / (work + store)
}

/// What it costs to load a lane of a vector that is put together, in multiply-adds.
const GATHER: f64 = 2.0;

/// How many vectors each vector of weights is multiplied with.
fn outputs_per_weight(stencil: &Stencil) -> f64 {
    let outputs = stencil.outputs() / stencil.out_channels;
    let phases: usize = stencil.axes.iter().map(|axis| axis.out_step).product();
    outputs as f64 / phases as f64
}

/// What it costs to store a vector to neighbouring elements, in multiply-adds: a processor does two of
/// those for every store.
const WHOLE_STORE: f64 = 2.0;

/// Whether tiles of channels have the pixels of all phases in turn. Their stores are cheaper then,
/// but every weight serves fewer pixels: not where storing is a small part of the work, and not
/// where a tile has less than two pixels a phase.
pub(super) fn interleaved(isa: &Isa, stencil: &Stencil, pixels: usize) -> bool {
    if stencil.out_strides.channel == 1 {
        return false;
    }
    let phases = stencil.axes[2].out_step;
    let [near, apart] = isa.channel_store;
    let gain = (apart - near) / mean_taps(stencil).max(1.0);
    phases > 1 && pixels >= 2 * phases && gain > INTERLEAVE
}

/// The part of the work that interleaving must spare: 64 channels to 32 gained a tenth where 15 of
/// 144 multiply-adds were spared, 128 to 64 lost a twentieth where it was 15 of 512.
const INTERLEAVE: f64 = 0.05;
