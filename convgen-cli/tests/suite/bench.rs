//! `bench`: builds with the real cargo. Times differ from run to run; what follows from them does not.

use super::program::convgen;

const SPEC: &str = "specs/seed/transposed_i3_k3_s2_p1_op1.toml";

#[test]
fn times_peaks_and_speed_ups_are_consistent() {
    let found = convgen(&["bench", "--json", "--isa", "portable", SPEC]).json(0);
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    assert_eq!(found[0]["multiply_adds"], 64);
    let reference = number(&found[0]["reference_seconds"]);
    let kernels = found[0]["kernels"].as_array().expect("an array");
    assert_eq!(kernels.len(), 1);
    for kernel in kernels {
        let seconds = number(&kernel["seconds"]);
        assert!(seconds > 0.0 && seconds < reference, "generated code is faster: {kernel}");
        let percent = 100.0 * number(&kernel["gflops"]) / number(&kernel["peak_gflops"]);
        assert!((percent / number(&kernel["percent_of_peak"]) - 1.0).abs() < 1e-9, "{kernel}");
        let gflops = 2.0 * 64.0 / seconds / 1e9;
        assert!((gflops / number(&kernel["gflops"]) - 1.0).abs() < 1e-9, "{kernel}");
        assert!((reference / seconds / number(&kernel["speed_up"]) - 1.0).abs() < 1e-9, "{kernel}");
    }
}

#[test]
fn the_text_has_a_row_for_each_kernel() {
    let text = convgen(&["bench", SPEC]).fine();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("{SPEC}: 64 needed multiply-adds"));
    assert!(lines[1].contains("GFLOP/s") && lines[1].contains("of the peak"), "{text}");
    assert!(lines.last().expect("a line").starts_with("  sliding window"), "{text}");
    assert!(
        lines[2..lines.len() - 1].iter().all(|line| line.contains('%') && line.ends_with('×')),
        "{text}"
    );
}

#[test]
fn layers_with_further_operands_are_timed_too() {
    let spec = "tests/corpus/conv_1d_add_batched.toml";
    let found = convgen(&["bench", "--json", "--isa", "portable", spec]).json(0);
    assert!(found[0]["kernels"][0]["seconds"].as_f64() > Some(0.0), "{found}");
}
