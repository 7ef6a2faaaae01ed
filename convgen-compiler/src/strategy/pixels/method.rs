//! The parameters of tiles of pixels, and how they are chosen.

use std::collections::BTreeSet;

use super::form::{Form, regions};
use super::{lower, model};
use crate::isa::{AnyTile, Isa, PixelTile};
use crate::spec;
use crate::stencil::{Segment, Stencil, Weighted};
use crate::strategy::contract::Strategy;
use crate::strategy::estimate::pixel_taps;
use crate::strategy::parameters::Lowered;

/// Loops over register tiles of neighbouring outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// The accumulators.
    pub tile: PixelTile,
    /// What of a tile is written out.
    pub form: Form,
}

impl Strategy for Pixels {
    const NAME: spec::Strategy = spec::Strategy::Pixels;

    fn forms(isa: &Isa, layer: &Weighted, _scratch: usize, tile: Option<AnyTile>) -> Vec<Self> {
        let stencil = &layer.stencil;
        let tiles = |form| match tile {
            None => Some(best(isa, stencil, form)),
            Some(AnyTile::Pixels(tile)) => Some(tile),
            Some(_) => None,
        };
        let own = [Form::Literals, Form::Taps, Form::Middle, Form::Loops]
            .into_iter()
            .filter_map(|form| Some(Self { tile: tiles(form)?, form }));
        // Of few sums, each vector of the input serves no more of them than in loops.
        let own = own.filter(|form| {
            let PixelTile { vectors, rows, channels } = form.tile;
            tile.is_some() || form.form != Form::Middle || vectors * rows * channels >= FEW_SUMS
        });
        let least = tile.is_none().then_some(Self { tile: LEAST, form: Form::Loops });
        let lanes = isa.lanes(stencil.element);
        own.chain(least).filter(|form| form.is_possible(layer, lanes)).collect()
    }

    /// A literal cannot depend on a loop over channels, nor be the caller's.
    fn is_possible(&self, layer: &Weighted, _lanes: usize) -> bool {
        let stencil = &layer.stencil;
        let single = (stencil.in_channels, stencil.out_channels) == (1, 1);
        self.form != Form::Literals || single && !stencil.reads_weights
    }

    fn least_text(&self, layer: &Weighted) -> usize {
        let stencil = &layer.stencil;
        let rows = |segment: &Segment| self.tile.rows.min(segment.outputs);
        let of_axis = |n: usize, rows: &dyn Fn(&Segment) -> usize| {
            let nests = regions(&stencil.segments(n), self.form);
            let text = nests.iter().map(|nest| nest[0].taps() * rows(&nest[0]));
            match self.form {
                Form::Literals | Form::Taps => text.sum::<usize>(),
                Form::Middle => text.max().unwrap_or(0),
                Form::Loops => nests.len(),
            }
        };
        let x = &stencil.axes[2];
        let row: usize = x.phases.iter().map(|phase| phase.taps.len()).sum();
        let lanes = row.saturating_add(x.outside());
        lanes.saturating_mul(of_axis(0, &|_| 1)).saturating_mul(of_axis(1, &rows))
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        Some(model::score(isa, layer, self.form))
    }

    fn bakes(&self) -> bool {
        self.form == Form::Literals
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        lower(layer, lanes, self)
    }

    fn tile(&self) -> Option<AnyTile> {
        Some(AnyTile::Pixels(self.tile))
    }
}

/// With three sums a middle of taps is as fast as loops, with two it is slower by a tenth.
const FEW_SUMS: usize = 4;

/// The tile with the shortest text.
const LEAST: PixelTile = PixelTile { vectors: 1, rows: 1, channels: 1 };

/// Most multiply-adds in the text of one tile of pixels: six sums of a 9×9 filter, which is some
/// kilobytes of code.
const TEXT: usize = 512;

/// Most sums of a tile of pixels: with more, LLVM keeps too many weights in registers beside them.
const SUMS: usize = 16;

/// Most rows and most channels of a tile of pixels.
const ROWS: usize = 4;
const CHANNELS: usize = 4;

/// The tile of pixels that loads least for each multiply-add; of equals, the smallest.
fn best(isa: &Isa, stencil: &Stencil, form: Form) -> PixelTile {
    let row = || stencil.axes[1].kernel.max(stencil.axes[2].kernel);
    let (taps, most) = match form {
        Form::Literals | Form::Taps => (pixel_taps(stencil), TEXT),
        Form::Middle => (pixel_taps(stencil), TEXT / 2),
        Form::Loops => (row(), TEXT),
    };
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
    let mut best = LEAST;
    for vectors in 1..=vectors {
        for rows in 1..=ROWS {
            for channels in (1..=channels.min(CHANNELS)).filter(alike) {
                let tile = PixelTile { vectors, rows, channels };
                let sums = vectors * rows * channels;
                let fits = sums * x.phases.len() <= isa.sums.min(SUMS)
                    && sums * x.phases.len() + channels * taps_y <= isa.registers * 3 / 2
                    && sums * taps <= most;
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
