//! What every strategy can do.

use super::parameters::Lowered;
use super::rounding::Rounding;
use crate::isa::{AnyTile, Isa};
use crate::spec;
use crate::stencil::Weighted;

/// The parameters of a strategy: all that is decided about a kernel before it is lowered.
pub trait Strategy: Sized {
    /// Its name in specs.
    const NAME: spec::Strategy;

    /// What a layer must have that it can compute, after "it needs", where not every layer is such.
    const NEEDS: &'static str = "nothing";

    /// The forms in which it may compute a layer on an instruction set, with so many bytes of scratch
    /// memory at most: the fastest first, and then those whose text is shorter. With the register tile
    /// that a spec asks for, or with those that suit the layer. None for a tile of another strategy.
    fn forms(isa: &Isa, layer: &Weighted, scratch: usize, tile: Option<AnyTile>) -> Vec<Self>;

    /// About how many statements its text has at least, known without writing it: what is far too long
    /// is never lowered.
    fn least_text(&self, layer: &Weighted) -> usize {
        let _ = layer;
        0
    }

    /// Whether a layer can be computed so, with registers of so many lanes.
    fn is_possible(&self, layer: &Weighted, lanes: usize) -> bool {
        let _ = (layer, lanes);
        true
    }

    /// The part of the multiply-add peak that the model predicts, counted on all weights. `None` for one
    /// that is not chosen by that.
    fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
        let _ = (isa, layer);
        None
    }

    /// Whether numbers of the layer are part of the kernel's text. All others give the same kernel for all
    /// layers of one form.
    fn bakes(&self) -> bool {
        false
    }

    /// What bounds its rounding error on a layer.
    fn rounding(&self, layer: &Weighted) -> Rounding {
        let _ = layer;
        Rounding::Sum
    }

    /// The kernel, for registers of so many lanes.
    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered;

    /// What there is to say of how it computes a layer, for whoever asks why it was chosen.
    fn about(&self, layer: &Weighted) -> Option<String> {
        let _ = layer;
        None
    }

    /// The register tile, as a spec would ask for it.
    fn tile(&self) -> Option<AnyTile> {
        None
    }
}
