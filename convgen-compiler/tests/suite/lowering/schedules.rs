//! What the scheduler promises, for every layer.

use convgen_compiler::driver;
use convgen_compiler::schedule::Schedule;
use convgen_compiler::source::Memory;
use convgen_compiler::stencil::Stencil;
use convgen_runtime::isa::Isa;
use proptest::prelude::*;

use crate::layers;

/// The first kernel runs anywhere, and each further one needs more of the machine.
fn levels_rise_from_portable(levels: &[Isa]) -> bool {
    levels.first() == Some(&Isa::Portable) && levels.is_sorted_by(|a, b| a < b)
}

fn levels(schedules: &[Schedule]) -> Vec<Isa> {
    schedules.iter().map(|schedule| schedule.isa.level).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_machine_can_run_the_first(case in layers::integers()) {
        let layer = case.layer();
        let levels = levels(&Schedule::choose(&layer, &Stencil::new(&layer)));
        prop_assert!(levels_rise_from_portable(&levels), "{:?}", levels);
    }
}

/// Nine outputs a row, every third input: the model finds AVX-512 worth while, and nothing else.
#[test]
fn a_layer_that_only_the_widest_vectors_suit() {
    let spec = "kind = \"conv\"\ni = [60, 27]\nk = 3\ns = 3\n\
                weights = [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]\n";
    let files = Memory::new().with("spec.toml", spec);
    let compiled = driver::compile(&files, "spec.toml").expect("the spec is right");
    let levels: Vec<Isa> = compiled.kernels().iter().map(|each| each.schedule.isa.level).collect();
    assert!(levels_rise_from_portable(&levels), "{levels:?}");
}
