//! Plain loops: tiles of channels of a single sum. The fallback of every layer.

use super::channels::Channels;
use super::contract::Strategy;
use super::parameters::Lowered;
use crate::isa::{AnyTile, Isa, Tile};
use crate::spec;
use crate::stencil::Weighted;

/// Plain loops, one accumulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looped {
    /// Most copies of the loop nest, so that each has constant trip counts.
    pub nests: usize,
}

/// Nests for two axes of a kernel of nine, for one of each of two, and a single one.
const NESTS: [usize; 3] = [25, 9, 1];

impl Strategy for Looped {
    const NAME: spec::Strategy = spec::Strategy::Looped;

    fn forms(_: &Isa, _: &Weighted, _scratch: usize, _: Option<AnyTile>) -> Vec<Self> {
        NESTS.map(|nests| Self { nests }).to_vec()
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        let (tile, nests) = (Tile::UNIT, self.nests);
        Channels { tile, nests, line: false, packed: false, far: false }.lower(layer, lanes)
    }
}
