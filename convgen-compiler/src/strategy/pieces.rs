//! Even tiles of an axis, those that are alike in one loop.

use std::ops::Range;

use super::reach::reach;
use super::split::even;
use crate::stencil::{Axis, Phase};

/// `tiles` tiles one after another of `size` units each, from unit `first` on, whose taps reach the
/// same places of the tile from the same places of the input, relative to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) first: usize,
    pub(super) tiles: usize,
    pub(super) size: usize,
}

/// The outputs of one phase, one by one, in tiles of at most `most`.
pub(super) fn of_phase(axis: &Axis, phase: &Phase, most: usize) -> Vec<Piece> {
    pieces(phase.count, most, |tile| form(axis, phase, &tile))
}

/// The outputs of a row in blocks of `lanes` of each phase, in tiles of at most `most` blocks.
pub(super) fn of_row(x: &Axis, lanes: usize, most: usize) -> Vec<Piece> {
    let blocks = x.phases.iter().map(|phase| phase.count.div_ceil(lanes)).max().unwrap_or(0);
    pieces(blocks, most, |tile| {
        let blocks = tile.flat_map(|block| x.phases.iter().map(move |phase| (phase, block)));
        blocks.map(|(phase, block)| block_form(x, phase, lanes, block)).collect::<Vec<_>>()
    })
}

/// How many outputs of a phase lie in a block.
pub(super) fn active(phase: &Phase, lanes: usize, block: usize) -> usize {
    phase.count.saturating_sub(block * lanes).min(lanes)
}

/// The outputs of a phase that would fill a block.
pub(super) fn outputs(lanes: usize, block: usize) -> Range<usize> {
    block * lanes..(block + 1) * lanes
}

/// For each tap in turn, the outputs of a tile that it reaches and what they read.
type Form = Vec<(usize, (usize, usize, i64))>;

fn form(axis: &Axis, phase: &Phase, tile: &Range<usize>) -> Form {
    let reads = phase.taps.iter().enumerate().flat_map(|(n, tap)| {
        let reads = reach(axis, phase, tap, tile).into_iter();
        reads.map(move |reads| (n, reads.relative(axis, tile)))
    });
    reads.collect()
}

/// The lanes of a block that exist, and its form.
fn block_form(x: &Axis, phase: &Phase, lanes: usize, block: usize) -> (usize, Form) {
    (active(phase, lanes, block), form(x, phase, &outputs(lanes, block)))
}

/// Tiles that follow one another and have the same size and form become one piece.
pub(super) fn pieces<T: PartialEq>(
    total: usize,
    most: usize,
    form: impl Fn(Range<usize>) -> T,
) -> Vec<Piece> {
    let mut pieces: Vec<(Piece, T)> = Vec::new();
    let mut first = 0;
    for size in even(total, most).into_iter().flat_map(|(count, size)| vec![size; count]) {
        let form = form(first..first + size);
        match pieces.last_mut() {
            Some((piece, same)) if (piece.size, &*same) == (size, &form) => piece.tiles += 1,
            _ => pieces.push((Piece { first, tiles: 1, size }, form)),
        }
        first += size;
    }
    pieces.into_iter().map(|(piece, _)| piece).collect()
}
