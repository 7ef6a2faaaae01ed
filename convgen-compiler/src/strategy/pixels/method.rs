//! The parameters of tiles of pixels, and how they are chosen.

use std::collections::BTreeSet;

use super::{lower, model};
use crate::isa::{AnyTile, Isa, PixelTile};
use crate::spec;
use crate::stencil::{Segment, Stencil, Weighted};
use crate::strategy::contract::Strategy;
use crate::strategy::estimate::{padding_lanes, pixel_taps};
use crate::strategy::parameters::Lowered;

/// Loops over register tiles of neighbouring outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// The accumulators.
    pub tile: PixelTile,
    /// Whether weights and bias are literals of the text instead of tables: zeros then cost nothing.
    pub literals: bool,
}

impl Strategy for Pixels {
    const NAME: spec::Strategy = spec::Strategy::Pixels;

    fn propose(isa: &Isa, layer: &Weighted, _scratch: usize) -> Option<Self> {
        let stencil = &layer.stencil;
        Some(Self { tile: best(isa, stencil), literals: literals(stencil) })
    }

    fn asked(_: &Isa, layer: &Weighted, _scratch: usize, tile: AnyTile) -> Option<Self> {
        let AnyTile::Pixels(tile) = tile else { return None };
        Some(Self { tile, literals: literals(&layer.stencil) })
    }

    /// A literal cannot depend on a loop over channels, nor be the caller's.
    fn is_possible(&self, layer: &Weighted, _lanes: usize) -> bool {
        let stencil = &layer.stencil;
        let single = (stencil.in_channels, stencil.out_channels) == (1, 1);
        !self.literals || single && !stencil.reads_weights
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        Some(model::score(isa, layer, self.literals))
    }

    fn bakes(&self) -> bool {
        self.literals
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        lower(layer, lanes, self)
    }

    fn tile(&self) -> Option<AnyTile> {
        Some(AnyTile::Pixels(self.tile))
    }
}

/// Most weights that are literals: those of an image filter.
const LITERALS: usize = 128;

/// Most loads of single lanes from what stands in the padding, in the text of a kernel that has a
/// nest for every border: those of a 7×7 filter are 588.
const LITERAL_LANES: usize = 1_024;

/// Whether weights are literals.
fn literals(stencil: &Stencil) -> bool {
    let single = (stencil.in_channels, stencil.out_channels) == (1, 1);
    let nests = stencil.segments(0).len() * stencil.segments(1).len();
    single
        && !stencil.reads_weights
        && stencil.taps_per_channel() <= LITERALS
        && padding_lanes(stencil).saturating_mul(nests) <= LITERAL_LANES
}

/// Most multiply-adds in the text of one tile of pixels: six sums of a 9×9 filter, which is some
/// kilobytes of code.
const TEXT: usize = 512;

/// Most sums of a tile of pixels: with more, LLVM keeps too many weights in registers beside them.
const SUMS: usize = 16;

/// Most rows and most channels of a tile of pixels.
const ROWS: usize = 4;
const CHANNELS: usize = 4;

/// The tile of pixels that loads least for each multiply-add; of equals, the smallest.
fn best(isa: &Isa, stencil: &Stencil) -> PixelTile {
    let x = &stencil.axes[2];
    let blocks =
        x.phases.iter().map(|phase| phase.count / isa.lanes(stencil.element)).max().unwrap_or(0);
    // Vectors at a border have a tile of their own: worth while are two only between them.
    let vectors = if blocks >= 4 { 2 } else { 1 };
    let channels = stencil.out_channels_per_group();
    // Three channels as two and one would leave the last with too few sums.
    let alike = |most: &usize| channels / channels.div_ceil(*most) >= (*most).min(3);
    // Rows read the same input through different taps, so that their weights are in use together. A few
    // more than there are registers are operands in memory; with twelve sums and fifteen weights AVX2
    // took up to 1.7 times as long as with nine.
    let taps_y = stencil.segments(1).iter().map(Segment::taps).max().unwrap_or(0);
    let mut best = PixelTile { vectors: 1, rows: 1, channels: 1 };
    for vectors in 1..=vectors {
        for rows in 1..=ROWS {
            for channels in (1..=channels.min(CHANNELS)).filter(alike) {
                let tile = PixelTile { vectors, rows, channels };
                let sums = vectors * rows * channels;
                let fits = sums * x.phases.len() <= isa.sums.min(SUMS)
                    && sums * x.phases.len() + channels * taps_y <= isa.registers * 3 / 2
                    && sums * pixel_taps(stencil) <= TEXT;
                if fits && loads(isa, stencil, tile) < loads(isa, stencil, best) {
                    best = tile;
                }
            }
        }
    }
    best
}

/// Loads for each multiply-add of a tile of pixels: input vectors, which rows, phases and channels
/// share, and weights, which rows and vectors share.
fn loads(isa: &Isa, stencil: &Stencil, tile: PixelTile) -> f64 {
    let [_, y, x] = stencil.axes.each_ref();
    let segments = stencil.segments(1);
    let inner = segments.iter().max_by_key(|segment| (segment.taps(), segment.outputs));
    let taps_y: Vec<i64> =
        inner.into_iter().flat_map(Segment::each_tap).map(|tap| tap.offset).collect();
    let row = |row: usize| taps_y.iter().map(move |tap| (y.in_step * row) as i64 + tap);
    let rows: BTreeSet<i64> = (0..tile.rows).flat_map(row).collect();
    let taps = || x.phases.iter().flat_map(|phase| &phase.taps);
    let columns: BTreeSet<i64> = taps().map(|tap| tap.offset).collect();
    let channels = stencil.out_channels_per_group();
    let tiles = channels.div_ceil(tile.channels);
    let inputs = tiles * tile.vectors * rows.len() * columns.len();
    let weights = channels * taps_y.len() * taps().count();
    let work = tile.vectors * tile.rows * weights;
    (inputs as f64 + isa.broadcast * weights as f64) / work.max(1) as f64
}
