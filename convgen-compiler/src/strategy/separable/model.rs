//! The part of the peak that two passes reach.

use super::factors::Factors;
use super::method::Separable;
use crate::isa::Isa;
use crate::stencil::Weighted;
use crate::strategy::estimate::{filled, mean_taps};

/// Counted on all weights, so that it may be more than 1.
pub(super) fn score(isa: &Isa, layer: &Weighted, method: Separable) -> f64 {
    let stencil = &layer.stencil;
    let Some(factors) = Factors::of(layer) else { return 0.0 };
    let [_, y, x] = stencil.axes.each_ref();
    let _ = method;
    let inputs = stencil.in_channels_per_group() as f64;
    let rank = factors.rank as f64;
    let passes = inputs * rank * (x.kernel as f64 + y.kernel as f64);
    let row = x.longest_phase();
    0.6 * isa.pixels_part * filled(row, isa.lanes(stencil.element)) * mean_taps(stencil) / passes
}
