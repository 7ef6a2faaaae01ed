//! Strategies: each lowers a stencil to a kernel, in its own way, for any geometry and any number
//! of lanes. One file each.

mod epilogue;
mod looped;
mod unrolled;

use crate::kernel::Kernel;
use crate::schedule::{NEST_BUDGET, Schedule};
use crate::spec::Strategy;
use crate::stencil::Stencil;

/// Lowers a stencil as its schedule says.
pub fn lower(stencil: &Stencil, schedule: &Schedule) -> Kernel {
    lower_with(stencil, schedule.strategy, schedule.isa.lanes, NEST_BUDGET)
}

/// Lowers for any number of lanes and any budget of nests, also such as no schedule would choose.
pub fn lower_with(stencil: &Stencil, strategy: Strategy, lanes: usize, nests: usize) -> Kernel {
    match strategy {
        Strategy::Unrolled => unrolled::lower(stencil, lanes),
        Strategy::Looped => looped::lower(stencil, lanes, nests),
    }
}
