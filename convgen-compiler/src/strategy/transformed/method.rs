//! Transformed tiles as a strategy.

use super::axis::Tiling;
use super::model::Model;
use super::search::{best, is_sensible};
use super::tiles::Transformed;
use super::{bound, lower};
use crate::isa::{AnyTile, Isa};
use crate::spec;
use crate::stencil::Weighted;
use crate::strategy::Looped;
use crate::strategy::contract::Strategy;
use crate::strategy::estimate::mean_taps;
use crate::strategy::parameters::Lowered;
use crate::strategy::rounding::Rounding;

impl Strategy for Transformed {
    const NAME: spec::Strategy = spec::Strategy::Transformed;

    const NEEDS: &'static str = "weights in the spec, two to five or seven taps of a phase along some axis, scratch \
                                 memory for a tile, and `outputs` that there is an algorithm for: 1; 2 to 5 with two \
                                 taps, to 4 with three or four, to 3 with five; 2 with seven";

    fn forms(isa: &Isa, layer: &Weighted, scratch: usize, tile: Option<AnyTile>) -> Vec<Self> {
        let outputs = match tile {
            None => None,
            Some(AnyTile::Transformed(outputs)) => Some(outputs.each),
            Some(_) => return Vec::new(),
        };
        match is_sensible(&layer.stencil) {
            true => best(isa, &layer.stencil, scratch, outputs),
            false => Vec::new(),
        }
    }

    fn is_possible(&self, layer: &Weighted, _lanes: usize) -> bool {
        !layer.stencil.reads_weights && self.tilings(&layer.stencil).is_some()
    }

    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        let stencil = &layer.stencil;
        let tilings = self.tilings(stencil)?;
        let lanes = isa.lanes(stencil.element);
        let direct = mean_taps(stencil) * stencil.outputs() as f64 / lanes as f64;
        let model = Model { isa, stencil, lanes };
        Some(direct / model.call(self, &tilings, &self.strips(&tilings)))
    }

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
