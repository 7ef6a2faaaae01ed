//! The parameters of two passes, and how they are chosen.

use super::factors::Factors;
use super::ring::Ring;
use super::{lower, model};
use crate::isa::{AnyTile, Isa};
use crate::spec;
use crate::stencil::{Stencil, Weighted};
use crate::strategy::contract::Strategy;
use crate::strategy::estimate::mean_taps;
use crate::strategy::parameters::Lowered;

/// A pass along x, and one along y.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separable {
    /// Rows of outputs of each phase that are made at once.
    pub rows: usize,
    /// Vectors of a row that are computed at once.
    pub vectors: usize,
}

impl Strategy for Separable {
    const NAME: spec::Strategy = spec::Strategy::Separable;

    const NEEDS: &'static str = "known weights whose kernels are products of a column and a row or sums of two \
                                 such, 3×3 or larger, few channels, neighbours of a row side by side, and `scratch` for \
                                 some rows";

    fn forms(isa: &Isa, layer: &Weighted, scratch: usize, tile: Option<AnyTile>) -> Vec<Self> {
        let stencil = &layer.stencil;
        if tile.is_some() || !suits(stencil) {
            return Vec::new();
        }
        let Some(factors) = Factors::of(layer) else { return Vec::new() };
        let lanes = isa.lanes(stencil.element);
        let fits = |form: &Self| {
            let ring = Ring::new(stencil, lanes, factors.rank, form.rows);
            ring.is_some_and(|ring| ring.len() * stencil.element.bytes() <= scratch)
        };
        FORMS.map(|[rows, vectors]| Self { rows, vectors }).into_iter().filter(fits).collect()
    }

    fn is_possible(&self, layer: &Weighted, _lanes: usize) -> bool {
        suits(&layer.stencil) && Factors::of(layer).is_some()
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        Some(model::score(isa, layer, self.rows))
    }

    fn about(&self, layer: &Weighted) -> Option<String> {
        let (factors, direct) = (Factors::of(layer)?, mean_taps(&layer.stencil));
        let (rank, passes) = (factors.rank, model::products(&layer.stencil, &factors));
        Some(format!(
            "kernels of rank {rank}: {passes} multiply-adds an output in place of {direct}"
        ))
    }

    fn bakes(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        lower(layer, lanes, self)
    }
}

/// Rows and vectors, from the fastest to the shortest text.
const FORMS: [[usize; 2]; 3] = [[4, 1], [2, 1], [1, 1]];

/// Whether the weights are known, rows are vectors, and there is more than a column or a row of a kernel.
pub(super) fn suits(stencil: &Stencil) -> bool {
    let [z, y, x] = stencil.axes.each_ref();
    let is_flat = [z.kernel, z.input, z.output] == [1; 3];
    let side_by_side = [stencil.in_strides.axes[2], stencil.out_strides.axes[2]] == [1; 2];
    let large = y.kernel >= LEAST && x.kernel >= LEAST;
    let few = stencil.in_channels_per_group() * stencil.out_channels_per_group() <= PAIRS;
    !stencil.reads_weights
        && is_flat
        && side_by_side
        && large
        && few
        && Ring::new(stencil, 1, 1, 1).is_some()
}

/// A kernel of two is no more products than its two passes.
const LEAST: usize = 3;

/// Most pairs of channels of a group. Each has a first pass of its own, and where there are many, channels fill vectors.
const PAIRS: usize = 16;
