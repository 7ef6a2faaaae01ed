//! What a strip costs, and which tiles are the cheapest.
//!
//! The unit is a multiply-add of vectors at the peak rate, of which a processor does two a cycle. It also loads two
//! vectors in a cycle, and stores one.

use super::axis::{Tiling, Transform};
use super::combine::Plan;
use super::memory::Sizes;
use super::strip::Strips;
use super::table::Table;
use super::tiles::Transformed;
use super::traffic;
use crate::isa::Isa;
use crate::stencil::Stencil;
use crate::strategy::split::{blocks, even};

/// A store, in multiply-adds.
const STORE: f64 = 2.0;

/// What it takes to bring an element of sixteen planes into one vector, with its store: a sixteenth of a transposition,
/// which is 56 cycles with AVX-512 and 16 for half as many with AVX2.
const TRANSPOSED: f64 = 8.0;

/// The same where channels lie side by side.
const COPIED: f64 = 4.0;

/// Sums that must be under way: a multiply-add takes four cycles.
const SUMS: f64 = 8.0;

/// The part of the peak that register tiles reach.
const PEAK: f64 = 0.93;

/// One layer on one instruction set.
pub(super) struct Model<'a> {
    pub(super) isa: &'a Isa,
    pub(super) stencil: &'a Stencil,
    pub(super) lanes: usize,
}

impl Model<'_> {
    /// A call.
    pub(super) fn call(
        &self,
        method: &Transformed,
        tilings: &[Tiling; 3],
        strips: &[Vec<Strips<'_>>; 3],
    ) -> f64 {
        let table = Table::new(self.stencil, tilings);
        let stream = traffic::stream(&table, method.vectors * self.lanes, self.stencil.element);
        let mut sum = 0.0;
        for z in &strips[0] {
            for y in &strips[1] {
                for x in &strips[2] {
                    let count = z.count * y.count * x.count;
                    sum += count as f64 * self.strip(method, stream, &[*z, *y, *x]);
                }
            }
        }
        sum * (self.stencil.batch * self.stencil.groups) as f64
    }

    /// One strip of a group, while which the table arrives in some time.
    fn strip(&self, method: &Transformed, stream: f64, strips: &[Strips<'_>; 3]) -> f64 {
        let stencil = self.stencil;
        let inputs = stencil.in_channels_per_group();
        let (mut products, mut count) = (0.0, 0);
        for block in blocks(stencil.out_channels_per_group(), self.lanes, method.vectors) {
            let each = self.products(method, strips, block.vectors, inputs);
            products += block.count as f64 * each;
            count += block.count;
        }
        let sizes = Sizes::of(strips, stencil, self.lanes, method.vectors);
        let vectors = |channels: usize| channels.div_ceil(self.lanes) as f64;
        let inside: f64 = strips.iter().map(|strips| strips.input() as f64).product();
        let results: f64 = strips.iter().map(|strips| strips.output() as f64).product();
        let copy = if stencil.in_strides.channel == 1 { COPIED } else { TRANSPOSED };
        let store = match stencil.out_strides.channel {
            1 => STORE,
            _ => self.isa.channel_store[0],
        };
        let input = inside * copy + passes(strips, true);
        let output = results * (store + 2.0) + passes(strips, false);
        products.max(stream)
            + traffic::beyond(&sizes, count, self.lanes, stencil.element)
            + vectors(inputs) * input
            + vectors(stencil.out_channels_per_group()) * output
    }

    /// The products of a block of vectors.
    fn products(
        &self,
        method: &Transformed,
        strips: &[Strips<'_>; 3],
        vectors: usize,
        inputs: usize,
    ) -> f64 {
        let mut sum = 0.0;
        for (all, tiles) in classes(strips) {
            for (count, tiles) in even(tiles, method.most_tiles(vectors)) {
                let sums = (tiles * vectors) as f64;
                let step = sums.max(SUMS).max((tiles + vectors) as f64);
                let each = step * inputs as f64 / PEAK + sums * (1.0 + STORE);
                sum += (all * count) as f64 * each;
            }
        }
        sum
    }
}

/// How many products have how many tiles.
fn classes(strips: &[Strips<'_>; 3]) -> Vec<(usize, usize)> {
    let mut classes = vec![(1, 1)];
    for strips in strips {
        let kept = strips.transform(strips.tiles - 1).kept.len();
        let only = strips.tiling.products() - kept;
        let own = [(kept, strips.tiles), (only, strips.whole())];
        let own = own.into_iter().filter(|&(products, tiles)| products * tiles > 0);
        let own: Vec<_> = own.collect();
        classes = (classes.iter())
            .flat_map(|class| own.iter().map(move |own| (class.0 * own.0, class.1 * own.1)))
            .collect();
    }
    classes
}

/// The matrices of all axes, of one vector of channels.
fn passes(strips: &[Strips<'_>; 3], forward: bool) -> f64 {
    let mut sum = 0.0;
    for (n, along) in strips.iter().enumerate() {
        if along.tiling.is_plain() && n < 2 {
            continue;
        }
        let others = strips.iter().enumerate().filter(|(other, _)| *other != n);
        let places = others.map(|(other, strips)| {
            let products: usize =
                (0..strips.tiles).map(|tile| strips.transform(tile).kept.len()).sum();
            let (before, after) = match forward {
                true => (products, strips.input()),
                false => (strips.output(), products),
            };
            if other < n { before } else { after }
        });
        let places: f64 = places.map(|places| places as f64).product();
        let tiles = (0..along.tiles).map(|tile| apply(along.transform(tile), forward));
        sum += places * tiles.sum::<f64>();
    }
    sum
}

fn apply(transform: &Transform, forward: bool) -> f64 {
    let (plan, loads): (&Plan, _) = match forward {
        true => (&transform.forward, transform.reads.len()),
        false => (&transform.backward, transform.kept.len()),
    };
    (loads + plan.steps.len()) as f64 + STORE * plan.results.len() as f64
}
