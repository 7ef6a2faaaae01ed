//! Chooses how a stencil is computed on each instruction set.

use crate::isa::Isa;
use crate::layer::Layer;
use crate::spec::{self, IsaRequest};
use crate::stencil::Weighted;
use crate::strategy::{Looped, Method, Unrolled};

/// Most multiply-adds that are unrolled without being asked for.
///
/// Straight-line code costs rustc more than in proportion: 36 multiply-adds 0.1 s, 2,500 0.5 s,
/// 14,400 5 to 10 s. This keeps a layer's build below half a second.
pub const UNROLL_BUDGET: u64 = 1_024;

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

impl Schedule {
    /// Decides for a layer: a schedule for each instruction set that pays, from the least to the
    /// most capable. There is always one that any machine can run.
    pub fn choose(layer: &Layer, weighted: &Weighted) -> Vec<Self> {
        const ROWS: &[Isa] = &Isa::VECTOR;
        let request = layer.request();
        let mut all: Vec<Self> = Vec::new();
        for (isa, wish) in ROWS.iter().zip(&request.isas) {
            let chooser = Chooser { isa, layer, weighted, scratch: request.scratch };
            let chosen = match (wish, request.strategy) {
                (Some(wish), _) => chooser.asked(*wish),
                (None, Some(strategy)) => chooser.general(strategy),
                (None, None) => chooser.automatic(),
            };
            all.extend(chosen.map(|(method, reason)| Self { method, isa, reason }));
        }
        if all.first().is_none_or(|first| first.isa.target_arch().is_some()) {
            all.insert(0, Self::scalar(layer));
        }
        all
    }

    /// One element at a time.
    fn scalar(layer: &Layer) -> Self {
        let looped = Method::Looped(Looped { nests: Looped::NESTS });
        let work = layer.multiply_adds();
        let (method, reason) = match layer.request().strategy {
            Some(spec::Strategy::Unrolled) => (UNROLLED, ASKED.to_owned()),
            None if layer.excess(UNROLL_BUDGET).is_none() => {
                (UNROLLED, format!("{work} multiply-adds are within {UNROLL_BUDGET}"))
            }
            Some(spec::Strategy::Looped) => (looped, ASKED.to_owned()),
            _ => (looped, "short vectors have too little to do".to_owned()),
        };
        Self { method, isa: &Isa::SCALAR, reason }
    }
}

const UNROLLED: Method = Method::Unrolled(Unrolled);

/// The reason of a schedule that the spec names.
const ASKED: &str = "the spec asks for it";

/// Below this part of the peak, plain loops are as good.
const WORTHWHILE: f64 = 0.15;

/// Most multiply-adds for which scalars are as good as vectors: 36 of them take 3 ns, 64 take 8 ns
/// and as vectors 5 ns.
const SCALAR_BUDGET: u64 = 48;

/// What is to be decided: how one instruction set computes a layer.
struct Chooser<'a> {
    isa: &'a Isa,
    layer: &'a Layer,
    weighted: &'a Weighted,
    /// Bytes that a kernel may take.
    scratch: usize,
}

/// A method and the reason for it.
type Choice = (Method, String);

impl Chooser<'_> {
    /// What the spec asks of this instruction set.
    fn asked(&self, wish: IsaRequest) -> Option<Choice> {
        let IsaRequest { strategy, tile } = wish;
        let method = Method::asked(self.isa, self.weighted, self.scratch, (strategy, tile))?;
        Some((method, ASKED.to_owned()))
    }

    /// What the spec asks of all of them; vectors only where they pay.
    fn general(&self, strategy: spec::Strategy) -> Option<Choice> {
        match strategy {
            spec::Strategy::Looped => None,
            spec::Strategy::Unrolled => self.small().filter(|(method, _)| *method == UNROLLED),
            strategy => self.asked(IsaRequest { strategy, tile: None }),
        }
    }

    /// What the compiler chooses.
    fn automatic(&self) -> Option<Choice> {
        match self.layer.excess(UNROLL_BUDGET) {
            None => self.small(),
            Some(_) => self.vectors(),
        }
    }

    /// Vectors for a layer that is unrolled: of a row where it is long enough, of channels where the
    /// output is a point or two and they are many.
    fn small(&self) -> Option<Choice> {
        let stencil = &self.weighted.stencil;
        let row = stencil.axes[2].phases.iter().map(|phase| phase.count).max().unwrap_or(0);
        let least = self.isa.unrolled_row?;
        if self.layer.multiply_adds() <= SCALAR_BUDGET {
            return None;
        }
        let strides = [stencil.in_strides.axes[2], stencil.out_strides.axes[2]];
        let neighbours = strides == [1, 1];
        if neighbours && row >= least {
            return Some((UNROLLED, format!("{row} outputs of a row are {least} or more")));
        }
        let outputs = stencil.lane_channels;
        if row > 2 && neighbours || 2 * outputs < self.isa.lanes(stencil.element) {
            return None;
        }
        let reason = match neighbours {
            true => {
                format!("{outputs} channels fill half a vector, and {row} outputs of a row do not")
            }
            false => {
                format!("{outputs} channels fill half a vector, and rows do not lie together")
            }
        };
        let (method, _) =
            self.asked(IsaRequest { strategy: spec::Strategy::Channels, tile: None })?;
        Some((method, reason))
    }

    /// The best way to fill vectors, as the model predicts it.
    fn vectors(&self) -> Option<Choice> {
        let candidates = candidates(self.isa, self.weighted, self.scratch);
        let each = candidates
            .iter()
            .map(|(part, method)| format!("{} {:.0}%", method.strategy(), 100.0 * part));
        let each = each.collect::<Vec<_>>().join(", ");
        let reason = format!("of the peak, counted on all weights, predicted: {each}");
        // The first of equals.
        let better =
            |best: (f64, Method), next: (f64, Method)| if next.0 > best.0 { next } else { best };
        let (part, method) = candidates.into_iter().reduce(better)?;
        (part >= WORTHWHILE).then_some((method, reason))
    }
}

/// The ways to fill vectors, each with the part of the peak that the model predicts for it, counted on
/// all weights. Kernels may take so many bytes of scratch memory.
pub fn candidates(isa: &Isa, layer: &Weighted, scratch: usize) -> Vec<(f64, Method)> {
    let scored = |method: Method| Some((method.score(isa, layer)?, method));
    Method::proposals(isa, layer, scratch).into_iter().filter_map(scored).collect()
}
