//! The part of the peak that two passes reach.

use super::factors::Factors;
use crate::isa::Isa;
use crate::stencil::{Axis, Stencil, Weighted};
use crate::strategy::estimate::{filled, mean_taps, taps_of_phase};

/// The part for steps of so many rows, counted on all weights, so that it may be more than 1. A product of a
/// pass takes as long as one of a tile of pixels does; in addition there are the rows in scratch memory, which
/// are stored once, and read by all rows of a step together. The constants fit filters of 3×3 to 15×15 on
/// 128×128 and layers of one to four channels, on all instruction sets, to within a sixth.
pub(super) fn score(isa: &Isa, layer: &Weighted, height: usize) -> f64 {
    let stencil = &layer.stencil;
    let Some(factors) = Factors::of(layer) else { return 0.0 };
    let [_, y, x] = stencil.axes.each_ref();
    let strided = if x.in_step == 1 { 1.0 } else { STRIDED };
    let ([of_y, of_x], rows) = (passes(stencil, &factors), rows(y));
    let window = of_y + (factors.kept() * (height - 1) * y.in_step) as f64;
    let loads = LOAD * window / height as f64;
    let kept = KEPT * factors.kept() as f64 * rows;
    let time = TAP * (of_x / strided + of_y) + loads + kept + STORE;
    let row = filled(x.longest_phase(), isa.lanes(stencil.element));
    isa.pixels_part * row * mean_taps(stencil) / time
}

/// Multiply-adds of an output, on average.
pub(super) fn products(stencil: &Stencil, factors: &Factors) -> f64 {
    passes(stencil, factors).iter().sum()
}

/// Those on y, and those on x.
fn passes(stencil: &Stencil, factors: &Factors) -> [f64; 2] {
    let [_, y, x] = stencil.axes.each_ref();
    let [of_y, of_x] = factors.taps().map(|taps| taps as f64);
    [of_y * share(y), of_x * share(x) * rows(y)]
}

/// Rows of the input that a row of outputs needs anew.
fn rows(y: &Axis) -> f64 {
    y.in_step as f64 / y.out_step as f64
}

/// The part of the taps of an axis that one output has.
fn share(axis: &Axis) -> f64 {
    taps_of_phase(axis) / axis.kernel as f64
}

/// What a product, a vector that is read from scratch memory, one that is kept there, and a vector of outputs
/// take, in products of a tile of pixels.
const TAP: f64 = 1.05;
const LOAD: f64 = 0.5;
const KEPT: f64 = 1.0;
const STORE: f64 = 1.5;

/// The part that is left where every second element or fewer are loaded, as for pixels.
const STRIDED: f64 = 0.8;
