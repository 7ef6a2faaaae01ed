//! `expand`.

use std::fs;

use super::program::{convgen, convgen_in, golden, new_folder, root};

#[test]
fn the_guide_shows_what_is_generated() {
    // The guide's own layer, under the names that it has there.
    let folder = new_folder("expand");
    let spec = root().join("convgen-compiler/tests/goldens/readme/spec.toml");
    fs::copy(spec, folder.join("stretch.toml")).expect("committed");
    let code = convgen_in(&folder, &["expand", "stretch.toml"]).fine();
    let code = code.replace("stretch.toml", "spec.toml");
    let page = fs::read_to_string(root().join("docs/first-layer.md")).expect("committed");
    let code = code.strip_prefix("// spec.toml\n").expect("which spec it is");
    assert!(page.contains(code), "{code}");
}

#[test]
fn every_layer_has_the_parameters_that_it_needs() {
    let code = convgen(&["expand", "tests/corpus/*.toml"]).fine();
    assert!(code.contains("residual: &[f32; 131]"), "some add a residual");
    assert!(!code.contains("compile_error"), "and all are given their operands");
}

#[test]
fn the_intermediate_representation_is_text() {
    golden("expand_ir", &convgen(&["expand", "--ir", "specs/seed/conv_i8_k3_s3.toml"]).fine());
}

#[test]
fn one_instruction_set_is_one_kernel() {
    let spec = "specs/digits/conv2.toml";
    let all = convgen(&["expand", spec]).fine();
    for isa in ["portable", "avx2", "avx512"] {
        let one = convgen(&["expand", "--isa", isa, spec]).fine();
        assert_eq!(one.matches("use ::convgen::isa::").count(), 1);
        assert!(one.contains(&format!("use ::convgen::isa::{isa}::f32 as v;")), "{one}");
        assert!(all.contains(&format!("use ::convgen::isa::{isa}::f32 as v;")));
    }
    // A tiny layer has one kernel, which runs on any machine.
    let tiny = convgen(&["expand", "--isa", "avx512", "specs/seed/conv_i8_k3_s3.toml"]).fine();
    assert!(tiny.contains("use ::convgen::isa::scalar::f32 as v;"), "{tiny}");
}

#[test]
fn json_holds_the_text() {
    let (spec, wrong) =
        ("specs/seed/conv_4x4_k3.toml", "convgen-compiler/tests/errors/kind-unknown/spec.toml");
    let found = convgen(&["expand", "--json", "--ir", spec, wrong]).json(1);
    let kernel = found[0]["ir"][0]["kernel"].as_str().expect("a text");
    assert!(kernel.starts_with("lanes 1 of f32\ninput input[16]\noutput output[4]\n"), "{kernel}");
    assert_eq!(found[1]["errors"][0]["code"], "unknown-value");
    let text = convgen(&["expand", spec]).fine();
    let found = convgen(&["expand", "--json", spec]).json(0);
    assert_eq!(text, format!("// {spec}\n{}", found[0]["rust"].as_str().expect("a text")));
}

#[test]
fn an_unknown_instruction_set_is_refused() {
    let ran = convgen(&["expand", "--isa", "avx1024", "specs/seed/conv_4x4_k3.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("[possible values: portable, avx2, avx512]"), "{}", ran.stderr);
}
