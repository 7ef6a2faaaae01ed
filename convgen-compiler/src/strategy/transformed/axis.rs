//! The algorithm of one axis, whatever kind of layer it belongs to.
//!
//! A tile has `outputs` neighbouring `q` of every phase. The taps of a phase that read the same residue of
//! the input modulo the step are a *branch*: an ordinary correlation of stride one, which has a
//! [`Toom`] algorithm. A convolution of stride two has two branches that are added up, a transposed one of
//! stride two has two whose outputs alternate; the matrices of an axis are those of its branches side by side.
//! A dilated axis is as many ordinary ones, interleaved: its tiles take their elements `spread` apart.

use super::combine::{self, Plan};
use super::points;
use super::toom::Toom;
use crate::stencil::{Axis, Tap};

/// What tiles of one size compute.
#[derive(Clone, Debug)]
pub(super) struct Transform {
    /// The products that it needs, of those of a whole tile.
    pub(super) kept: Vec<usize>,
    /// The input elements that it reads, from the one at offset zero of its first `q`.
    pub(super) reads: Vec<i64>,
    /// The outputs that it gives, from the first of the phase of residue zero.
    pub(super) writes: Vec<usize>,
    /// The products' inputs from what it reads: `B`.
    pub(super) forward: Plan,
    /// The outputs from the products: `A`.
    pub(super) backward: Plan,
    /// `[output][product of a whole tile]`: how much an error of a product's input, as large as what it is made
    /// of may be for inputs of 1, is in an output: `|A|` times the row sums of `|B|`.
    pub(super) gains: Vec<Vec<f64>>,
    /// Most roundings between an input and a product's, and between a product and an output.
    pub(super) roundings: usize,
}

/// An axis cut into tiles.
#[derive(Clone, Debug)]
pub(super) struct Tiling {
    /// `q` of each phase of a whole tile.
    pub(super) outputs: usize,
    /// How far apart neighbours of a tile are, in `q`.
    pub(super) spread: usize,
    /// How many tiles there are.
    pub(super) tiles: usize,
    /// Of a whole tile.
    pub(super) whole: Transform,
    /// Of the last tile, where that has less outputs.
    pub(super) part: Option<Transform>,
    /// `G`: what each product's weight is made of, by kernel position.
    pub(super) weights: Vec<Vec<f64>>,
    /// Input elements from one `q` to the next.
    pub(super) in_step: usize,
    /// Output elements likewise.
    pub(super) out_step: usize,
    /// Output elements.
    pub(super) output: usize,
}

/// Most taps of all phases of an axis. There are no algorithms for more than seven of a branch, and its matrices,
/// which grow with the square of these, would be large even where they are those of a direct sum.
const MOST_TAPS: usize = 64;

/// The taps of one phase that read one residue of the input, in the order of what they read.
struct Branch {
    residue: usize,
    taps: Vec<Tap>,
}

impl Tiling {
    /// Tiles of so many outputs of each phase; one that has less at the end only where that is asked for.
    /// `None` where the taps of a branch do not follow one another, or have no algorithm.
    pub(super) fn new(axis: &Axis, outputs: usize, mixed: bool) -> Option<Self> {
        let branches = branches(axis);
        let taps: usize = branches.iter().map(|branch| branch.taps.len()).sum();
        if taps == 0 || taps > MOST_TAPS {
            return None;
        }
        let spread = spread(axis, &branches)?;
        let count = axis.longest_phase();
        let tiles = count.div_ceil(spread).div_ceil(outputs) * spread;
        let last = count.saturating_sub(outputs * tiles.saturating_sub(1));
        let toom = |outputs: usize| -> Option<Vec<Toom>> {
            branches.iter().map(|branch| points::algorithm(branch.taps.len(), outputs)).collect()
        };
        let whole = toom(outputs)?;
        let layout = Layout { axis, branches: &branches, spread };
        let part = (mixed && spread == 1 && last > 0 && last < outputs).then(|| {
            let nested =
                branches.iter().map(|branch| points::nested(branch.taps.len(), outputs, last));
            let (kept, parts): (Vec<_>, Vec<_>) =
                nested.collect::<Option<Vec<_>>>()?.into_iter().unzip();
            Some(layout.transform(&parts, last, &kept, &whole))
        });
        let all: Vec<Vec<usize>> =
            whole.iter().map(|toom| (0..toom.products()).collect()).collect();
        Some(Self {
            outputs,
            spread,
            tiles,
            part: part.flatten(),
            weights: layout.weights(&whole),
            whole: layout.transform(&whole, outputs, &all, &whole),
            in_step: axis.in_step,
            out_step: axis.out_step,
            output: axis.output,
        })
    }

    /// Products of a whole tile.
    pub(super) fn products(&self) -> usize {
        self.weights.len()
    }

    /// The first `q` of a tile.
    pub(super) fn first(&self, tile: usize) -> usize {
        self.spread * self.outputs * (tile / self.spread) + tile % self.spread
    }

    /// The lowest element that a tile reads.
    pub(super) fn lowest(&self) -> i64 {
        self.whole.reads.first().copied().unwrap_or(0)
    }

    /// Whether nothing is to be done: every output is one product of one element.
    pub(super) fn is_plain(&self) -> bool {
        let steps = [self.in_step, self.out_step, self.products(), self.outputs];
        steps == [1; 4]
    }
}

/// The branches of all phases.
fn branches(axis: &Axis) -> Vec<Branch> {
    let mut branches: Vec<Branch> = Vec::new();
    for phase in &axis.phases {
        for remainder in 0..axis.in_step as i64 {
            let taps = phase.taps.iter().copied();
            let mut taps: Vec<Tap> = taps
                .filter(|tap| tap.offset.rem_euclid(axis.in_step as i64) == remainder)
                .collect();
            taps.sort_by_key(|tap| tap.offset);
            if !taps.is_empty() {
                branches.push(Branch { residue: phase.residue, taps });
            }
        }
    }
    branches
}

/// How far apart taps of a branch are, in `q`: the same for all.
fn spread(axis: &Axis, branches: &[Branch]) -> Option<usize> {
    let pairs = branches.iter().flat_map(|branch| branch.taps.windows(2));
    let mut apart = pairs.map(|pair| pair[1].offset - pair[0].offset);
    let Some(first) = apart.next() else { return Some(1) };
    let same = apart.all(|next| next == first);
    usize::try_from(first).ok().filter(|_| same).map(|first| first / axis.in_step)
}

struct Layout<'a> {
    axis: &'a Axis,
    branches: &'a [Branch],
    spread: usize,
}

impl Layout<'_> {
    /// The matrices of tiles of so many outputs, given the products that each branch keeps of its own.
    fn transform(
        &self,
        algorithms: &[Toom],
        outputs: usize,
        kept: &[Vec<usize>],
        whole: &[Toom],
    ) -> Transform {
        let element = |branch: &Branch, n: usize| {
            branch.taps[0].offset + (self.axis.in_step * self.spread * n) as i64
        };
        let windows = || self.branches.iter().zip(algorithms);
        let mut reads: Vec<i64> = windows()
            .flat_map(|(branch, toom)| (0..toom.window()).map(|n| element(branch, n)))
            .collect();
        reads.sort_unstable();
        reads.dedup();
        let output = |residue: usize, n: usize| self.axis.out_step * self.spread * n + residue;
        let mut writes: Vec<usize> = (self.axis.phases.iter())
            .flat_map(|phase| (0..outputs).map(|n| output(phase.residue, n)))
            .collect();
        writes.sort_unstable();
        let products: usize = algorithms.iter().map(Toom::products).sum();
        let mut forward = vec![vec![0.0; reads.len()]; products];
        let mut backward = vec![vec![0.0; products]; writes.len()];
        let mut names = Vec::new();
        let (mut first, mut first_name) = (0, 0);
        for (at, (branch, toom)) in windows().enumerate() {
            for (product, row) in toom.b.iter().enumerate() {
                for (n, entry) in row.iter().enumerate() {
                    let read = reads.partition_point(|&read| read < element(branch, n));
                    forward[first + product][read] += entry.to_f64();
                }
            }
            for (n, row) in toom.a.iter().enumerate() {
                let write = writes.partition_point(|&write| write < output(branch.residue, n));
                for (product, entry) in row.iter().enumerate() {
                    backward[write][first + product] = entry.to_f64();
                }
            }
            names.extend(kept[at].iter().map(|name| first_name + name));
            first += toom.products();
            first_name += whole[at].products();
        }
        let all: usize = whole.iter().map(Toom::products).sum();
        let gains = gains(&forward, &backward, &names, all);
        let roundings = longest(&forward) + longest(&backward);
        let (forward, backward) = (combine::plan(&forward), combine::plan(&backward));
        Transform { kept: names, reads, writes, forward, backward, gains, roundings }
    }

    fn weights(&self, algorithms: &[Toom]) -> Vec<Vec<f64>> {
        let rows = self.branches.iter().zip(algorithms).flat_map(|(branch, toom)| {
            toom.g.iter().map(|row| {
                let mut weights = vec![0.0; self.axis.kernel];
                for (tap, entry) in branch.taps.iter().zip(row) {
                    weights[tap.kernel as usize] = entry.to_f64();
                }
                weights
            })
        });
        rows.collect()
    }
}

/// See [`Transform::gains`].
fn gains(forward: &[Vec<f64>], backward: &[Vec<f64>], kept: &[usize], all: usize) -> Vec<Vec<f64>> {
    let sums = forward.iter().map(|row| row.iter().map(|entry| entry.abs()).sum::<f64>());
    let sums: Vec<f64> = sums.collect();
    let output = |row: &Vec<f64>| {
        let mut gains = vec![0.0; all];
        for ((entry, sum), &name) in row.iter().zip(&sums).zip(kept) {
            gains[name] = entry.abs() * sum;
        }
        gains
    };
    backward.iter().map(output).collect()
}

/// Roundings of a row's sum: a multiplication and an addition a term, in any order.
fn longest(rows: &[Vec<f64>]) -> usize {
    let terms = |row: &Vec<f64>| row.iter().filter(|entry| **entry != 0.0).count();
    rows.iter().map(terms).max().unwrap_or(0) + 1
}

/// Outputs that tiles of an axis may have, by its longest branch: one, which is a direct sum, and those of the
/// algorithms that there are.
pub(super) fn choices(axis: &Axis) -> Vec<usize> {
    let taps = branches(axis).iter().map(|branch| branch.taps.len()).max().unwrap_or(1);
    let mut all = points::choices(taps);
    if !all.contains(&1) {
        all.push(1);
    }
    all
}
