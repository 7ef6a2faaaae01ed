//! The parameters of tiles of channels, and how they are chosen.

use super::pack::Packing;
use super::{lower, model};
use crate::isa::{AnyTile, Isa, Tile};
use crate::spec::{self, Request};
use crate::stencil::{Stencil, Weighted};
use crate::strategy::contract::Strategy;
use crate::strategy::parameters::Lowered;

/// Loops over register tiles of output channels × pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels {
    /// The accumulators.
    pub tile: Tile,
    /// Most copies of the loop nest, so that each has constant trip counts.
    pub nests: usize,
    /// Whether all outputs are one line, cut anywhere, whose taps are straight-line code.
    pub line: bool,
    /// Whether weights that are the caller's are packed first.
    pub packed: bool,
    /// Whether weights come from far away, and are asked for ahead where that pays.
    pub far: bool,
}

impl Strategy for Channels {
    const NAME: spec::Strategy = spec::Strategy::Channels;

    /// A line, regions with constant trip counts, and regions that lists tell apart.
    fn forms(isa: &Isa, layer: &Weighted, scratch: usize, tile: Option<AnyTile>) -> Vec<Self> {
        let stencil = &layer.stencil;
        let tile = match tile {
            None => best(isa, stencil),
            Some(AnyTile::Channels(tile)) => tile,
            Some(_) => return Vec::new(),
        };
        let own = with_tile(isa, stencil, tile, scratch);
        let regions = NESTS.map(|nests| Self { nests, line: false, ..own });
        own.line.then_some(own).into_iter().chain(regions).collect()
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        Some(model::score(isa, &layer.stencil, self.tile, self.packed))
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        lower(layer, lanes, self)
    }

    fn tile(&self) -> Option<AnyTile> {
        Some(AnyTile::Channels(self.tile))
    }
}

/// Weights, in bytes, that no longer stay in the second-level cache of common processors. A vector of
/// them must then serve two sums a pixel: it comes from farther away than inputs do.
const CACHE: usize = 1 << 20;

/// Most nests: two axes of a kernel of five, whose bodies are ten times as large as those of plain loops;
/// the middle and the borders of two axes; and one for all.
const NESTS: [usize; 3] = [9, 4, 1];

/// Most multiply-adds of register tiles of channels that have no loop over taps: two vectors of a 7×7 image
/// with a 3×3 kernel are 722, fifteen kilobytes of code with their stores.
const TEXT: usize = 768;

/// What goes with a tile.
fn with_tile(isa: &Isa, stencil: &Stencil, tile: Tile, scratch: usize) -> Channels {
    let lanes = isa.lanes(stencil.element);
    let packed = packed(isa, stencil, scratch.min(Request::LITTLE));
    let packing = Packing::new(stencil, lanes, tile.vectors, packed);
    let vectors = packing.blocks().iter().map(|block| block.vectors).sum::<usize>();
    let products = stencil.plane_products().saturating_mul(vectors);
    let line = !tile.interleaved && products <= text(isa, stencil);
    let far = packing.bytes(stencil) > CACHE;
    Channels { tile, nests: NESTS[0], line, packed, far }
}

/// As many sums as there are registers for.
fn best(isa: &Isa, stencil: &Stencil) -> Tile {
    let channels = stencil.lane_channels;
    let far = channels * stencil.in_channels_per_group() * stencil.taps_per_channel()
        > CACHE / stencil.element.bytes();
    // Tiles of a line are few, and read weights from far away only once.
    let line = stencil.plane_products() <= text(isa, stencil);
    let most = if far && !line { isa.vectors.max(2) } else { isa.vectors };
    let vectors = channels.div_ceil(isa.lanes(stencil.element)).min(most);
    let pixels = isa.sums / vectors;
    Tile { vectors, pixels, interleaved: model::interleaved(isa, stencil, pixels) }
}

/// Whether the caller's weights are packed: there is room for them.
fn packed(isa: &Isa, stencil: &Stencil, scratch: usize) -> bool {
    let lanes = isa.lanes(stencil.element);
    let groups = stencil.out_channels / stencil.lane_channels;
    let vectors = groups * stencil.lane_channels.div_ceil(lanes);
    let weights = stencil.in_channels_per_group().saturating_mul(stencil.taps_per_channel());
    let bytes = (vectors * lanes * stencil.element.bytes()).saturating_mul(weights);
    stencil.reads_weights && bytes <= scratch
}

/// Most multiply-adds of tiles of channels without loops over taps. None where such a tile has more taps
/// than LLVM finds registers for: of nine, AVX2 had two of twelve sums in memory, at 1.4 times the time.
fn text(isa: &Isa, stencil: &Stencil) -> usize {
    let taps = stencil
        .axes
        .each_ref()
        .map(|axis| axis.phases.iter().map(|phase| phase.taps.len()).max().unwrap_or(0));
    match taps.iter().product::<usize>() {
        FEW_TAPS.. if isa.registers < MANY_REGISTERS => 0,
        _ => TEXT,
    }
}

const FEW_TAPS: usize = 5;
const MANY_REGISTERS: usize = 32;
