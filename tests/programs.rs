//! Programs of several calls, compiled: the text that the compiler's own tests hold to the letter.

#[path = "support/networks.rs"]
mod networks;

/// A function of the same name for each instruction set.
mod residual {
    #![expect(clippy::undocumented_unsafe_blocks, reason = "the proofs are the compiler's")]
    include!("../convgen-compiler/tests/programs/residual.rs");
}

use convgen::Isa;
use convgen_compiler::isa::Isa as Row;
use convgen_compiler::spec::Strategy;

/// Runs the program of an instruction set that the machine has.
fn run(isa: Isa, input: &[f32; 98], output: &mut [f32; 98]) {
    match isa.name() {
        "portable" => residual::portable(input, output),
        // SAFETY: the caller says that the machine has it.
        #[cfg(target_arch = "x86_64")]
        "avx2" => unsafe { residual::avx2(input, output) },
        // SAFETY: likewise.
        #[cfg(target_arch = "x86_64")]
        "avx512" => unsafe { residual::avx512(input, output) },
        other => panic!("no program for {other} was committed"),
    }
}

#[test]
fn several_calls_compute_what_is_interpreted() {
    let numbers: Vec<f32> = networks::numbers(98, 5).iter().map(|&number| number as f32).collect();
    let input: [f32; 98] = numbers.try_into().expect("98 of them");
    let expected = networks::expected(&input);
    for row in Isa::available().filter_map(|isa| Row::VECTOR.iter().find(|row| row.level == isa)) {
        let program = networks::program(row, Strategy::Looped).expect("a correct program");
        assert_eq!(program.interpret(&[&input[..]]).concat(), expected, "{}", row.name);
        let mut output = [f32::NAN; 98];
        run(row.level, &input, &mut output);
        assert_eq!(output[..], expected, "{}", row.name);
    }
}
