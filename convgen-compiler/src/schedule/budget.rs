//! What the text of a layer may cost the Rust compiler, and which forms keep within it.

use std::vec::IntoIter;

use super::Schedule;
use crate::diagnostic::{Code, Diagnostic};
use crate::isa::Isa;
use crate::kernel::cost;
use crate::spec::{Spec, Strategy};
use crate::stencil::Weighted;
use crate::strategy::{Lowered, Method};

/// Most text of a layer, the kernels of all instruction sets together, in statements as
/// [`cost::text`] counts them: about 1.2 s of the Rust compiler, at 0.27 ms each. Much longer functions cost
/// more than in proportion.
pub const TEXT_BUDGET: u64 = 4_600;

/// Most text of a layer whose strategies the spec names, where no form of them keeps within the budget: about
/// 2 s of the Rust compiler.
pub const TEXT_LIMIT: u64 = 5_800;

/// A method and the reason for it.
pub(super) type Choice = (Method, String);

/// A strategy that the spec names would write too much, in every form that it has.
#[derive(Clone, Debug, PartialEq)]
pub struct TooLong {
    strategy: Strategy,
    isa: &'static Isa,
    /// The shortest text of the layer, if it was worth writing.
    text: Option<u64>,
}

impl TooLong {
    /// The error at the place where the spec names the strategy.
    pub fn diagnostic(&self, spec: &Spec) -> Diagnostic {
        let Self { strategy, isa, text } = self;
        let count = text.map_or_else(|| "far too many".to_owned(), |text| text.to_string());
        let error = Diagnostic::new(
            Code::ScheduleTooLarge,
            format!(
                "with `strategy = \"{strategy}\"` the layer's kernels would be {count} statements, but \
                 may be at most {TEXT_LIMIT}"
            ),
        );
        let error = match spec.schedule.named(isa) {
            Some(given) => error.label(given.span.clone(), "too much code"),
            None => error,
        };
        error
            .note("so many take the Rust compiler more than two seconds, longer functions still more; a loop counts as several")
            .help("write `strategy = \"channels\"`, or leave `strategy` out")
    }
}

/// The choices of one instruction set: the one that is taken, and what is left.
struct Plan {
    isa: &'static Isa,
    taken: (Choice, Lowered),
    text: u64,
    rest: IntoIter<Choice>,
}

impl Plan {
    fn new(isa: &'static Isa, choices: Vec<Choice>, layer: &Weighted) -> Result<Self, TooLong> {
        let strategy = choices.first().map(|(method, _)| method.strategy());
        let mut rest = choices.into_iter();
        match shorter(isa, &mut rest, layer, u64::MAX) {
            Some((taken, text)) => Ok(Self { isa, taken, text, rest }),
            None => {
                Err(TooLong { strategy: strategy.unwrap_or(Strategy::Looped), isa, text: None })
            }
        }
    }

    /// Takes the next choice that has less text.
    fn shorten(&mut self, layer: &Weighted) -> bool {
        let next = shorter(self.isa, &mut self.rest, layer, self.text);
        let found = next.is_some();
        if let Some((taken, text)) = next {
            (self.taken, self.text) = (taken, text);
        }
        found
    }
}

/// The first of some choices whose text is below a limit.
fn shorter(
    isa: &Isa,
    choices: &mut impl Iterator<Item = Choice>,
    layer: &Weighted,
    limit: u64,
) -> Option<((Choice, Lowered), u64)> {
    let worth_writing = |method: &Method| method.least_text(layer) as u64 <= TEXT_LIMIT;
    choices.filter(|(method, _)| worth_writing(method)).find_map(|choice| {
        let lowered = choice.0.lower(layer, isa.lanes(layer.stencil.element));
        let text = isa.text * cost::text(&lowered.kernel);
        (text < limit).then_some(((choice, lowered), text))
    })
}

/// Takes the first choice of each instruction set; and while that is too much text, the next of the one that
/// has most.
pub(super) fn fit(
    all: Vec<(&'static Isa, Vec<Choice>)>,
    layer: &Weighted,
) -> Result<Vec<(Schedule, Lowered)>, TooLong> {
    let plans = all.into_iter().map(|(isa, choices)| Plan::new(isa, choices, layer));
    let mut plans = plans.collect::<Result<Vec<_>, _>>()?;
    loop {
        let text: u64 = plans.iter().map(|plan| plan.text).sum();
        if text <= TEXT_BUDGET {
            break;
        }
        let mut longest: Vec<&mut Plan> = plans.iter_mut().collect();
        longest.sort_by_key(|plan| std::cmp::Reverse(plan.text));
        if longest.iter_mut().any(|plan| plan.shorten(layer)) {
            continue;
        }
        if text <= TEXT_LIMIT {
            break;
        }
        let named = longest.first().map(|plan| (plan.isa, plan.taken.0.0.strategy()));
        let Some((isa, strategy)) = named else { break };
        return Err(TooLong { strategy, isa, text: Some(text) });
    }
    let schedule = |plan: Plan| {
        let ((method, reason), lowered) = plan.taken;
        (Schedule { method, isa: plan.isa, reason }, lowered)
    };
    Ok(plans.into_iter().map(schedule).collect())
}
