//! The outputs of a row in vectors, and which lanes each tap reaches.

use std::ops::Range;

use crate::stencil::Axis;
use crate::strategy::pieces::{active, outputs};
use crate::strategy::split::even;

/// Some vectors side by side whose lanes and taps are alike wherever they lie: `tiles` times
/// `vectors` blocks of `lanes` outputs a phase, from block `first` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) first: usize,
    pub(super) tiles: usize,
    pub(super) vectors: usize,
}

/// The pieces of a row: blocks that reach over a border one by one, those between them in tiles.
pub(super) fn pieces(x: &Axis, lanes: usize, vectors: usize) -> Vec<Piece> {
    let blocks = x.phases.iter().map(|phase| phase.count.div_ceil(lanes)).max().unwrap_or(0);
    let inner = |&block: &usize| is_inner(x, lanes, block);
    let begin = (0..blocks).find(inner).unwrap_or(blocks);
    let end = (begin..blocks).find(|block| !inner(block)).unwrap_or(blocks);
    let single = |first| Piece { first, tiles: 1, vectors: 1 };
    let mut pieces: Vec<Piece> = (0..begin).map(single).collect();
    let mut first = begin;
    for (tiles, vectors) in even(end - begin, vectors) {
        pieces.push(Piece { first, tiles, vectors });
        first += tiles * vectors;
    }
    pieces.extend((end..blocks).map(single));
    pieces
}

/// Whether every lane of every phase is there, and every tap reaches all of them from inside the
/// input.
pub(super) fn is_inner(x: &Axis, lanes: usize, block: usize) -> bool {
    x.phases.iter().all(|phase| {
        let outputs = outputs(lanes, block);
        let holds =
            |inside: Range<usize>| inside.start <= outputs.start && outputs.end <= inside.end;
        active(phase, lanes, block) == lanes
            && phase.taps.iter().all(|tap| holds(x.inside(tap, phase.count)))
    })
}
