//! The part of the peak that tiles of pixels reach.

use super::form::Form;
use crate::isa::Isa;
use crate::stencil::Weighted;
use crate::strategy::estimate::{filled, stored};

/// The part of that which taps in loops reach: on image filters, from three quarters to 1.2 times.
const LOOPS: f64 = 0.95;

/// Tiles of pixels: the lanes that a row fills. Loads of every second element, and phases of a
/// single tap, which share no load, cost a part of the rest. Not at all where the kernel would be
/// large: its taps are straight-line code, and so is each of its regions.
pub(super) fn score(isa: &Isa, layer: &Weighted, form: Form) -> f64 {
    let stencil = &layer.stencil;
    let x = &stencil.axes[2];
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
    let (kept, form) = match form {
        Form::Literals => (layer.density(), 1.0),
        Form::Taps | Form::Middle => (1.0, 1.0),
        Form::Loops => (1.0, LOOPS),
    };
    let stored = stored(isa, stencil);
    isa.pixels_part * filled(row, isa.lanes(stencil.element)) * strided * shared * stored * form
        / kept.max(f64::MIN_POSITIVE)
}
