//! What a stencil costs, counted: what the models of the strategies have in common.
//!
//! A model predicts the part of the multiply-add peak that a method reaches on a layer, from counts of the
//! stencil and a few constants an instruction set that were measured on `benches/suite`; it predicts the
//! layers there to within a tenth of the peak.

use crate::isa::Isa;
use crate::stencil::{Axis, Segment, Stencil};

/// The part of the time that is not spent on scattering vectors of a row, where its outputs do not lie
/// side by side.
pub(super) fn stored(isa: &Isa, stencil: &Stencil) -> f64 {
    let work = mean_taps(stencil);
    match stencil.out_strides.axes[2] {
        1 => 1.0,
        _ => work / (work + isa.channel_store[0]),
    }
}

/// Most multiply-adds of one channel and row of one vector of each phase.
pub(super) fn pixel_taps(stencil: &Stencil) -> usize {
    let most = |n: usize| stencil.segments(n).iter().map(Segment::taps).max().unwrap_or(0);
    let row: usize = stencil.axes[2].phases.iter().map(|phase| phase.taps.len()).sum();
    most(0) * most(1) * row
}

/// Multiply-adds of one output, on average over phases.
pub(super) fn mean_taps(stencil: &Stencil) -> f64 {
    let taps: f64 = stencil.axes.iter().map(taps_of_phase).product();
    stencil.in_channels_per_group() as f64 * taps
}

/// Taps of an axis that an output has, on average over phases.
pub(super) fn taps_of_phase(axis: &Axis) -> f64 {
    let taps: usize = axis.phases.iter().map(|phase| phase.taps.len()).sum();
    taps as f64 / axis.phases.len().max(1) as f64
}

/// The part of the lanes of whole vectors that some elements fill.
pub(super) fn filled(count: usize, lanes: usize) -> f64 {
    count as f64 / count.next_multiple_of(lanes).max(1) as f64
}
