//! Programs of several calls as Rust, to the letter. `tests/programs.rs` of the workspace compiles and
//! runs the same text.

use std::path::Path;
use std::{env, fs};

use crate::{networks, transposition};
use convgen_compiler::element::Element;
use convgen_compiler::emit;
use convgen_compiler::isa::Isa;
use convgen_compiler::program::Verified;
use convgen_compiler::spec::Strategy;

/// The function of each instruction set.
fn text(program: impl Fn(&Isa) -> Verified) -> String {
    let function = |isa: &Isa| emit::program(isa, &program(isa), isa.name).to_string();
    let functions: String = Isa::VECTOR.iter().map(function).collect();
    let file = syn::parse_str(&functions).expect("generated code is Rust");
    prettyplease::unparse(&file)
}

#[track_caller]
fn is_as_committed(name: &str, text: &str) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&golden, text).expect("a golden can be written");
    }
    let committed = fs::read_to_string(&golden).unwrap_or_default();
    assert!(committed == text, "{} differs", golden.display());
}

#[test]
fn several_calls_are_as_committed() {
    let program = |isa: &Isa| networks::program(isa, Strategy::Looped).expect("a correct program");
    is_as_committed("residual.rs", &text(program));
}

#[test]
fn tiles_are_as_committed() {
    let program = |isa: &Isa| transposition::program(isa).expect("a correct program");
    is_as_committed("transposition.rs", &text(program));
}

#[test]
fn tiles_are_transposed() {
    let input: Vec<f32> = (1..=transposition::LEN).map(|n| n as f32).collect();
    for isa in Isa::VECTOR.iter().chain([&Isa::SCALAR]) {
        let program = transposition::program(isa).expect("a correct program");
        let expected = transposition::expected(&input, isa.lanes(Element::F32));
        assert_eq!(program.interpret(&[&input[..]]).concat(), expected, "{}", isa.name);
    }
}

#[test]
fn every_strategy_computes_the_layers_one_after_another() {
    let input: Vec<f32> = networks::numbers(2 * 49, 5).iter().map(|&n| n as f32).collect();
    let expected = networks::expected(&input);
    for isa in Isa::VECTOR.iter().chain([&Isa::SCALAR]) {
        for strategy in Strategy::ALL {
            if matches!(strategy, Strategy::Separable | Strategy::Transformed) {
                // Not every layer here is one that they can compute; their own tests have such.
                assert!(networks::program(isa, strategy).is_err());
                continue;
            }
            let program = networks::program(isa, strategy).expect("a correct program");
            assert_eq!(program.interpret(&[&input[..]]).concat(), expected, "{strategy}");
            // The residual layers share theirs where no number is in it.
            let kernels = program.program().kernels.len();
            let baked = matches!(strategy, Strategy::Unrolled | Strategy::Sparse);
            assert_eq!(kernels, if baked { 4 } else { 3 }, "{strategy}");
        }
    }
}
