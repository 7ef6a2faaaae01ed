//! The loop over single weights on rows that were copied.
//!
//! A weight's input begins anywhere in a row, and most loads of a whole vector from there would cross a
//! cache line, which takes almost twice as long. So the rows that a tile reads are copied to scratch
//! memory first, each from the start of a line on, with zeros where the input ends. A tap on x is then
//! no offset at all: the weights of one such tap after the other are added up, from the last to the first,
//! and between two of them the sums slide down by the distance of the taps. What has been added
//! for a later tap ends further down.
//!
//! Rows outside the input are zeros as well, so that all tiles are alike, but for what is copied.

mod fill;
mod tile;

use std::ops::Range;

use super::{Lowering, Span};
use crate::kernel::{BufferId, Stmt, Trip, Var, nest};
use crate::stencil::{Axis, Phase, Window};
use crate::strategy::pieces::{self, Piece};

/// The rows of a tile in scratch memory.
struct Copied {
    window: Window,
    scratch: BufferId,
}

/// Which outputs a tile has.
struct Place<'a> {
    z: Span<'a>,
    y: Span<'a>,
    x: Piece,
    x_var: Option<Var>,
}

/// All outputs of one input of the batch.
pub(super) fn planes(lowering: &mut Lowering<'_>, window: Window) -> Vec<Stmt> {
    let scratch = lowering.builder.scratch("rows", window.len());
    let copied = Copied { window, scratch };
    let [z, y, _] = lowering.stencil.axes.each_ref();
    let rows = lowering.tile.rows;
    spans(lowering, z, "z", 1, window.depth, |lowering, z| {
        spans(lowering, y, "y", rows, window.height, |lowering, y| copied.row(lowering, [z, y]))
    })
}

/// One nest for those tiles of a phase whose windows of `len` elements lie alike in the input.
fn spans<'a>(
    lowering: &mut Lowering<'a>,
    axis: &'a Axis,
    name: &str,
    most: usize,
    len: usize,
    mut inner: impl FnMut(&mut Lowering<'a>, Span<'a>) -> Vec<Stmt>,
) -> Vec<Stmt> {
    let mut body = Vec::new();
    for phase in &axis.phases {
        let form = |tile: Range<usize>| axis.covered(&phase.taps, tile.start, len);
        for piece in pieces::pieces(phase.count, most, form) {
            let trip = Trip::Fixed(piece.tiles);
            let var = lowering.builder.var(name, &trip);
            let stmts = inner(lowering, Span { axis, phase, piece, var });
            body.extend(nest(var, trip, stmts));
        }
    }
    body
}

impl Copied {
    /// Some rows: the tiles of one after another, each filled and then used for every output channel.
    fn row<'a>(&self, lowering: &mut Lowering<'a>, [z, y]: [Span<'a>; 2]) -> Vec<Stmt> {
        let x = &lowering.stencil.axes[2];
        let (taps, lanes) = (x.taps(), lowering.builder.lanes());
        let form = |tile: Range<usize>| {
            let active: Vec<usize> = (0..tile.len().div_ceil(lanes))
                .flat_map(|vector| x.phases.iter().map(move |phase| (phase, vector)))
                .map(|(phase, vector)| active(phase, &tile, vector, lanes))
                .collect();
            (x.covered(&taps, tile.start, self.window.pitch), active)
        };
        let mut body = Vec::new();
        for piece in pieces::pieces(x.longest_phase(), self.window.outputs, form) {
            let trip = Trip::Fixed(piece.tiles);
            let x_var = lowering.builder.var("x", &trip);
            let place = Place { z, y, x: piece, x_var };
            let mut stmts = self.fill(lowering, &place);
            let channels = Trip::Fixed(lowering.stencil.out_channels);
            let channel = lowering.builder.var("channel", &channels);
            let tile = tile::lower(self, lowering, &place, channel);
            stmts.extend(nest(channel, channels, tile));
            body.extend(nest(x_var, trip, stmts));
        }
        body
    }
}

impl Place<'_> {
    /// The outputs of the first tile on x, as `q` of any phase.
    fn outputs(&self) -> Range<usize> {
        self.x.first..self.x.first + self.x.size
    }
}

/// How many lanes of a tile's vector are outputs of a phase.
fn active(phase: &Phase, tile: &Range<usize>, vector: usize, lanes: usize) -> usize {
    let start = tile.start + vector * lanes;
    phase.count.min(tile.end).saturating_sub(start).min(lanes)
}
