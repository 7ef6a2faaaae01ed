//! Strategies: each lowers a stencil to a kernel, in its own way, for any geometry and any number
//! of lanes. One file or folder each.

mod axes;
mod channels;
mod epilogue;
mod interleave;
mod parameters;
mod phases;
mod pieces;
mod pixels;
mod reach;
mod sparse;
mod split;
mod unrolled;

use crate::isa::Tile;
use crate::kernel::Kernel;
use crate::schedule::{LOOPED_NESTS, Method, Schedule};
use crate::stencil::Stencil;

/// Lowers a stencil as its schedule says.
pub fn lower(stencil: &Stencil, schedule: &Schedule) -> Kernel {
    lower_with(stencil, schedule.method, schedule.isa.lanes(stencil.element))
}

/// Lowers for any number of lanes, also such as no instruction set has.
pub fn lower_with(stencil: &Stencil, method: Method, lanes: usize) -> Kernel {
    match method {
        Method::Unrolled => unrolled::lower(stencil, lanes),
        Method::Looped { nests } => channels::lower(stencil, lanes, Tile::UNIT, [nests, 0], false),
        Method::Channels { tile, nests, text, packed } => {
            channels::lower(stencil, lanes, tile, [nests, text], packed)
        }
        Method::Pixels { tile } => pixels::lower(stencil, lanes, tile),
        // None of them is known to be zero.
        Method::Sparse { .. } if stencil.reads_weights => {
            channels::lower(stencil, lanes, Tile::UNIT, [LOOPED_NESTS, 0], false)
        }
        Method::Sparse { tile } => sparse::lower(stencil, lanes, tile),
    }
}
