//! What the scheduler promises, for every layer.

use convgen_compiler::driver;
use convgen_compiler::isa::{PixelTile, RowTile, Tile};
use convgen_compiler::schedule::Schedule;
use convgen_compiler::source::Memory;
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{Channels, Form, Method, Pixels, Sparse, Transformed};
use convgen_runtime::isa::Isa;
use proptest::prelude::*;

use crate::cases::cases;
use crate::layers;

/// The first kernel runs anywhere, and each further one needs more of the machine.
fn levels_rise_from_portable(levels: &[Isa]) -> bool {
    levels.first() == Some(&Isa::Portable) && levels.is_sorted_by(|a, b| a < b)
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn any_machine_can_run_the_first(case in layers::integers::<f32>()) {
        let layer = case.layer();
        let chosen = Schedule::choose(&layer, &Weighted::new(&layer)).expect("nothing is asked for");
        let levels: Vec<Isa> = chosen.iter().map(|(schedule, _)| schedule.isa.level).collect();
        prop_assert!(levels_rise_from_portable(&levels), "{:?}", levels);
    }
}

/// The methods by instruction set for a layer of 16 channels on 20×20 with this `[schedule]`.
fn methods(kind: &str, schedule: &str) -> Vec<(Isa, Method)> {
    let weights = format!("[{}]", vec!["[[[1, 2], [3, 4]]]"; 16].join(", "));
    let channels = if kind == "conv" { "out_channels" } else { "in_channels" };
    let spec = format!(
        "kind = \"{kind}\"\n{channels} = 16\ni = 20\nk = 2\ns = 2\nweights = {weights}\n{schedule}"
    );
    let files = Memory::new().with("spec.toml", spec);
    let compiled = driver::compile(&files, "spec.toml").expect("the spec is right");
    let each = compiled.programs().iter();
    each.map(|each| (each.schedule.isa.level, each.schedule.method)).collect()
}

#[test]
fn the_spec_may_name_tiles() {
    let asked = methods(
        "conv_transpose",
        "[schedule]\nstrategy = \"sparse\"\n\
         [schedule.avx2]\nvectors = 2\nrows = 3\n\
         [schedule.avx512]\nstrategy = \"channels\"\nvectors = 1\npixels = 6\ninterleaved = true\n",
    );
    let [portable, avx2, avx512] = asked[..] else { panic!("{asked:?}") };
    assert!(matches!(portable, (Isa::Portable, Method::Sparse(_))), "{portable:?}");
    assert_eq!(
        avx2,
        (
            Isa::Avx2,
            Method::Sparse(Sparse { tile: RowTile { vectors: 2, rows: 3, copied: false } })
        )
    );
    let tile = Tile { vectors: 1, pixels: 6, interleaved: true };
    assert!(
        matches!(avx512, (Isa::Avx512, Method::Channels(Channels { tile: t, .. })) if t == tile),
        "{avx512:?}"
    );
    let asked = methods(
        "conv",
        "[schedule.avx2]\nstrategy = \"pixels\"\nvectors = 1\nrows = 2\nchannels = 2\n",
    );
    let tile = PixelTile { vectors: 1, rows: 2, channels: 2 };
    assert!(
        asked.contains(&(Isa::Avx2, Method::Pixels(Pixels { tile, form: Form::Taps }))),
        "{asked:?}"
    );
}

/// The methods for a layer of 64 to 64 channels on 28×28 with a weight in ten.
fn pruned(schedule: &str) -> Vec<(Isa, Method)> {
    let weight = |n: usize| if n.is_multiple_of(10) { "1" } else { "0" };
    let rows = |n: usize| format!("[{}]", [0, 1, 2].map(|k| weight(n + k)).join(", "));
    let channel = |n: usize| format!("[{}]", [0, 3, 6].map(|k| rows(n + k)).join(", "));
    let inputs =
        |n: usize| (0..64).map(|c| channel(9 * (64 * n + c))).collect::<Vec<_>>().join(", ");
    let weights = (0..64).map(|n| format!("[{}]", inputs(n))).collect::<Vec<_>>().join(", ");
    let spec = format!(
        "kind = \"conv\"\nin_channels = 64\nout_channels = 64\ni = 28\nk = 3\np = 1\n\
         weights = [{weights}]\n{schedule}"
    );
    let files = Memory::new().with("spec.toml", spec);
    let compiled = driver::compile(&files, "spec.toml").expect("the spec is right");
    let each = compiled.programs().iter();
    each.map(|each| {
        let scratch = each.program.program().scratch_bytes();
        let limit = if schedule.is_empty() { 262_144 } else { 30_000 };
        assert!(scratch <= limit, "{scratch} bytes of scratch memory");
        (each.schedule.isa.level, each.schedule.method)
    })
    .collect()
}

#[test]
fn rows_are_copied_where_there_is_room() {
    let rows = |methods: &[(Isa, Method)]| -> Vec<(usize, bool)> {
        let tile = |method: &Method| match method {
            Method::Sparse(Sparse { tile }) => (tile.rows, tile.copied),
            other => panic!("{other:?}"),
        };
        methods.iter().map(|(_, method)| tile(method)).collect()
    };
    // Rows of 32 elements of 64 channels: six of them are 48 KiB.
    let (free, narrow) = (rows(&pruned("")), rows(&pruned("[schedule]\nscratch = 30000\n")));
    assert!(free.iter().all(|&(_, copied)| copied), "{free:?}");
    assert!(narrow.iter().zip(&free).all(|(narrow, free)| narrow.0 <= free.0), "{narrow:?}");
    let none = rows(&pruned("[schedule]\nscratch = 0\n"));
    assert!(none.iter().all(|&(_, copied)| !copied), "{none:?}");
}

#[test]
fn a_strategy_for_one_instruction_set_leaves_the_others_their_own() {
    let (own, asked) =
        (methods("conv", ""), methods("conv", "[schedule.avx512]\nstrategy = \"looped\"\n"));
    assert_eq!(own[..own.len() - 1], asked[..own.len() - 1]);
    assert!(matches!(asked.last(), Some((Isa::Avx512, Method::Looped(_)))), "{asked:?}");
}

/// Nine outputs a row, every third input: the model finds AVX-512 worth while, and nothing else.
#[test]
fn a_layer_that_only_the_widest_vectors_suit() {
    let spec = "kind = \"conv\"\ni = [60, 27]\nk = 3\ns = 3\n\
                weights = [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]\n";
    let files = Memory::new().with("spec.toml", spec);
    let compiled = driver::compile(&files, "spec.toml").expect("the spec is right");
    let levels: Vec<Isa> = compiled.programs().iter().map(|each| each.schedule.isa.level).collect();
    assert!(levels_rise_from_portable(&levels), "{levels:?}");
}

/// The methods for a layer of 32 to 32 channels with kernels of 3×3 on 16×16.
fn dense(schedule: &str) -> Vec<Method> {
    let channel = format!("[{}]", ["[[1, 2, 3], [4, 5, 6], [7, 8, 10]]"; 32].join(", "));
    let weights = vec![channel; 32].join(", ");
    let spec = format!(
        "kind = \"conv\"\nin_channels = 32\nout_channels = 32\ni = 16\nk = 3\np = 1\n\
         weights = [{weights}]\n{schedule}"
    );
    let files = Memory::new().with("spec.toml", spec);
    let compiled = driver::compile(&files, "spec.toml").expect("the spec is right");
    compiled.programs().iter().map(|each| each.schedule.method).collect()
}

#[test]
fn the_spec_may_forbid_other_products() {
    let are_direct = |schedule: &str| -> Vec<bool> {
        dense(schedule).iter().map(|method| method.strategy().is_direct()).collect()
    };
    assert_eq!(are_direct(""), [false; 3]);
    assert_eq!(are_direct("[schedule]\ndirect = false\n"), [false; 3]);
    assert_eq!(are_direct("[schedule]\ndirect = true\n"), [true; 3]);
}

#[test]
fn the_spec_may_name_the_outputs_of_tiles() {
    let outputs = |outputs: &str| {
        let spec = format!("[schedule.avx2]\nstrategy = \"transformed\"\noutputs = {outputs}\n");
        match dense(&spec)[1] {
            Method::Transformed(Transformed { outputs, .. }) => outputs,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(outputs("2"), [1, 2, 2]);
    assert_eq!(outputs("[1, 3]"), [1, 1, 3]);
}
