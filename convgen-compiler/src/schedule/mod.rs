//! Chooses how a stencil is computed on each instruction set.

mod model;
mod tiles;

pub use tiles::CACHE;

use convgen_runtime::isa::Isa as Level;

use crate::isa::{AnyTile, Isa, PixelTile, RowTile, Tile};
use crate::layer::Layer;
use crate::spec::{IsaRequest, Strategy};
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

/// Most multiply-adds of register tiles of channels that have no loop over taps: two vectors of a 7×7 image
/// with a 3×3 kernel are 722, fifteen kilobytes of code with their stores.
const CHANNELS_TEXT: usize = 768;

/// Most weights that pixel tiles have as literals: those of an image filter, whose zeros then cost
/// nothing.
const LITERALS: usize = 128;

/// Most loads of single lanes from what stands in the padding, in the text of a kernel that has a
/// nest for every border: those of a 7×7 filter are 588.
const LITERAL_LANES: usize = 1_024;

/// Whether pixel tiles have the weights as literals instead of a table.
pub fn literals(stencil: &Stencil) -> bool {
    let single = (stencil.in_channels, stencil.out_channels) == (1, 1);
    let nests = stencil.segments(0).len() * stencil.segments(1).len();
    single
        && !stencil.reads_weights
        && stencil.taps_per_channel() <= LITERALS
        && model::padding_lanes(stencil).saturating_mul(nests) <= LITERAL_LANES
}

/// A decision for one instruction set: everything that a strategy needs besides the stencil.
#[derive(Clone, Debug, PartialEq)]
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
        /// Most multiply-adds of tiles without loops over taps.
        text: usize,
        /// Whether weights that are the caller's are packed first.
        packed: bool,
    },
    /// Loops over register tiles of neighbouring outputs.
    Pixels {
        /// The accumulators.
        tile: PixelTile,
    },
    /// A loop over the weights that are not zero.
    Sparse {
        /// The accumulators.
        tile: RowTile,
    },
}

impl Method {
    /// The strategy.
    pub fn strategy(self) -> Strategy {
        match self {
            Self::Unrolled => Strategy::Unrolled,
            Self::Looped { .. } => Strategy::Looped,
            Self::Channels { .. } => Strategy::Channels,
            Self::Pixels { .. } => Strategy::Pixels,
            Self::Sparse { .. } => Strategy::Sparse,
        }
    }
}

impl Schedule {
    /// Decides for a layer: a schedule for each instruction set that pays, from the least to the
    /// most capable. There is always one that any machine can run.
    pub fn choose(layer: &Layer, stencil: &Stencil) -> Vec<Self> {
        const ROWS: &[Isa] = &Isa::VECTOR;
        let request = layer.request();
        let mut all: Vec<Self> = Vec::new();
        for (isa, wish) in ROWS.iter().zip(&request.isas) {
            let chosen = match (wish, request.strategy) {
                (Some(wish), _) => {
                    Some((asked(isa, stencil, wish, request.scratch), ASKED.to_owned()))
                }
                (None, Some(strategy)) => general(isa, stencil, strategy, layer),
                (None, None) => automatic(isa, stencil, layer),
            };
            all.extend(chosen.map(|(method, reason)| Self { method, isa, reason }));
        }
        if all.first().is_none_or(|first| first.isa.level != Level::Portable) {
            all.insert(0, Self::scalar(layer));
        }
        all
    }

    /// One element at a time.
    fn scalar(layer: &Layer) -> Self {
        let looped = Method::Looped { nests: LOOPED_NESTS };
        let work = layer.multiply_adds();
        let (method, reason) = match layer.request().strategy {
            Some(Strategy::Unrolled) => (Method::Unrolled, ASKED.to_owned()),
            None if layer.excess(UNROLL_BUDGET).is_none() => {
                (Method::Unrolled, format!("{work} multiply-adds are within {UNROLL_BUDGET}"))
            }
            Some(Strategy::Looped) => (looped, ASKED.to_owned()),
            _ => (looped, "short vectors have too little to do".to_owned()),
        };
        Self { method, isa: &Isa::SCALAR, reason }
    }
}

/// What the spec asks of one instruction set.
fn asked(isa: &Isa, stencil: &Stencil, wish: &IsaRequest, scratch: usize) -> Method {
    match (wish.tile, wish.strategy) {
        (Some(AnyTile::Channels(tile)), _) => {
            let (text, packed) = (tiles::text(isa, stencil), tiles::packed(isa, stencil, scratch));
            Method::Channels { tile, nests: CHANNELS_NESTS, text, packed }
        }
        (Some(AnyTile::Pixels(tile)), _) => Method::Pixels { tile },
        (Some(AnyTile::Sparse(tile)), _) => Method::Sparse { tile },
        (None, Strategy::Channels) => tiles::channels(isa, stencil, scratch),
        (None, Strategy::Pixels) => tiles::pixels(isa, stencil),
        (None, Strategy::Sparse) => tiles::sparse(isa, stencil, scratch),
        (None, Strategy::Unrolled) => Method::Unrolled,
        (None, Strategy::Looped) => Method::Looped { nests: LOOPED_NESTS },
    }
}

/// What the spec asks of all of them; vectors only where they pay.
fn general(
    isa: &Isa,
    stencil: &Stencil,
    strategy: Strategy,
    layer: &Layer,
) -> Option<(Method, String)> {
    match strategy {
        Strategy::Looped => None,
        Strategy::Unrolled => {
            let small = small(isa, stencil, layer.multiply_adds(), layer.request().scratch);
            small.filter(|(method, _)| *method == Method::Unrolled)
        }
        strategy => {
            let wish = IsaRequest { strategy, tile: None };
            Some((asked(isa, stencil, &wish, layer.request().scratch), ASKED.to_owned()))
        }
    }
}

/// What the compiler chooses.
fn automatic(isa: &Isa, stencil: &Stencil, layer: &Layer) -> Option<(Method, String)> {
    match layer.excess(UNROLL_BUDGET) {
        None => small(isa, stencil, layer.multiply_adds(), layer.request().scratch),
        Some(_) => vectors(isa, stencil, layer.request().scratch),
    }
}

/// The reason of a schedule that the spec names.
const ASKED: &str = "the spec asks for it";

/// Vectors for a layer that is unrolled: of a row where it is long enough, of channels where the
/// output is a point or two and they are many.
fn small(isa: &Isa, stencil: &Stencil, work: u64, scratch: usize) -> Option<(Method, String)> {
    let row = stencil.axes[2].phases.iter().map(|phase| phase.count).max().unwrap_or(0);
    let least = isa.unrolled_row?;
    if work <= SCALAR_BUDGET {
        return None;
    }
    let strides = [stencil.in_strides.axes[2], stencil.out_strides.axes[2]];
    let neighbours = strides == [1, 1];
    if neighbours && row >= least {
        return Some((Method::Unrolled, format!("{row} outputs of a row are {least} or more")));
    }
    let outputs = stencil.lane_channels;
    let reason = match neighbours {
        true => format!("{outputs} channels fill half a vector, and {row} outputs of a row do not"),
        false => format!("{outputs} channels fill half a vector, and rows do not lie together"),
    };
    ((row <= 2 || !neighbours) && 2 * outputs >= isa.lanes(stencil.element))
        .then(|| (tiles::channels(isa, stencil, scratch), reason))
}

/// Most multiply-adds for which scalars are as good as vectors: 36 of them take 3 ns, 64 take 8 ns
/// and as vectors 5 ns.
const SCALAR_BUDGET: u64 = 48;

/// The ways to fill vectors, each with the part of the peak that the model predicts for it, counted on
/// all weights. Kernels may take so many bytes of scratch memory.
pub fn candidates(isa: &Isa, stencil: &Stencil, scratch: usize) -> [(f64, Method); 3] {
    [
        (model::channels(isa, stencil, scratch), tiles::channels(isa, stencil, scratch)),
        (model::pixels(isa, stencil), tiles::pixels(isa, stencil)),
        (model::sparse(isa, stencil, scratch), tiles::sparse(isa, stencil, scratch)),
    ]
}

/// The best way to fill vectors, as the model predicts it.
fn vectors(isa: &Isa, stencil: &Stencil, scratch: usize) -> Option<(Method, String)> {
    let candidates = candidates(isa, stencil, scratch);
    let each =
        candidates.map(|(part, method)| format!("{} {:.0}%", method.strategy(), 100.0 * part));
    let reason = format!("of the peak, counted on all weights, predicted: {}", each.join(", "));
    // The first of equals.
    let better =
        |best: (f64, Method), next: (f64, Method)| if next.0 > best.0 { next } else { best };
    let (part, method) = candidates.into_iter().reduce(better)?;
    (part >= model::WORTHWHILE).then_some((method, reason))
}
