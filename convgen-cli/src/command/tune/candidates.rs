//! The schedules that are worth a measurement.

use std::collections::BTreeSet;

use convgen_compiler::isa::{AnyTile, Isa, PixelTile, RowTile, Tile};
use convgen_compiler::layer::Layer;
use convgen_compiler::schedule::UNROLL_BUDGET;
use convgen_compiler::spec::{IsaRequest, Strategy};
use convgen_compiler::stencil::{Stencil, Weighted};

use super::wish::Wish;

/// Most multiply-adds that are unrolled for a try: four times what the compiler unrolls by itself,
/// which takes rustc a second or two.
const UNROLLED: u64 = 4 * UNROLL_BUDGET;

/// Candidates for one instruction set. The compiler may refuse some: their code would be too large, or the layer is not
/// such as the strategy needs.
pub(super) fn of(isa: &Isa, layer: &Layer, weighted: &Weighted) -> Vec<Wish> {
    let unrolled = layer.excess(UNROLLED).is_none().then_some(Strategy::Unrolled);
    let others = [Strategy::Separable, Strategy::Transformed];
    let others = others.into_iter().filter(|_| !layer.request().direct);
    let whole = unrolled.into_iter().chain(others);
    let whole = whole.map(|strategy| Wish(IsaRequest { strategy, tile: None }));
    let tiles =
        channels(isa, &weighted.stencil).into_iter().chain(rows(isa, weighted)).map(Wish::tile);
    whole.chain(tiles).collect()
}

/// Tiles of channels with as many sums as fit, and with two thirds of that: fewer hide less latency.
fn channels(isa: &Isa, stencil: &Stencil) -> Vec<AnyTile> {
    let most = stencil.lane_channels.div_ceil(isa.lanes(stencil.element)).min(4);
    let phases = stencil.axes[2].out_step;
    let mut tiles = Vec::new();
    for vectors in 1..=most {
        let pixels = (isa.registers - vectors - 1) / vectors;
        for pixels in BTreeSet::from([pixels, (pixels * 2 / 3).max(1)]) {
            let weave = phases > 1 && pixels >= 2 * phases;
            for interleaved in [false, true].into_iter().take(1 + usize::from(weave)) {
                tiles.push(AnyTile::Channels(Tile { vectors, pixels, interleaved }));
            }
        }
    }
    tiles
}

/// Tiles of neighbouring outputs, with all weights and, where there are zeros, with the others only.
fn rows(isa: &Isa, weighted: &Weighted) -> Vec<AnyTile> {
    let stencil = &weighted.stencil;
    let phases = stencil.axes[2].out_step;
    let mut tiles = Vec::new();
    for (vectors, rows) in [1, 2, 4].into_iter().flat_map(|v| [1, 2, 4].map(|rows| (v, rows))) {
        let fits = |channels: usize| vectors * rows * channels * phases + 2 <= isa.registers;
        let channels = [1, 2, 4].into_iter().filter(|&c| c <= stencil.out_channels_per_group());
        tiles.extend(
            channels
                .filter(|&channels| fits(channels))
                .map(|channels| AnyTile::Pixels(PixelTile { vectors, rows, channels })),
        );
        if weighted.density() < 1.0 && fits(1) {
            for copied in [false, true] {
                tiles.push(AnyTile::Sparse(RowTile { vectors, rows, copied }));
            }
        }
    }
    tiles
}
