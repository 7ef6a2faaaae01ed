//! Programs of several calls, compiled: the text that the compiler's own tests hold to the letter.

#[path = "support/networks.rs"]
mod networks;
#[path = "support/transposition.rs"]
mod transposition;

/// A module for each file that was committed, with a function of the same name for each instruction set;
/// and `run`, which calls that of an instruction set that the machine has.
macro_rules! programs {
    ($($name:ident, $file:literal, $len:expr;)*) => {$(
        mod $name {
            #![expect(clippy::undocumented_unsafe_blocks, reason = "the proofs are the compiler's")]
            include!($file);

            pub(super) fn run(
                isa: convgen::Isa,
                input: &[f32; $len],
                output: &mut [f32; $len],
            ) {
                match isa.name() {
                    "portable" => portable(input, output),
                    #[cfg(target_arch = "x86_64")]
                    "avx2" => unsafe { avx2(input, output) },
                    #[cfg(target_arch = "x86_64")]
                    "avx512" => unsafe { avx512(input, output) },
                    other => panic!("no program for {other} was committed"),
                }
            }
        }
    )*};
}

programs! {
    residual, "../convgen-compiler/tests/programs/residual.rs", 98;
    transposed, "../convgen-compiler/tests/programs/transposition.rs", super::transposition::LEN;
}

use convgen::Isa;
use convgen_compiler::element::Element;
use convgen_compiler::isa::Isa as Row;
use convgen_compiler::spec::Strategy;

/// The instruction sets that the machine has.
fn rows() -> impl Iterator<Item = &'static Row> {
    Isa::available().filter_map(|isa| Row::VECTOR.iter().find(|row| row.level == isa))
}

#[test]
fn several_calls_compute_what_is_interpreted() {
    let numbers: Vec<f32> = networks::numbers(98, 5).iter().map(|&number| number as f32).collect();
    let input: [f32; 98] = numbers.try_into().expect("98 of them");
    let expected = networks::expected(&input);
    for row in rows() {
        let program = networks::program(row, Strategy::Looped).expect("a correct program");
        assert_eq!(program.interpret(&[&input[..]]).concat(), expected, "{}", row.name);
        let mut output = [f32::NAN; 98];
        residual::run(row.level, &input, &mut output);
        assert_eq!(output[..], expected, "{}", row.name);
    }
}

#[test]
fn tiles_are_transposed() {
    let input: [f32; transposition::LEN] = std::array::from_fn(|n| 1.0 + n as f32);
    for row in rows() {
        let mut output = [f32::NAN; transposition::LEN];
        transposed::run(row.level, &input, &mut output);
        let program = transposition::program(row).expect("a correct program");
        assert_eq!(program.interpret(&[&input[..]]).concat(), output, "{}", row.name);
        let expected = transposition::expected(&input, row.lanes(Element::F32));
        assert_eq!(output[..], expected, "{}", row.name);
    }
}
