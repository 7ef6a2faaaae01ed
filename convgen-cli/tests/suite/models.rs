//! `import`, on models that are in use; see `tests/models`.

use std::path::Path;
use std::{env, fs};

use convgen_compiler::driver;
use convgen_compiler::layer::Layer;
use convgen_compiler::source::Disk;
use convgen_runtime::reference::sliding_window;
use serde_json::Value;

use super::bound::assert_within;
use super::onnx_runtime::{Values, distance, list, text, verify};
use super::program::{convgen_in, new_folder};
use super::walk::walk;

macro_rules! models {
    ($($name:ident: $convolutions:literal, $compiled:literal;)*) => {
        $(#[test]
        #[ignore = "convgen-cli/tests/models/run prepares the models"]
        fn $name() {
            every_convolution_agrees(stringify!($name), $convolutions, $compiled);
        })*
    };
}

// Each model, the number of its convolutions, and the index of one that is compiled: one with which `verify` is done
// in seconds, and into which no constants are folded, of whose rounding its bound knows nothing.
models! {
    basic_pitch: 32, 0;
    mtcnn_onet: 4, 0;
    mtcnn_pnet: 5, 3;
    mtcnn_rnet: 3, 2;
    rapidocr_cls: 53, 44;
    rapidocr_det: 64, 46;
    rapidocr_rec: 38, 26;
    silero_vad: 6, 1;
    silero_vad_sequence: 6, 2;
}

fn every_convolution_agrees(name: &str, convolutions: usize, compiled: usize) {
    let models = env::var_os("CONVGEN_MODELS");
    let models = models.expect("convgen-cli/tests/models/run sets CONVGEN_MODELS");
    let model = Path::new(&models).join(name);
    let values = Values::read(&model.join("values.safetensors"));
    let folder = new_folder(&format!("models_{name}"));
    let found = import(&model, &folder);
    let taken = list(&found, "taken");
    for each in taken {
        let spec = text(each, "spec");
        let compiled = driver::compile(&Disk::new(&folder), spec).expect("import checked it");
        agrees(compiled.layer(), each, &values);
    }
    let missing: Vec<&Value> =
        list(&found, "left").iter().filter(|node| is_convolution(node)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert_eq!(taken.len(), convolutions);
    verify(&folder, &taken[compiled], &values);
}

#[test]
#[ignore = "convgen-cli/tests/models/run prepares the models"]
fn a_layer_runs_in_a_new_crate() {
    let models = env::var_os("CONVGEN_MODELS");
    let models = models.expect("convgen-cli/tests/models/run sets CONVGEN_MODELS");
    let model = Path::new(&models).join("mtcnn_pnet");
    let sizes: Vec<String> = sizes(&model).lines().map(str::to_owned).collect();
    walk(&model.join("model.onnx"), &sizes, &Values::read(&model.join("values.safetensors")));
}

/// The sizes of the inputs of which a model leaves some open, a line each.
fn sizes(model: &Path) -> String {
    fs::read_to_string(model.join("inputs.txt")).expect("it was prepared")
}

/// Imports a model with the sizes that it leaves open, and nothing else.
fn import(model: &Path, folder: &Path) -> Value {
    let sizes = sizes(model);
    let model = model.join("model.onnx");
    let mut arguments = vec!["import", model.to_str().expect("UTF-8"), "-o", ".", "--json"];
    arguments.extend(sizes.lines().flat_map(|sizes| ["--input", sizes]));
    let ran = convgen_in(folder, &arguments);
    let found: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
    found[0].clone()
}

fn is_convolution(node: &Value) -> bool {
    ["Conv", "ConvTranspose"].contains(&text(node, "operator"))
}

/// Compares what a layer computes by definition with what ONNX Runtime does.
fn agrees(layer: &Layer, taken: &Value, values: &Values) {
    let reference = layer.reference::<f32>();
    let mut definition = reference.definition();
    if let Some(residual) = taken["adds"].as_str() {
        definition = definition.with_residual(values.of(residual)).expect("import checked it");
    }
    let mut output = vec![0.0; layer.shape().output_len()];
    sliding_window(&definition, values.of(text(taken, "reads")), &mut output)
        .expect("import checked it");
    let distance = distance(layer, taken, values);
    assert_within(&output, values.of(text(taken, "gives")), &distance, text(taken, "spec"));
}
