//! Which tiles a layer is computed with.

use super::axis::{Tiling, choices};
use super::model::Model;
use super::table::Table;
use super::tiles::Transformed;
use crate::isa::Isa;
use crate::spec::Request;
use crate::stencil::Stencil;

/// Whether it can be had: with known weights, and of a size that strips can be listed for.
pub(super) fn is_sensible(stencil: &Stencil) -> bool {
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
/// whose strips are whole rows, or both. Of so many outputs by axis, where they are given.
pub(super) fn best(
    isa: &Isa,
    stencil: &Stencil,
    scratch: usize,
    outputs: Option<[usize; 3]>,
) -> Vec<Transformed> {
    let model = Model { isa, stencil, lanes: isa.lanes(stencil.element) };
    let mut forms: Vec<Candidate> = Vec::new();
    for mixed in [true, false] {
        let all = candidates(&model, mixed, scratch, outputs);
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
fn candidates(
    model: &Model<'_>,
    mixed: bool,
    scratch: usize,
    outputs: Option<[usize; 3]>,
) -> Vec<Candidate> {
    let stencil = model.stencil;
    let of_axis = |n: usize| -> Vec<Tiling> {
        let axis = &stencil.axes[n];
        let all = outputs.map_or_else(|| choices(axis), |outputs| vec![outputs[n]]);
        all.into_iter().filter_map(|m| Tiling::new(axis, m, mixed)).collect()
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
