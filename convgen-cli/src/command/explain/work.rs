//! Multiply-adds, from the textbook's to those that are needed.

use std::io::{self, Write};

use convgen_compiler::layer::Layer;
use convgen_compiler::stencil::{Axis, Stencil};
use serde::Serialize;

use crate::report::{number, table};

/// How many multiply-adds there are and why fewer are needed: `dense` minus the three savings is
/// `needed`.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Work {
    /// Outputs times taps, as a direct convolution does them, with a transposed layer's input
    /// spread out by zeros first.
    dense: u64,
    /// Those with an inserted zero. A phase has only the taps that meet an element.
    inserted_zeros: u64,
    /// Those with an element outside the input.
    border_taps: u64,
    /// Those with a weight that is zero.
    zero_weights: u64,
    needed: u64,
}

impl Work {
    pub(super) fn of(layer: &Layer, stencil: &Stencil) -> Self {
        let shape = layer.shape();
        let channels = shape.batch() as u64
            * shape.out_channels() as u64
            * shape.in_channels_per_group() as u64;
        let count =
            |of: fn(&Axis) -> u64| stencil.axes.iter().map(of).fold(channels, u64::saturating_mul);
        let dense = count(|axis| axis.output as u64 * axis.kernel as u64);
        let phased = count(|axis| {
            axis.phases.iter().map(|phase| phase.count as u64 * phase.taps.len() as u64).sum()
        });
        let inside = u64::try_from(shape.multiply_adds()).unwrap_or(u64::MAX);
        let needed = layer.multiply_adds();
        Self {
            dense,
            inserted_zeros: dense.saturating_sub(phased),
            border_taps: phased.saturating_sub(inside),
            zero_weights: inside.saturating_sub(needed),
            needed,
        }
    }

    pub(super) fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let row = |name: &str, number: u64, sign: &str, why: &str| {
            let share = 100.0 * number as f64 / self.dense.max(1) as f64;
            let number = format!("{sign}{}", number::grouped(number));
            table::row([name, &number, &format!("{share:.1}%"), why])
        };
        let rows = [
            row("dense", self.dense, "", "every output, every tap, as the textbook has it"),
            row("inserted zeros", self.inserted_zeros, "-", "phases leave them out"),
            row("border taps", self.border_taps, "-", "outside the input"),
            row("zero weights", self.zero_weights, "-", ""),
            row("needed", self.needed, "", ""),
        ];
        table::write(out, &rows, &[false, true, true])
    }
}
