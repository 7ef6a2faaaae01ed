//! How far the kernels of a layer may be from a direct sum.

use convgen::{AnyLayer, Element, Isa};
use convgen_compiler::driver;
use convgen_compiler::source::Disk;
use convgen_compiler::stencil::Weighted;

/// For each instruction set with a kernel of its own, from the least to the most capable, what each output may be off besides the rounding of a direct
/// sum; nothing for a kernel that computes one.
pub(crate) fn distances<L: AnyLayer>(
    path: &str,
    input: &[L::Element],
) -> Vec<(Isa, Option<Vec<L::Element>>)> {
    let compiled =
        driver::compile(&Disk::new(env!("CARGO_MANIFEST_DIR")), path).expect("the spec is right");
    let weighted = Weighted::new(compiled.layer());
    let input: Vec<f64> = input.iter().map(|x| x.to_f64()).collect();
    let factor = L::ACTIVATION.steepest() * L::Element::EPSILON;
    let of = |method: &convgen_compiler::strategy::Method| {
        let own = method.rounding(&weighted).distances(&L::SHAPE, &input)?;
        Some(own.into_iter().map(|each| factor * L::Element::from_f64(each)).collect())
    };
    let programs = compiled.programs().iter();
    programs.map(|each| (each.schedule.isa.level, of(&each.schedule.method))).collect()
}
