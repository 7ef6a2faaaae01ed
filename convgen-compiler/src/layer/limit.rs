//! How much work a layer is, and how much of it may be unrolled.

use convgen_runtime::Shape;

use super::Layer;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spec;
use crate::spec::Strategy;

/// The most multiply-adds, zero weights not counted, that may be written as straight-line code.
///
/// The Rust compiler needs more than linear time for such code. Measured with `-O`: 14,400
/// multiply-adds take 5 to 10 s, and 41,472 take 31 to 69 s and 3 GB of memory.
pub const UNROLL_LIMIT: u64 = 16_384;

impl Layer {
    /// The multiply-adds of one call: one for every weight that is not zero and every pair of an
    /// input and an output element that it links. `u64::MAX` stands for that many or more.
    #[must_use]
    pub fn multiply_adds(&self) -> u64 {
        let links = links(self.shape());
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

/// Refuses to unroll what would take the Rust compiler minutes.
pub(super) fn check_unrolled(layer: &Layer, spec: &Spec) -> Result<(), Diagnostic> {
    let isas = spec.schedule.isas.iter().flatten().map(|isa| &isa.value.strategy);
    let strategies = isas.chain([&spec.schedule.strategy]).flatten();
    let mut unrolled = strategies.filter(|strategy| strategy.value == Strategy::Unrolled);
    let Some(strategy) = unrolled.next() else {
        return Ok(());
    };
    let multiply_adds = layer.multiply_adds();
    if multiply_adds <= UNROLL_LIMIT {
        return Ok(());
    }
    Err(Diagnostic::new(
        Code::ScheduleTooLarge,
        format!(
            "`strategy = \"unrolled\"` would write {multiply_adds} multiply-adds as straight-line \
             code, but may write at most {UNROLL_LIMIT}"
        ),
    )
    .label(strategy.span.clone(), "too much code")
    .note(
        "the Rust compiler takes 5 to 10 s for 14400 multiply-adds without loops, and up to 69 s \
         and 3 GB for 41472",
    )
    .help("write `strategy = \"looped\"`, or leave `strategy` out"))
}
