//! Chooses how a stencil is computed.

use crate::isa::Isa;
use crate::layer::Layer;
use crate::spec::Strategy;
use crate::stencil::Stencil;

/// Most multiply-adds that are unrolled without being asked for.
///
/// Straight-line code costs rustc more than in proportion: 36 multiply-adds 0.1 s, 2,500 0.5 s,
/// 14,400 5 to 10 s. This keeps a layer's build below half a second.
pub const UNROLL_BUDGET: u64 = 1_024;

/// Most copies of the loop nest that a looped kernel is split into for its borders, so that each
/// has constant trip counts: two axes of five segments. Past it, the outer axes' segments become
/// loops.
pub const NEST_BUDGET: usize = 25;

/// A decision: everything that a strategy needs to know besides the stencil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Which strategy lowers the stencil.
    pub strategy: Strategy,
    /// What it is written for.
    pub isa: &'static Isa,
    /// Why, in words, for the header of the generated code.
    pub reason: String,
}

impl Schedule {
    /// Decides for a layer: the spec's wish if it has one, else by the budget.
    pub fn choose(layer: &Layer, stencil: &Stencil) -> Self {
        let work = layer.multiply_adds();
        let (strategy, reason) = match layer.request().strategy {
            Some(strategy) => (strategy, "the spec asks for it".to_owned()),
            None if work <= UNROLL_BUDGET => {
                (Strategy::Unrolled, format!("{work} multiply-adds are within {UNROLL_BUDGET}"))
            }
            None => (Strategy::Looped, format!("{work} multiply-adds are over {UNROLL_BUDGET}")),
        };
        let isa = match strategy {
            Strategy::Unrolled => &Isa::SCALAR,
            Strategy::Looped => Isa::portable(stencil.out_channels_per_group()),
        };
        Self { strategy, isa, reason }
    }
}
