//! What part of the multiply-add peak a strategy will reach on a layer.
//!
//! Counted from the stencil, with a few constants an instruction set that were measured on the
//! suite of `benches/suite`; it predicts the layers there to within a tenth of the peak.

use super::{Method, tiles};
use crate::isa::{Isa, RowTile};
use crate::stencil::{Segment, Stencil, Window};

/// Below this, plain loops are as good.
pub(super) const WORTHWHILE: f64 = 0.15;

/// Most multiply-adds in the text of one pixel tile, which has no loop over taps.
pub(super) const PIXELS_BUDGET: usize = 128;

/// Most tiles in the text of a pixels kernel.
const PIXELS_TILES: usize = 24;

/// Most loads of single lanes from what stands in the padding, in a kernel's text: about half of the
/// code that a layer may have.
const PADDING_LANES: usize = 2_048;

/// Most copies of the loop over single weights in a kernel's text: those of a 7×7 layer and of a
/// 3×3×3 one are fewer.
const SPARSE_LOOPS: usize = 1_024;

/// Tiles of channels: the lanes that channels fill, times the part of the time that is not spent on
/// storing. A vector of channels is scattered over as many planes of the output, which costs as
/// much as some multiply-adds, and more where neighbouring outputs belong to other phases.
pub(super) fn channels(isa: &Isa, stencil: &Stencil, scratch: usize) -> f64 {
    let work = mean_taps(stencil);
    let Method::Channels { tile, packed, .. } = tiles::channels(isa, stencil, scratch) else {
        return 0.0;
    };
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
    let outputs = stencil.output_len() / stencil.out_channels;
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

/// Tiles of pixels: the lanes that a row fills. Loads of every second element, and phases of a
/// single tap, which share no load, cost a part of the rest. Not at all where the kernel would be
/// large: its taps are straight-line code, and so is each of its regions.
pub(super) fn pixels(isa: &Isa, stencil: &Stencil) -> f64 {
    let x = &stencil.axes[2];
    let nests = stencil.segments(0).len() * stencil.segments(1).len();
    // Borders share a nest where lists can tell them apart.
    let lanes = padding_lanes(stencil).saturating_mul(nests.min(4));
    if pixel_taps(stencil) > PIXELS_BUDGET || nests > PIXELS_TILES || lanes > PADDING_LANES {
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
    let kept = if super::literals(stencil) { stencil.density() } else { 1.0 };
    let stored = stored(isa, stencil);
    isa.pixels_part * filled(row, isa.lanes(stencil.element)) * strided * shared * stored
        / kept.max(f64::MIN_POSITIVE)
}

/// The loop over the weights that are not zero: the peak of those, as a part of the peak of all, so
/// that it may be more than 1. Not at all where borders would need too many copies of the loop.
pub(super) fn sparse(isa: &Isa, stencil: &Stencil, scratch: usize) -> f64 {
    let Method::Sparse { tile } = tiles::sparse(isa, stencil, scratch) else { return 0.0 };
    if stencil.reads_weights {
        return 0.0;
    }
    let positions: usize = stencil.axes.iter().map(|axis| axis.kernel).product();
    // A row has a tile at each of its borders, and those between.
    let tiles = 3 * stencil.segments(0).len() * stencil.segments(1).len();
    let lanes = padding_lanes(stencil).saturating_mul(tiles);
    if tiles * positions > SPARSE_LOOPS || lanes > PADDING_LANES {
        return 0.0;
    }
    rows(isa, stencil, tile) / stencil.density().max(f64::MIN_POSITIVE)
}

/// The same for a tile, as a part of the peak of the weights that are not zero.
pub(super) fn rows(isa: &Isa, stencil: &Stencil, tile: RowTile) -> f64 {
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
            let uses = stencil.density() * mean_taps(stencil) * stencil.out_channels as f64
                / stencil.in_channels as f64;
            let rows = tile.rows as f64;
            let copies = COPY * window.height as f64 / rows / uses.max(f64::MIN_POSITIVE);
            copied * row as f64 / (tiles * window.pitch) as f64 / (1.0 + copies)
        }
    }
}

/// The part of the time that is not spent on scattering vectors of a row, where its outputs do not lie
/// side by side.
fn stored(isa: &Isa, stencil: &Stencil) -> f64 {
    let work = mean_taps(stencil);
    match stencil.out_strides.axes[2] {
        1 => 1.0,
        _ => work / (work + isa.channel_store[0]),
    }
}

/// What copying an element costs, in multiply-adds: a load that crosses a cache line and a store.
const COPY: f64 = 3.0;

/// Most multiply-adds of one channel and row of one vector of each phase.
pub(super) fn pixel_taps(stencil: &Stencil) -> usize {
    let most = |n: usize| stencil.segments(n).iter().map(Segment::taps).max().unwrap_or(0);
    let row: usize = stencil.axes[2].phases.iter().map(|phase| phase.taps.len()).sum();
    most(0) * most(1) * row
}

/// Loads of single lanes that one input channel of a row needs for what stands in its padding.
pub(super) fn padding_lanes(stencil: &Stencil) -> usize {
    let [z, y, x] = stencil.axes.each_ref();
    x.outside().saturating_mul(z.kernel * y.kernel)
}

/// Multiply-adds of one output, on average over phases.
fn mean_taps(stencil: &Stencil) -> f64 {
    let axis = |n: usize| {
        let phases = &stencil.axes[n].phases;
        let taps: usize = phases.iter().map(|phase| phase.taps.len()).sum();
        taps as f64 / phases.len().max(1) as f64
    };
    stencil.in_channels_per_group() as f64 * axis(0) * axis(1) * axis(2)
}

/// The part of the lanes of whole vectors that some elements fill.
fn filled(count: usize, lanes: usize) -> f64 {
    count as f64 / count.next_multiple_of(lanes).max(1) as f64
}
