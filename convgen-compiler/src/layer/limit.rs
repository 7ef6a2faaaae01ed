//! How much work a layer is, and how much of it may be unrolled.

use convgen_runtime::Shape;
use convgen_runtime::layer::Operand;

use super::Layer;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spec;
use crate::spec::Strategy;

/// The most multiply-adds, zero weights not counted, that may be written as straight-line code.
///
/// The Rust compiler needs more than linear time for such code. Measured with `-O`: 14,400
/// multiply-adds take 5 to 10 s, and 41,472 take 31 to 69 s and 3 GB of memory.
pub const UNROLL_LIMIT: u64 = 16_384;

/// The most products that are searched for weights that are not zero. A layer within
/// [`UNROLL_LIMIT`] has that many when one weight in 256 is not zero.
const PRODUCT_LIMIT: u128 = 1 << 22;

impl Layer {
    /// The multiply-adds of one call: one for every weight that is not zero and every pair of an
    /// input and an output element that it links; weights that are an argument count all. `u64::MAX` stands for that many or more.
    #[must_use]
    pub fn multiply_adds(&self) -> u64 {
        let links = links(self.shape());
        if self.reads(Operand::Weights) {
            return u64::try_from(self.shape().multiply_adds()).unwrap_or(u64::MAX);
        }
        let mut total = 0_u64;
        for kernel in self.weights().chunks_exact(links.len()) {
            for (weight, links) in kernel.iter().zip(&links) {
                if *weight != 0.0 {
                    total = total.saturating_add(*links);
                }
            }
        }
        total.saturating_mul(self.shape().batch() as u64)
    }
}

/// How many pairs of elements each kernel position links, in the order of the weights.
fn links(shape: &Shape) -> Vec<u64> {
    let mut links = vec![1_u64];
    for axis in shape.spatial() {
        let reach: Vec<u64> =
            (0..axis.kernel).map(|tap| axis.reach(shape.kind(), tap) as u64).collect();
        links = links
            .iter()
            .flat_map(|outer| reach.iter().map(|inner| outer.saturating_mul(*inner)))
            .collect();
    }
    links
}

/// What of a layer is too much for straight-line code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// So many multiply-adds.
    MultiplyAdds(u64),
    /// So many outputs, each of which is stored by a statement of its own.
    Outputs(usize),
    /// So many products of a weight and an input, those with zero weights counted: all are looked at.
    Products(u128),
}

impl Layer {
    /// What is too much when at most `budget` multiply-adds, and as many stores, may be written.
    #[must_use]
    pub fn excess(&self, budget: u64) -> Option<Excess> {
        let (multiply_adds, outputs) = (self.multiply_adds(), self.shape().output_len());
        let products = self.shape().multiply_adds();
        if multiply_adds > budget {
            Some(Excess::MultiplyAdds(multiply_adds))
        } else if outputs as u64 > budget {
            Some(Excess::Outputs(outputs))
        } else {
            (products > PRODUCT_LIMIT).then_some(Excess::Products(products))
        }
    }
}

/// Refuses to unroll what would take the Rust compiler minutes.
pub(super) fn check_unrolled(layer: &Layer, spec: &Spec) -> Result<(), Diagnostic> {
    let isas = spec.schedule.isas.iter().flatten().map(|isa| &isa.value.strategy);
    let strategies = isas.chain([&spec.schedule.strategy]).flatten();
    let mut unrolled = strategies.filter(|strategy| strategy.value == Strategy::Unrolled);
    let Some(strategy) = unrolled.next() else {
        return Ok(());
    };
    let Some(excess) = layer.excess(UNROLL_LIMIT) else {
        return Ok(());
    };
    let what = match excess {
        Excess::MultiplyAdds(count) => format!(
            "write {count} multiply-adds as straight-line code, but may write at most {UNROLL_LIMIT}"
        ),
        Excess::Outputs(count) => {
            format!("store {count} outputs one by one, but may store at most {UNROLL_LIMIT}")
        }
        Excess::Products(count) => {
            format!(
                "look at {count} products for the weights that are not zero, but may look at at most {PRODUCT_LIMIT}"
            )
        }
    };
    Err(Diagnostic::new(
        Code::ScheduleTooLarge,
        format!("`strategy = \"unrolled\"` would {what}"),
    )
    .label(strategy.span.clone(), "too much code")
    .note(
        "the Rust compiler takes 5 to 10 s for 14400 multiply-adds without loops, and up to 69 s \
         and 3 GB for 41472",
    )
    .help("write `strategy = \"looped\"`, or leave `strategy` out"))
}
