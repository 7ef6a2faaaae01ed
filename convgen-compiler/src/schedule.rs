//! Chooses how a stencil is computed on each instruction set.

use crate::isa::{Isa, Tile};
use crate::layer::Layer;
use crate::spec::Strategy;
use crate::stencil::Stencil;

/// Most multiply-adds that are unrolled without being asked for.
///
/// Straight-line code costs rustc more than in proportion: 36 multiply-adds 0.1 s, 2,500 0.5 s,
/// 14,400 5 to 10 s. This keeps a layer's build below half a second.
pub const UNROLL_BUDGET: u64 = 1_024;

/// Most nests that plain loops are split into, so that each has constant trip counts.
pub const LOOPED_NESTS: usize = 25;

/// The same for register tiles, whose bodies are ten times as large: two axes of a kernel of five.
pub const CHANNELS_NESTS: usize = 9;

/// A decision for one instruction set: everything that a strategy needs besides the stencil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// How.
    pub method: Method,
    /// What it is written for.
    pub isa: &'static Isa,
    /// Why, in words, for the header of the generated code.
    pub reason: String,
}

/// A strategy with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Straight-line code.
    Unrolled,
    /// Plain loops, one accumulator.
    Looped {
        /// Most copies of the loop nest.
        nests: usize,
    },
    /// Loops over register tiles.
    Channels {
        /// The accumulators.
        tile: Tile,
        /// Most copies of the loop nest.
        nests: usize,
    },
}

impl Method {
    /// The strategy.
    pub fn strategy(self) -> Strategy {
        match self {
            Self::Unrolled => Strategy::Unrolled,
            Self::Looped { .. } => Strategy::Looped,
            Self::Channels { .. } => Strategy::Channels,
        }
    }
}

impl Schedule {
    /// Decides for a layer: a schedule for each instruction set that pays, from the least to the
    /// most capable. There is always one that any machine can run.
    pub fn choose(layer: &Layer, stencil: &Stencil) -> Vec<Self> {
        let work = layer.multiply_adds();
        let asked = layer.request().strategy;
        let (strategy, reason) = match asked {
            Some(strategy) => (strategy, "the spec asks for it".to_owned()),
            None if work <= UNROLL_BUDGET => {
                (Strategy::Unrolled, format!("{work} multiply-adds are within {UNROLL_BUDGET}"))
            }
            None => (Strategy::Channels, format!("{work} multiply-adds are over {UNROLL_BUDGET}")),
        };
        let schedule = |isa, method| Self { method, isa, reason: reason.clone() };
        let looped = Method::Looped { nests: LOOPED_NESTS };
        match strategy {
            Strategy::Unrolled => vec![schedule(&Isa::SCALAR, Method::Unrolled)],
            Strategy::Looped => vec![schedule(&Isa::SCALAR, looped)],
            Strategy::Channels => {
                let channels = stencil.out_channels_per_group();
                let fits = |isa: &&'static Isa| asked.is_some() || 2 * channels > isa.lanes;
                const ROWS: &[Isa] = &Isa::VECTOR;
                let mut all: Vec<_> = ROWS
                    .iter()
                    .filter(fits)
                    .map(|isa| schedule(isa, tiled(isa, channels)))
                    .collect();
                if all.is_empty() {
                    all.push(schedule(&Isa::SCALAR, looped));
                }
                all
            }
        }
    }
}

/// The tile with the most accumulators for so many channels.
fn tiled(isa: &Isa, channels: usize) -> Method {
    let vectors = channels.div_ceil(isa.lanes).min(isa.pixels.len());
    let tile = Tile { vectors, pixels: isa.pixels[vectors - 1] };
    Method::Channels { tile, nests: CHANNELS_NESTS }
}
