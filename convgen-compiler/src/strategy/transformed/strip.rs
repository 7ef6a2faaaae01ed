//! Strips: the tiles that are computed together, as many as scratch memory is taken for.

use super::axis::{Tiling, Transform};
use crate::stencil::Axis;

/// `count` strips one after another along an axis that are alike, each of `tiles` tiles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strips<'a> {
    pub(super) tiling: &'a Tiling,
    /// The first tile of the first strip.
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) tiles: usize,
    /// The last tile of a strip, if it is the axis' shorter one.
    pub(super) part: Option<&'a Transform>,
}

/// The strips of an axis of at most so many tiles: a few forms.
pub(super) fn strips(tiling: &Tiling, most: usize) -> Vec<Strips<'_>> {
    // Tiles of a dilated axis interleave: a strip has whole rounds of them.
    let (rounds, unit) = (tiling.tiles / tiling.spread, tiling.spread);
    let most = (most / unit).max(1);
    let (whole, rest) = (rounds / most, rounds % most);
    let mut strips = Vec::new();
    let mut add = |first: usize, count: usize, tiles: usize, part| {
        if count > 0 && tiles > 0 {
            strips.push(Strips { tiling, first: first * unit, count, tiles: tiles * unit, part });
        }
    };
    let part = tiling.part.as_ref();
    match (part, rest) {
        (None, _) => {
            add(0, whole, most, None);
            add(whole * most, 1, rest, None);
        }
        (Some(_), 0) => {
            add(0, whole - 1, most, None);
            add((whole - 1) * most, 1, most, part);
        }
        (Some(_), _) => {
            add(0, whole, most, None);
            add(whole * most, 1, rest, part);
        }
    }
    strips
}

impl<'a> Strips<'a> {
    /// Its whole tiles.
    pub(super) fn whole(&self) -> usize {
        self.tiles - usize::from(self.part.is_some())
    }

    /// What a tile computes.
    pub(super) fn transform(&self, tile: usize) -> &'a Transform {
        match self.part {
            Some(part) if tile + 1 == self.tiles => part,
            _ => &self.tiling.whole,
        }
    }

    /// The `q` at which a strip begins.
    pub(super) fn start(&self, strip: usize) -> usize {
        self.tiling.first(self.first + strip * self.tiles)
    }

    /// Input elements from the first to the last that a strip reads.
    pub(super) fn input(&self) -> usize {
        let end = |tile: usize| {
            let last = self.transform(tile).reads.last().copied().unwrap_or(0);
            (self.tiling.in_step * self.tiling.first(tile)) as i64 + last
        };
        let end = (0..self.tiles).map(end).max().unwrap_or(0);
        (end - self.tiling.lowest() + 1) as usize
    }

    /// Output elements from the first to the last that a strip gives.
    pub(super) fn output(&self) -> usize {
        let end = |tile: usize| {
            let last = self.transform(tile).writes.last().copied().unwrap_or(0);
            self.tiling.out_step * self.tiling.first(tile) + last + 1
        };
        (0..self.tiles).map(end).max().unwrap_or(0)
    }

    /// The same in parts whose strips have as many outputs and lie alike in the input.
    pub(super) fn alike(&self, axis: &Axis) -> Vec<Self> {
        let form = |strip: usize| {
            let start = self.input_start(strip);
            let inside = |n: &usize| (0..axis.input as i64).contains(&(start + *n as i64));
            let mut elements = 0..self.input();
            let first = elements.find(inside).unwrap_or(self.input());
            (self.output_end(strip), first, (first..self.input()).filter(inside).count())
        };
        let mut parts: Vec<Self> = Vec::new();
        let mut last = None;
        for strip in 0..self.count {
            let form = Some(form(strip));
            match parts.last_mut().filter(|_| last == form) {
                Some(part) => part.count += 1,
                None => {
                    parts.push(Self { first: self.first + strip * self.tiles, count: 1, ..*self })
                }
            }
            last = form;
        }
        parts
    }

    /// The element of the input that the first of a strip's window is; it may lie outside.
    pub(super) fn input_start(&self, strip: usize) -> i64 {
        (self.tiling.in_step * self.start(strip)) as i64 + self.tiling.lowest()
    }

    /// The first output of a strip.
    pub(super) fn output_start(&self, strip: usize) -> usize {
        self.tiling.out_step * self.start(strip)
    }

    /// The outputs of a strip that exist.
    pub(super) fn output_end(&self, strip: usize) -> usize {
        self.output().min(self.tiling.output - self.output_start(strip))
    }
}
