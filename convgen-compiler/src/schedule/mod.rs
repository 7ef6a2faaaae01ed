//! Chooses how a stencil is computed on each instruction set.

mod budget;
mod refusal;

use crate::isa::Isa;
use crate::layer::Layer;
use crate::spec::{self, IsaRequest};
use crate::stencil::Weighted;
use crate::strategy::{Lowered, Method, Unrolled};
use budget::Choice;
pub use budget::{TEXT_BUDGET, TEXT_LIMIT, TooLong};
pub use refusal::Refusal;

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
    /// most capable, with its kernel. There is always one that any machine can run.
    ///
    /// # Errors
    /// If a strategy that the spec names cannot compute the layer, or has too much text in every form.
    pub fn choose(layer: &Layer, weighted: &Weighted) -> Result<Vec<(Self, Lowered)>, Refusal> {
        const ROWS: &[Isa] = &Isa::VECTOR;
        let request = layer.request();
        let mut all = Vec::new();
        for (isa, wish) in ROWS.iter().zip(&request.isas) {
            let chooser = Chooser { isa, layer, weighted, scratch: request.scratch };
            let choices = match (wish, request.strategy) {
                (Some(wish), _) => chooser.asked(*wish),
                (None, Some(strategy)) => chooser.general(strategy),
                (None, None) => chooser.automatic(),
            };
            let named = wish.map(|wish| wish.strategy).or(request.strategy);
            let tile = wish.and_then(|wish| wish.tile);
            if let Some(strategy) = named.filter(|_| choices.is_empty())
                && Method::of(strategy, isa, weighted, request.scratch, tile).is_empty()
            {
                return Err(Refusal::Impossible { strategy, isa });
            }
            all.push((isa, choices));
        }
        all.retain(|(_, choices)| !choices.is_empty());
        if all.first().is_none_or(|(isa, _)| isa.target_arch().is_some()) {
            all.insert(0, (&Isa::SCALAR, scalar(layer, weighted)));
        }
        Ok(budget::fit(all, weighted)?)
    }
}

/// One element at a time.
fn scalar(layer: &Layer, weighted: &Weighted) -> Vec<Choice> {
    let work = layer.multiply_adds();
    let looped = |reason: &str| {
        let forms = Method::of(
            spec::Strategy::Looped,
            &Isa::SCALAR,
            weighted,
            layer.request().scratch,
            None,
        );
        forms.into_iter().map(|method| (method, reason.to_owned())).collect::<Vec<_>>()
    };
    let few = "short vectors have too little to do";
    match layer.request().strategy {
        Some(spec::Strategy::Unrolled) => vec![(UNROLLED, ASKED.to_owned())],
        None if layer.excess(UNROLL_BUDGET).is_none() => {
            let within = format!("{work} multiply-adds are within {UNROLL_BUDGET}");
            [vec![(UNROLLED, within)], looped(few)].concat()
        }
        Some(spec::Strategy::Looped) => looped(ASKED),
        _ => looped(few),
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

/// What may be chosen, best first.
impl Chooser<'_> {
    /// What the spec asks of this instruction set.
    fn asked(&self, wish: IsaRequest) -> Vec<Choice> {
        let IsaRequest { strategy, tile } = wish;
        let forms = Method::of(strategy, self.isa, self.weighted, self.scratch, tile);
        forms.into_iter().map(|method| (method, ASKED.to_owned())).collect()
    }

    /// What the spec asks of all of them; vectors only where they pay.
    fn general(&self, strategy: spec::Strategy) -> Vec<Choice> {
        match strategy {
            spec::Strategy::Looped => Vec::new(),
            spec::Strategy::Unrolled => {
                let small = self.small().into_iter();
                small.filter(|(method, _)| *method == UNROLLED).collect()
            }
            strategy => self.asked(IsaRequest { strategy, tile: None }),
        }
    }

    /// What the compiler chooses.
    fn automatic(&self) -> Vec<Choice> {
        match self.layer.excess(UNROLL_BUDGET) {
            None => self.small(),
            Some(_) => self.vectors(),
        }
    }

    /// Vectors for a layer that is unrolled: of a row where it is long enough, of channels where the
    /// output is a point or two and they are many.
    fn small(&self) -> Vec<Choice> {
        let stencil = &self.weighted.stencil;
        let row = stencil.axes[2].phases.iter().map(|phase| phase.count).max().unwrap_or(0);
        let Some(least) = self.isa.unrolled_row else { return Vec::new() };
        if self.layer.multiply_adds() <= SCALAR_BUDGET {
            return Vec::new();
        }
        let strides = [stencil.in_strides.axes[2], stencil.out_strides.axes[2]];
        let neighbours = strides == [1, 1];
        if neighbours && row >= least {
            let reason = format!("{row} outputs of a row are {least} or more");
            return [vec![(UNROLLED, reason)], self.vectors()].concat();
        }
        let outputs = stencil.lane_channels;
        if row > 2 && neighbours || 2 * outputs < self.isa.lanes(stencil.element) {
            return Vec::new();
        }
        let reason = match neighbours {
            true => {
                format!("{outputs} channels fill half a vector, and {row} outputs of a row do not")
            }
            false => {
                format!("{outputs} channels fill half a vector, and rows do not lie together")
            }
        };
        let channels = self.asked(IsaRequest { strategy: spec::Strategy::Channels, tile: None });
        channels.into_iter().map(|(method, _)| (method, reason.clone())).collect()
    }

    /// The ways to fill vectors, the best first as the model predicts it, and plain loops for where none
    /// of them is short enough.
    fn vectors(&self) -> Vec<Choice> {
        let mut candidates = candidates(self.isa, self.weighted, self.scratch);
        let direct = self.layer.request().direct;
        candidates.retain(|(_, method)| !direct || method.strategy().is_direct());
        let mut each: Vec<(spec::Strategy, f64)> = Vec::new();
        for (part, method) in &candidates {
            match each.iter_mut().find(|(strategy, _)| *strategy == method.strategy()) {
                Some((_, best)) => *best = best.max(*part),
                None => each.push((method.strategy(), *part)),
            }
        }
        let each = each.iter().map(|(strategy, part)| format!("{strategy} {:.0}%", 100.0 * part));
        let each = each.collect::<Vec<_>>().join(", ");
        let reason = format!("of the peak, counted on all weights, predicted: {each}");
        // Equals in the order of the list.
        candidates.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        candidates.retain(|(part, _)| *part >= WORTHWHILE);
        if candidates.is_empty() {
            return Vec::new();
        }
        let looped =
            Method::of(spec::Strategy::Looped, self.isa, self.weighted, self.scratch, None);
        let methods = candidates.into_iter().map(|(_, method)| method).chain(looped);
        methods.map(|method| (method, reason.clone())).collect()
    }
}

/// The ways to fill vectors, each with the part of the peak that the model predicts for it, counted on
/// all weights. Kernels may take so many bytes of scratch memory.
pub fn candidates(isa: &Isa, layer: &Weighted, scratch: usize) -> Vec<(f64, Method)> {
    let scored = |method: Method| Some((method.score(isa, layer)?, method));
    Method::all(isa, layer, scratch).into_iter().filter_map(scored).collect()
}
