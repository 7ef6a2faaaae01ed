//! The parameters of transformed tiles, and how they are chosen.

use super::axis::{Tiling, choices};
use super::model::Model;
use super::strip::{Strips, strips};
use super::table::Table;
use super::{Sizes, bound, lower};
use crate::isa::{AnyTile, Isa};
use crate::spec::{self, Request};
use crate::stencil::{Stencil, Weighted};
use crate::strategy::Looped;
use crate::strategy::contract::Strategy;
use crate::strategy::estimate::mean_taps;
use crate::strategy::parameters::Lowered;
use crate::strategy::rounding::Rounding;

/// Cook–Toom algorithms along the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transformed {
    /// Outputs of each phase that a tile has along z, y and x; one is a direct sum.
    pub outputs: [usize; 3],
    /// Most tiles of a strip along each.
    pub strip: [usize; 3],
    /// Vectors of output channels of a register tile.
    pub vectors: usize,
    /// Most accumulators of one.
    pub sums: usize,
    /// Whether tiles at the far border may have less outputs.
    pub mixed: bool,
}

impl Transformed {
    /// The axes in tiles, as far as there are such.
    pub(super) fn tilings(&self, stencil: &Stencil) -> Option<[Tiling; 3]> {
        let [z, y, x] =
            [0, 1, 2].map(|n| Tiling::new(&stencil.axes[n], self.outputs[n], self.mixed));
        Some([z?, y?, x?])
    }

    /// The strips of each axis.
    pub(super) fn strips<'a>(&self, tilings: &'a [Tiling; 3]) -> [Vec<Strips<'a>>; 3] {
        std::array::from_fn(|n| strips(&tilings[n], self.strip[n]))
    }

    /// Tiles of a register tile with so many vectors.
    pub(super) fn most_tiles(&self, vectors: usize) -> usize {
        (self.sums / vectors).max(1)
    }

    /// The scratch memory of the largest strips.
    pub(super) fn sizes(&self, stencil: &Stencil, tilings: &[Tiling; 3], lanes: usize) -> Sizes {
        let [z, y, x] = self.strips(tilings);
        let mut sizes = Sizes::default();
        for &z in &z {
            for &y in &y {
                for &x in &x {
                    let own = Sizes::of(&[z, y, x], stencil, lanes, self.vectors);
                    sizes = sizes.largest(&own);
                }
            }
        }
        sizes
    }

    /// Bytes of scratch memory.
    pub fn scratch(&self, stencil: &Stencil, lanes: usize) -> usize {
        let sizes = self.tilings(stencil).map(|tilings| self.sizes(stencil, &tilings, lanes));
        sizes.map_or(0, |sizes| sizes.total()) * stencil.element.bytes()
    }
}

impl Strategy for Transformed {
    const NAME: spec::Strategy = spec::Strategy::Transformed;

    const NEEDS: &'static str = "weights in the spec, and two to five or seven taps of a phase along some axis, \
                                 in scratch memory for a tile";

    fn forms(isa: &Isa, layer: &Weighted, scratch: usize, tile: Option<AnyTile>) -> Vec<Self> {
        if tile.is_some() || !is_sensible(&layer.stencil) {
            return Vec::new();
        }
        best(isa, &layer.stencil, scratch)
    }

    fn is_possible(&self, layer: &Weighted, _lanes: usize) -> bool {
        !layer.stencil.reads_weights && self.tilings(&layer.stencil).is_some()
    }

    // No score: its model is not compared with those of the others yet, and it is taken where a spec names it.

    fn rounding(&self, layer: &Weighted) -> Rounding {
        match self.tilings(&layer.stencil) {
            Some(tilings) => bound::rounding(layer, &tilings),
            None => Rounding::Sum,
        }
    }

    fn about(&self, layer: &Weighted) -> Option<String> {
        let stencil = &layer.stencil;
        let tilings = self.tilings(stencil)?;
        let [products, outputs] = [
            tilings.each_ref().map(Tiling::products),
            tilings.each_ref().map(|tiling| tiling.whole.writes.len()),
        ]
        .map(|counts| counts.iter().product::<usize>());
        let inputs = stencil.in_channels_per_group();
        let direct = mean_taps(stencil);
        let each = (products * inputs) as f64 / outputs as f64;
        Some(format!(
            "{products} products for {outputs} outputs of a tile: {each:.0} multiply-adds an output instead of {direct:.0}"
        ))
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        // It is not asked to where it is not possible.
        lower(layer, lanes, self).unwrap_or_else(|| Looped { nests: 1 }.lower(layer, lanes))
    }
}

/// Whether it can be had: with known weights, and of a size that strips can be listed for.
fn is_sensible(stencil: &Stencil) -> bool {
    let longest = stencil.axes.iter().map(|axis| axis.input.max(axis.output)).max().unwrap_or(0);
    !stencil.reads_weights && longest <= LONGEST
}

/// Elements of an axis: what a strip reads and gives is one list for all of them.
const LONGEST: usize = 1 << 16;

/// Bytes of a table that a layer may have whatever its weights, and as a multiple of these: tiles of 4×4 outputs of
/// 3×3 taps have four times the weights.
const TABLE: [usize; 2] = [4 << 20, 4];

/// Most bytes of a table. More do not stay in any cache from one strip to the next.
const MOST: usize = 16 << 20;

/// Whether a table is small enough to be chosen without being asked for.
fn fits(stencil: &Stencil, tilings: &[Tiling; 3]) -> bool {
    let bytes = |numbers: usize| numbers.saturating_mul(stencil.element.bytes());
    let table = bytes(Table::new(stencil, tilings).len());
    table <= TABLE[0].max(bytes(stencil.weights()).saturating_mul(TABLE[1])).min(MOST)
}

/// What the time may grow by to keep within little scratch memory.
const PRICE: f64 = 1.1;

/// The fastest tiles for a layer by the model, and then those with less text: without shorter tiles at borders,
/// whose strips are whole rows, or both.
fn best(isa: &Isa, stencil: &Stencil, scratch: usize) -> Vec<Transformed> {
    let model = Model { isa, stencil, lanes: isa.lanes(stencil.element) };
    let mut forms: Vec<Candidate> = Vec::new();
    for mixed in [true, false] {
        let all = candidates(&model, mixed, scratch);
        let rows = all.iter().copied().filter(|candidate| candidate.rows).collect();
        forms.extend([all, rows].iter().filter_map(|each| thrifty(each)));
    }
    forms.sort_by(|a, b| a.time.total_cmp(&b.time));
    forms.dedup_by_key(|candidate| candidate.method);
    forms.into_iter().map(|candidate| candidate.method).collect()
}

/// The fastest one, unless one with little scratch memory is nearly as fast.
fn thrifty(candidates: &[Candidate]) -> Option<Candidate> {
    let fastest = |most: usize| {
        let within = candidates.iter().filter(|candidate| candidate.bytes <= most);
        within.min_by(|a, b| a.time.total_cmp(&b.time)).copied()
    };
    let all = fastest(usize::MAX)?;
    Some(fastest(Request::LITTLE).filter(|little| little.time <= PRICE * all.time).unwrap_or(all))
}

#[derive(Clone, Copy)]
struct Candidate {
    method: Transformed,
    time: f64,
    bytes: usize,
    /// Whether strips are whole rows.
    rows: bool,
}

/// All tiles that the axes have, in strips that fit the scratch memory.
fn candidates(model: &Model<'_>, mixed: bool, scratch: usize) -> Vec<Candidate> {
    let stencil = model.stencil;
    let of_axis = |n: usize| -> Vec<Tiling> {
        let axis = &stencil.axes[n];
        choices(axis).into_iter().filter_map(|m| Tiling::new(axis, m, mixed)).collect()
    };
    let [all_z, all_y, all_x] = [0, 1, 2].map(of_axis);
    let mut candidates = Vec::new();
    for z in &all_z {
        for y in &all_y {
            for x in &all_x {
                let tilings = [z, y, x].map(Clone::clone);
                let has_less = [z, y, x].iter().any(|tiling| tiling.outputs > 1);
                if has_less
                    && fits(stencil, &tilings)
                    && (!mixed || [z, y, x].iter().any(|tiling| tiling.part.is_some()))
                {
                    candidates.extend(of_tilings(model, &tilings, mixed, scratch));
                }
            }
        }
    }
    candidates
}

/// Most tiles of a strip that are tried: more than sixteen gain nothing.
const TILES: usize = 32;

fn of_tilings(
    model: &Model<'_>,
    tilings: &[Tiling; 3],
    mixed: bool,
    scratch: usize,
) -> Vec<Candidate> {
    let (stencil, isa) = (model.stencil, model.isa);
    let outputs = tilings.each_ref().map(|tiling| tiling.outputs);
    let mut candidates: Vec<Candidate> = Vec::new();
    let channels = stencil.out_channels_per_group().div_ceil(model.lanes);
    // Some whole rows, or parts of one.
    for x in even_parts(tilings[2].tiles, TILES) {
        for y in even_parts(tilings[1].tiles, TILES / x) {
            for z in even_parts(tilings[0].tiles, TILES / x / y) {
                let method = Transformed {
                    outputs,
                    strip: [z, y, x],
                    vectors: channels.min(VECTORS),
                    sums: isa.sums,
                    mixed,
                };
                let bytes =
                    method.sizes(stencil, tilings, model.lanes).total() * stencil.element.bytes();
                if bytes <= scratch {
                    let time = model.call(&method, tilings, &method.strips(tilings));
                    let rows = x == tilings[2].tiles;
                    candidates.push(Candidate { method, time, bytes, rows });
                }
            }
        }
    }
    candidates
}

/// How many of some tiles a strip may have, so that strips are of nearly the same size.
fn even_parts(tiles: usize, most: usize) -> Vec<usize> {
    let mut parts: Vec<usize> = (1..=most.min(tiles))
        .map(|most| {
            let strips = tiles.div_ceil(most);
            tiles.div_ceil(strips)
        })
        .collect();
    parts.dedup();
    parts
}

/// Vectors of a register tile: each value is then loaded once for two multiply-adds.
const VECTORS: usize = 2;
