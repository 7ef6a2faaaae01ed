//! Layers that are too large are refused at once, and those within the limits compile.

use std::fmt::Write;
use std::time::{Duration, Instant};

use convgen_compiler::diagnostic::Code;
use convgen_compiler::driver;
use convgen_compiler::layer::{BUFFER_LIMIT, PHASE_LIMIT};
use convgen_compiler::source::Memory;

/// What compiling a spec gives, and how long it took.
fn compile(spec: &str) -> (Result<(), Vec<Code>>, Duration) {
    let begin = Instant::now();
    let result = driver::compile(&Memory::new().with("a.toml", spec), "a.toml");
    let codes = result.map(drop).map_err(|failure| {
        let text = |d: &convgen_compiler::diagnostic::Diagnostic| d.render(failure.source.as_ref());
        assert!(failure.diagnostics.iter().all(|d| !text(d).is_empty()));
        failure.diagnostics.iter().map(|d| d.code).collect()
    });
    (codes, begin.elapsed())
}

fn refused(spec: &str, code: Code) {
    let (result, time) = compile(spec);
    assert_eq!(result, Err(vec![code]), "{spec}");
    assert!(time < Duration::from_secs(1), "{time:?}: {spec}");
}

/// A kernel of one weight, or of `[1, 1, k]` ones.
const ONE: &str = "weights = [[[[1]]]]\nk = 1\n";

#[test]
fn layers_without_end_are_refused_within_a_second() {
    use Code::{ImpossibleGeometry, LayerTooLarge, OutOfRange};
    let cases = [
        ("kind = 'conv'\ni = 40_000\n", LayerTooLarge),
        ("kind = 'conv'\nbatch = 1_000_000_000\ni = 1\n", LayerTooLarge),
        ("kind = 'conv'\ni = 2_147_483_647\n", ImpossibleGeometry),
        ("kind = 'conv'\ni = 2_147_483_648\n", OutOfRange),
        ("kind = 'conv'\ni = 1\np = 1_000_000\n", LayerTooLarge),
        ("kind = 'conv_transpose'\ni = 2\ns = 2_000_000\n", LayerTooLarge),
        ("kind = 'conv_transpose'\ni = 2\ns = [1, 100_000]\n", LayerTooLarge),
        (
            "kind = 'conv'\nbatch = 2_147_483_647\ni = [1_000_000_000, 2_000_000_000]\n",
            ImpossibleGeometry,
        ),
    ];
    for (spec, code) in cases {
        refused(&format!("{spec}{ONE}"), code);
    }
}

#[test]
fn text_that_nests_without_end_is_refused_within_a_second() {
    let dotted = format!("a{} = 1\n", ".a".repeat(50_000));
    let tables = format!("x = {}1{}\n", "{a = ".repeat(50_000), "}".repeat(50_000));
    let lists = format!("weights = {}\n", "[".repeat(100_000));
    let headers: String = format!("[{}]\n", vec!["a"; 50_000].join("."));
    for spec in [dotted, tables, lists, headers] {
        let (result, time) = compile(&spec);
        assert!(result.is_err());
        assert!(time < Duration::from_secs(1), "{time:?}: {}", &spec[..40]);
    }
}

#[test]
fn a_file_of_unknown_keys_gives_a_few_errors_within_a_second() {
    let mut spec = String::new();
    for n in 0..10_000 {
        writeln!(spec, "key_{n} = {n}").expect("to memory");
    }
    let (result, time) = compile(&spec);
    assert_eq!(result.unwrap_err().len(), 32);
    assert!(time < Duration::from_secs(1), "{time:?}");
}

/// Compiling is linear in what a layer is made of; where it was not, these took minutes.
#[test]
fn layers_just_within_the_limits_compile() {
    let ones = |count: usize| format!("weights = [[[{}]]]\n", vec!["1"; count].join(", "));
    let specs = [
        // Outputs that no tap reaches.
        format!("kind = 'conv'\ni = 1\np = 500\n{ONE}"),
        // As many phases as there may be, most without a tap.
        format!("kind = 'conv_transpose'\ni = [4]\ns = {PHASE_LIMIT}\nk = 3\n{}", ones(3)),
        format!("kind = 'conv_transpose'\ni = 3\ns = 32\n{ONE}"),
        // As many stretches, each with other taps.
        format!("kind = 'conv'\ni = [9000]\nk = 8000\np = 7999\n{}", ones(8000)),
        format!("kind = 'conv_transpose'\ni = [40]\nk = 8000\ns = 1000\n{}", ones(8000)),
        // Nothing to compute.
        "kind = 'conv'\ni = 1000\nk = 1\nweights = [[[[0]]]]\n".to_owned(),
    ];
    for spec in specs {
        let (result, time) = compile(&spec);
        let begin: String = spec.chars().take(60).collect();
        assert_eq!(result, Ok(()), "{begin}");
        assert!(time < Duration::from_secs(20), "{time:?}: {begin}");
    }
}

/// Phases of other lengths and taps, so that nothing of the proof is contiguous.
#[test]
fn the_largest_output_is_proven_in_seconds() {
    let side = (BUFFER_LIMIT as usize).isqrt() / 2;
    let spec = format!(
        "kind = 'conv_transpose'\ni = {side}\ns = 2\noutput_padding = 1\n{ONE}\
         schedule = {{ strategy = 'looped' }}\n"
    );
    let (result, time) = compile(&spec);
    assert_eq!(result, Ok(()));
    assert!(time < Duration::from_secs(20), "{time:?}");
}
