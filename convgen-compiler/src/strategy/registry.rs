//! The list of strategies: a row for each.

use std::fmt;

use super::channels::Channels;
use super::contract::Strategy;
use super::looped::Looped;
use super::parameters::Lowered;
use super::pixels::Pixels;
use super::rounding::Rounding;
use super::separable::Separable;
use super::sparse::Sparse;
use super::transformed::Transformed;
use super::unrolled::Unrolled;
use crate::isa::{AnyTile, Isa};
use crate::spec;
use crate::stencil::Weighted;

/// All that is done with any strategy goes through here.
macro_rules! registry {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A strategy with its parameters.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub enum Method {
            $($(#[$doc])* $name($name),)*
        }

        impl Method {
            /// The forms of every strategy for a layer, in the order of the list.
            pub fn all(isa: &Isa, layer: &Weighted, scratch: usize) -> Vec<Self> {
                let all = [$(Self::of($name::NAME, isa, layer, scratch, None),)*];
                all.into_iter().flatten().collect()
            }

            /// The forms of one strategy, with a register tile that the spec asks for or without.
            pub fn of(
                strategy: spec::Strategy,
                isa: &Isa,
                layer: &Weighted,
                scratch: usize,
                tile: Option<AnyTile>,
            ) -> Vec<Self> {
                $(if strategy == $name::NAME {
                    let forms = $name::forms(isa, layer, scratch, tile);
                    return forms.into_iter().map(Self::$name).collect();
                })*
                Vec::new()
            }

            /// [`Strategy::NEEDS`]
            pub fn needs(strategy: spec::Strategy) -> &'static str {
                $(if strategy == $name::NAME {
                    return $name::NEEDS;
                })*
                ""
            }

            /// [`Strategy::least_text`]
            pub fn least_text(&self, layer: &Weighted) -> usize {
                match self { $(Self::$name(own) => own.least_text(layer),)* }
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

            /// [`Strategy::rounding`]
            pub fn rounding(&self, layer: &Weighted) -> Rounding {
                match self { $(Self::$name(own) => own.rounding(layer),)* }
            }

            /// [`Strategy::lower`]
            pub fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
                match self { $(Self::$name(own) => own.lower(layer, lanes),)* }
            }

            /// [`Strategy::about`]
            pub fn about(&self, layer: &Weighted) -> Option<String> {
                match self { $(Self::$name(own) => own.about(layer),)* }
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
    /// A pass along x, and one along y.
    Separable,
    /// Fewer multiplications, by Cook–Toom algorithms.
    Transformed,
}
