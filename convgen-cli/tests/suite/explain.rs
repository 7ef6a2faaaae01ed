//! `explain`.

use convgen_compiler::driver;
use convgen_compiler::source::Disk;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::PaddingMode;

use super::program::{convgen, golden, root};

#[test]
fn a_small_layer_is_explained() {
    golden("explain", &convgen(&["explain", "specs/seed/transposed_i3_k2_s3_op1.toml"]).fine());
}

#[test]
fn dilation_shifts_the_taps_of_phases() {
    let spec = "tests/corpus/conv_transpose_1d_stride_2_dilation_5_output_padding_4.toml";
    golden("explain_dilated", &convgen(&["explain", spec]).fine());
}

/// The head of what is said: sizes, and what they follow from.
fn geometry(spec: &str) -> String {
    let text = convgen(&["explain", spec]).fine();
    let end = text.find("\nParameters").expect("the next part");
    text[..end].to_owned()
}

#[test]
fn numbers_that_follow_from_others_are_explained() {
    let specs = [
        "specs/seed/conv_i5_k4_s2_same_upper.toml",
        "specs/seed/transpose_of_conv_i8_k3_s3.toml",
        "specs/seed/transposed_i3_k3_s2_p1_to6.toml",
        "specs/seed/transposed_i3_k3_s2_same_lower.toml",
    ];
    golden("explain_derived", &specs.map(geometry).join("\n"));
    let found = convgen(&["explain", "--json", specs[1]]).json(0);
    let geometry = &found[0]["geometry"];
    assert_eq!(geometry["transpose_of"], "specs/seed/conv_i8_k3_s3.toml");
    assert_eq!(geometry["axes"][0]["output_padding"], 2);
    let found = convgen(&["explain", "--json", specs[2]]).json(0);
    assert_eq!(found[0]["geometry"]["output_size"], serde_json::json!([6, 6]));
}

#[test]
fn a_residual_is_named() {
    let spec = "tests/corpus/conv_2d_add_seventeen_channels.toml";
    let text = convgen(&["explain", spec]).fine();
    assert!(text.contains("residual    added to the output"), "{text}");
    assert_eq!(convgen(&["explain", "--json", spec]).json(0)[0]["parameters"]["residual"], true);
    let text = convgen(&["matrix", spec, "--csv", "/dev/null"]).fine();
    let after = "the bias, the residual and the relu come after it";
    assert!(text.contains(after), "{text}");
}

#[test]
fn multiply_adds_add_up_on_the_whole_corpus() {
    let found = convgen(&["explain", "--json", "tests/corpus/*.toml"]).json(0);
    let found = found.as_array().expect("an array");
    assert!(found.len() > 100);
    for each in found {
        let spec = each["spec"].as_str().expect("a text");
        let work = |name: &str| each["multiply_adds"][name].as_u64().expect("a number");
        let compiled = driver::compile(&Disk::new(root()), spec).expect("the spec is right");
        let (shape, layer) = (compiled.shape(), Weighted::new(compiled.layer()));
        if layer.stencil.reads_weights {
            assert_eq!(work("zero_weights"), 0, "{spec}: no weight is known to be zero");
            continue;
        }
        let entries: usize = (0..shape.output_len()).map(|row| layer.row(row).len()).sum();
        let copies = shape.axes().iter().any(|axis| axis.padding_mode != PaddingMode::Zeros);
        // An element and its copies in the padding may be one entry.
        let fits = if copies { u64::ge } else { u64::eq };
        assert!(fits(&work("needed"), &(entries as u64)), "{spec}: the matrix's entries");
        let saved = work("inserted_zeros") + work("border_taps") + work("zero_weights");
        assert_eq!(work("dense") - saved, work("needed"), "{spec}");
        let taps: usize = shape.kernel_sizes().iter().product();
        let dense = shape.output_len() * shape.in_channels_per_group() * taps;
        assert_eq!(work("dense"), dense as u64, "{spec}");
        let strides = shape.axes().iter().all(|axis| axis.stride == 1);
        let forward = each["geometry"]["kind"] == "conv";
        assert_eq!(work("inserted_zeros") == 0, forward || strides, "{spec}");
        assert_eq!(each["kernels"].as_array().map(Vec::len), Some(compiled.programs().len()));
    }
}

#[test]
fn a_prediction_is_a_part_of_the_peak() {
    let found = convgen(&["explain", "--json", "specs/digits/conv2.toml"]).json(0);
    for kernel in found[0]["kernels"].as_array().expect("an array") {
        let percent = kernel["predicted_percent_of_peak"].as_f64().expect("vectors are predicted");
        assert!((15.0..=100.0).contains(&percent), "{percent}");
        assert_eq!(kernel["scratch_bytes"], 0);
    }
}

#[test]
fn arguments_are_named() {
    let spec = "tests/corpus/conv_2d_mixed_arguments.toml";
    let text = convgen(&["explain", spec]).fine();
    assert!(text.contains("24, an argument"), "{text}");
    assert!(text.contains("2, an argument"), "{text}");
    let found = convgen(&["explain", "--json", spec]).json(0);
    assert_eq!(found[0]["parameters"]["operands"], serde_json::json!(["weights", "bias"]));
}
