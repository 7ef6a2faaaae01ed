//! Register tiles: which of those that fit serve each loaded value best.

use std::collections::BTreeSet;

use super::{CHANNELS_NESTS, CHANNELS_TEXT, Method, model};
use crate::isa::{Isa, PixelTile, RowTile, Tile};
use crate::stencil::{Segment, Stencil, Window};

/// Weights, in bytes, that no longer stay in the second-level cache of common processors. A vector of
/// them must then serve two sums a pixel: it comes from farther away than inputs do.
pub const CACHE: usize = 1 << 20;

/// Most multiply-adds in the text of one tile of pixels: six sums of a 9×9 filter, which is some
/// kilobytes of code.
const PIXELS_TEXT: usize = 512;

/// Most sums of a tile of pixels: with more, LLVM keeps too many weights in registers beside them.
const PIXELS_SUMS: usize = 16;

/// Most rows and most channels of a tile of pixels.
const PIXELS_ROWS: usize = 4;
const PIXELS_CHANNELS: usize = 4;

/// A tile of channels with as many sums as there are registers for.
pub(super) fn channels(isa: &Isa, stencil: &Stencil, scratch: usize) -> Method {
    let channels = stencil.lane_channels;
    let far = channels * stencil.in_channels_per_group() * stencil.taps_per_channel()
        > CACHE / stencil.element.bytes();
    // Tiles of a line are few, and read weights from far away only once.
    let line = stencil.plane_products() <= text(isa, stencil);
    let most = if far && !line { isa.vectors.max(2) } else { isa.vectors };
    let vectors = channels.div_ceil(isa.lanes(stencil.element)).min(most);
    let pixels = isa.sums / vectors;
    let interleaved = model::interleaved(isa, stencil, pixels);
    let packed = packed(isa, stencil, scratch);
    let tile = Tile { vectors, pixels, interleaved };
    Method::Channels { tile, nests: CHANNELS_NESTS, text: text(isa, stencil), packed }
}

/// Whether the caller's weights are packed: there is room for them.
pub(super) fn packed(isa: &Isa, stencil: &Stencil, scratch: usize) -> bool {
    let lanes = isa.lanes(stencil.element);
    let groups = stencil.out_channels / stencil.lane_channels;
    let vectors = groups * stencil.lane_channels.div_ceil(lanes);
    let weights = stencil.in_channels_per_group().saturating_mul(stencil.taps_per_channel());
    let bytes = (vectors * lanes * stencil.element.bytes()).saturating_mul(weights);
    stencil.reads_weights && bytes <= scratch
}

/// Most multiply-adds of tiles of channels without loops over taps. None where such a tile has more taps
/// than LLVM finds registers for: of nine, AVX2 had two of twelve sums in memory, at 1.4 times the time.
pub(super) fn text(isa: &Isa, stencil: &Stencil) -> usize {
    let taps = stencil
        .axes
        .each_ref()
        .map(|axis| axis.phases.iter().map(|phase| phase.taps.len()).max().unwrap_or(0));
    match taps.iter().product::<usize>() {
        FEW_TAPS.. if isa.registers < MANY_REGISTERS => 0,
        _ => CHANNELS_TEXT,
    }
}

const FEW_TAPS: usize = 5;
const MANY_REGISTERS: usize = 32;

/// The tile of pixels that loads least for each multiply-add; of equals, the smallest.
pub(super) fn pixels(isa: &Isa, stencil: &Stencil) -> Method {
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
        for rows in 1..=PIXELS_ROWS {
            for channels in (1..=channels.min(PIXELS_CHANNELS)).filter(alike) {
                let tile = PixelTile { vectors, rows, channels };
                let sums = vectors * rows * channels;
                let fits = sums * x.phases.len() <= isa.sums.min(PIXELS_SUMS)
                    && sums * x.phases.len() + channels * taps_y <= isa.registers * 3 / 2
                    && sums * model::pixel_taps(stencil) <= PIXELS_TEXT;
                if fits && loads(isa, stencil, tile) < loads(isa, stencil, best) {
                    best = tile;
                }
            }
        }
    }
    Method::Pixels { tile: best }
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

/// Whole rows where they fit. They are copied first where the model finds that better.
pub(super) fn sparse(isa: &Isa, stencil: &Stencil, scratch: usize) -> Method {
    let direct = direct(isa, stencil);
    let copied = copied(isa, stencil, scratch)
        .filter(|copied| model::rows(isa, stencil, *copied) > model::rows(isa, stencil, direct));
    Method::Sparse { tile: copied.unwrap_or(direct) }
}

fn direct(isa: &Isa, stencil: &Stencil) -> RowTile {
    let x = &stencil.axes[2];
    let blocks = x
        .phases
        .iter()
        .map(|phase| phase.count.div_ceil(isa.lanes(stencil.element)))
        .max()
        .unwrap_or(1);
    let most = (isa.sums / x.phases.len().max(1)).max(1);
    let vectors = blocks.clamp(1, most.min(4));
    let rows = (most / vectors).clamp(1, 4);
    RowTile { vectors, rows, copied: false }
}

/// Rows in the nearest cache, whose weights are each read for as many sums as hide the latency; `None`
/// where a row cannot be copied.
fn copied(isa: &Isa, stencil: &Stencil, scratch: usize) -> Option<RowTile> {
    let lanes = isa.lanes(stencil.element);
    let most = (isa.sums / stencil.axes[2].phases.len().max(1)).max(1);
    let row = Window::new(stencil, lanes, usize::MAX / lanes, 1)?;
    let vectors = (row.pitch / lanes).min(most.min(COPIED_VECTORS));
    let tile = |rows| RowTile { vectors, rows, copied: true };
    let bytes = |tile: RowTile| {
        let window = Window::new(stencil, lanes, tile.vectors, tile.rows);
        window.map(|window| window.len() * stencil.element.bytes())
    };
    let fitting = (1..=most / vectors).map(tile);
    let fitting: Vec<_> =
        fitting.filter(|&tile| bytes(tile).is_some_and(|b| b <= scratch)).collect();
    let near = |tile: &&RowTile| {
        bytes(**tile).is_some_and(|bytes| bytes <= NEAREST) || vectors * tile.rows <= COPIED_SUMS
    };
    fitting.iter().rev().find(near).or(fitting.first()).copied()
}

/// Most vectors of a tile of copied rows.
const COPIED_VECTORS: usize = 4;

/// Sums enough to hide the latency of a multiply-add, and the loads of a weight and its place.
const COPIED_SUMS: usize = 8;

/// Bytes of the nearest cache of common processors.
const NEAREST: usize = 1 << 15;
