//! Plain loops: tiles of channels of a single sum. The fallback of every layer.

use super::channels::Channels;
use super::contract::Strategy;
use super::parameters::Lowered;
use crate::isa::{Isa, Tile};
use crate::spec;
use crate::stencil::Weighted;

/// Plain loops, one accumulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looped {
    /// Most copies of the loop nest, so that each has constant trip counts.
    pub nests: usize,
}

impl Looped {
    /// Two axes of a kernel of nine.
    pub const NESTS: usize = 25;
}

impl Strategy for Looped {
    const NAME: spec::Strategy = spec::Strategy::Looped;

    fn propose(_: &Isa, _: &Weighted, _scratch: usize) -> Option<Self> {
        Some(Self { nests: Self::NESTS })
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        let (tile, nests) = (Tile::UNIT, self.nests);
        Channels { tile, nests, line: false, packed: false, far: false }.lower(layer, lanes)
    }
}
