//! Strategies: each lowers a stencil to a kernel, in its own way, for any geometry and any number
//! of lanes. One file or folder each, which holds all that is known of it: its parameters, what it proposes
//! for a layer, the model that scores a proposal, and the lowering. [`Method`] is the list of them.

mod axes;
mod channels;
mod epilogue;
mod estimate;
mod interleave;
mod looped;
mod parameters;
mod phases;
mod pieces;
mod pixels;
mod reach;
mod sparse;
mod split;
mod unrolled;

use std::fmt;

pub use channels::{CACHE, Channels};
pub use looped::Looped;
pub use parameters::{Lowered, Source};
pub use pixels::Pixels;
pub use sparse::Sparse;
pub use unrolled::Unrolled;

use crate::isa::{AnyTile, Isa};
use crate::spec;
use crate::stencil::Weighted;

/// The parameters of a strategy: all that is decided about a kernel before it is lowered.
pub trait Strategy: Sized {
    /// Its name in specs.
    const NAME: spec::Strategy;

    /// The parameters that suit a layer on an instruction set, with so many bytes of scratch memory at
    /// most.
    fn propose(isa: &Isa, layer: &Weighted, scratch: usize) -> Option<Self>;

    /// The same with a register tile that a spec asks for; `None` for a tile of another strategy.
    fn asked(isa: &Isa, layer: &Weighted, scratch: usize, tile: AnyTile) -> Option<Self> {
        let _ = (isa, layer, scratch, tile);
        None
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

    /// The bound of its rounding error as a multiple of the bound of the direct sum, `n·u·Σ|products|` for
    /// `n` products and the unit roundoff `u`, which holds for these products in any order.
    fn error(&self) -> f64 {
        1.0
    }

    /// The kernel, for registers of so many lanes.
    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered;

    /// The register tile, as a spec would ask for it.
    fn tile(&self) -> Option<AnyTile> {
        None
    }
}

/// The list of strategies: all that is done with any of them goes through here.
macro_rules! registry {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A strategy with its parameters.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum Method {
            $($(#[$doc])* $name($name),)*
        }

        impl Method {
            /// What each strategy proposes for a layer, in the order of the list.
            pub fn proposals(isa: &Isa, layer: &Weighted, scratch: usize) -> Vec<Self> {
                let all = [$($name::propose(isa, layer, scratch).map(Self::$name),)*];
                all.into_iter().flatten().collect()
            }

            /// What a strategy makes of a wish of the spec's: one with a register tile, or without.
            pub fn asked(
                isa: &Isa,
                layer: &Weighted,
                scratch: usize,
                (strategy, tile): (spec::Strategy, Option<AnyTile>),
            ) -> Option<Self> {
                $(if strategy == $name::NAME {
                    let method = match tile {
                        Some(tile) => $name::asked(isa, layer, scratch, tile),
                        None => $name::propose(isa, layer, scratch),
                    };
                    return method.map(Self::$name);
                })*
                None
            }

            /// The strategy.
            pub fn strategy(&self) -> spec::Strategy {
                match self { $(Self::$name(_) => $name::NAME,)* }
            }

            /// [`Strategy::is_possible`]
            pub fn is_possible(&self, layer: &Weighted, lanes: usize) -> bool {
                match self { $(Self::$name(own) => own.is_possible(layer, lanes),)* }
            }

            /// [`Strategy::score`]
            pub fn score(&self, isa: &Isa, layer: &Weighted) -> Option<f64> {
                match self { $(Self::$name(own) => own.score(isa, layer),)* }
            }

            /// [`Strategy::bakes`]
            pub fn bakes(&self) -> bool {
                match self { $(Self::$name(own) => own.bakes(),)* }
            }

            /// [`Strategy::error`]
            pub fn error(&self) -> f64 {
                match self { $(Self::$name(own) => own.error(),)* }
            }

            /// [`Strategy::lower`]
            pub fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
                match self { $(Self::$name(own) => own.lower(layer, lanes),)* }
            }

            /// [`Strategy::tile`]
            pub fn tile(&self) -> Option<AnyTile> {
                match self { $(Self::$name(own) => own.tile(),)* }
            }
        }

        impl fmt::Debug for Method {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$name(own) => own.fmt(f),)* }
            }
        }
    };
}

registry! {
    /// Straight-line code.
    Unrolled,
    /// Plain loops, one accumulator.
    Looped,
    /// Loops over register tiles of output channels × pixels.
    Channels,
    /// Loops over register tiles of neighbouring outputs.
    Pixels,
    /// A loop over the weights that are not zero.
    Sparse,
}
