//! `import`, on models exported by PyTorch and on others made for what PyTorch does not export; see
//! `tests/onnx`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use convgen_compiler::driver::{self, Compiled};
use convgen_compiler::element::Element;
use convgen_compiler::program::Verified;
use convgen_compiler::source::Disk;
use safetensors::SafeTensors;
use serde_json::Value;

use super::bound::{assert_within, bound};
use super::onnx_runtime::{Values, distance, list, text, verify};
use super::program::{convgen_in, golden, new_folder};

/// Every model with values, how many of its convolutions there are, and its nodes in specs.
const MODELS: &[(&str, usize, usize)] = &[
    ("any_size", 4, 7),
    ("audio", 8, 27),
    ("audio_old", 8, 29),
    ("chains", 17, 17),
    ("decoder", 4, 8),
    ("folding", 4, 13),
    ("lenet", 2, 4),
    ("mobile", 6, 12),
    ("padded", 5, 10),
    ("padding", 16, 16),
    ("pads", 10, 14),
    ("residual", 6, 19),
    ("shapes", 16, 17),
    ("stale", 2, 2),
    ("storage", 17, 18),
    ("sums", 9, 18),
    ("tails", 20, 52),
    ("volume", 4, 9),
    ("written_out", 6, 15),
];

pub(crate) fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/onnx")
}

/// The path of a model, as an argument.
fn model(name: &str) -> String {
    let path = models().join(name).join("model.onnx");
    path.to_str().expect("UTF-8").to_owned()
}

/// Imports a model into a new folder.
fn import(name: &str) -> (PathBuf, Value) {
    let folder = new_folder(&format!("import_{name}"));
    let model = model(name);
    let mut arguments = vec!["import", &model, "-o", "specs", "--json"];
    match name {
        "any_size" => arguments.extend(["--input", "image=1x1x8x12"]),
        "stale" => arguments.extend(["--input", "x=4x2x9x8"]),
        _ => {}
    }
    let found = convgen_in(&folder, &arguments).json(0)[0].clone();
    (folder.join("specs"), found)
}

/// What ONNX Runtime computes for a model.
fn values(name: &str) -> Values {
    Values::read(&models().join(name).join("values.safetensors"))
}

#[test]
fn kernels_agree_with_onnx_runtime() {
    for &(name, convolutions, nodes) in MODELS {
        let (folder, found) = import(name);
        let values = values(name);
        let taken = list(&found, "taken");
        assert_eq!(taken.len(), convolutions, "{name}");
        let found: usize = taken.iter().map(|each| list(each, "nodes").len()).sum();
        assert_eq!(found, nodes, "{name}");
        for each in taken {
            let spec = text(each, "spec");
            let compiled = driver::compile(&Disk::new(&folder), spec).expect("import checked it");
            let distance = distance(compiled.layer(), each, &values);
            let operands = [each["reads"].as_str(), each["adds"].as_str()];
            let operands: Vec<&[f32]> =
                operands.iter().flatten().map(|value| values.of(value)).collect();
            let output = values.of(text(each, "gives"));
            for kernel in compiled.programs() {
                let context = format!("{name}: {spec} for {}", kernel.schedule.isa.name);
                assert_within(
                    &run(&compiled, &kernel.program, &operands),
                    output,
                    &distance,
                    &context,
                );
            }
        }
    }
}

/// What a kernel gives, also where it computes in double precision.
fn run(compiled: &Compiled, program: &Verified, operands: &[&[f32]]) -> Vec<f32> {
    if compiled.layer().element() == Element::F32 {
        return program.interpret(operands).concat();
    }
    let doubles = |numbers: &&[f32]| numbers.iter().map(|&number| number.into()).collect();
    let operands: Vec<Vec<f64>> = operands.iter().map(doubles).collect();
    let operands: Vec<&[f64]> = operands.iter().map(Vec::as_slice).collect();
    program.interpret(&operands).concat().into_iter().map(|number: f64| number as f32).collect()
}

#[test]
fn doubles_stay_doubles() {
    let (folder, found) = import("doubles");
    let data = fs::read(models().join("doubles/values.safetensors")).expect("committed");
    let tensors = SafeTensors::deserialize(&data).expect("valid");
    let values = |name: &str| -> Vec<f64> {
        let tensor = tensors.tensor(name).expect("it was saved");
        tensor.data().as_chunks().0.iter().map(|&bytes| f64::from_le_bytes(bytes)).collect()
    };
    let taken = list(&found, "taken");
    assert_eq!(taken.len(), 3);
    for each in taken {
        let spec = text(each, "spec");
        let compiled = driver::compile(&Disk::new(&folder), spec).expect("import checked it");
        let reference = compiled.layer().reference::<f64>();
        let (input, output) = (values(text(each, "reads")), values(text(each, "gives")));
        let bound = bound(&reference.definition(), &input);
        for kernel in compiled.programs() {
            let found = kernel.program.interpret(&[input.as_slice()]).concat();
            assert_within(&found, &output, &bound, spec);
        }
    }
}

#[test]
fn a_compiled_kernel_agrees_with_onnx_runtime() {
    let (folder, found) = import("lenet");
    verify(&folder, &list(&found, "taken")[1], &values("lenet"));
}

#[test]
fn the_readme_lists_every_node() {
    for name in ["mobile", "pads", "refused", "residual", "storage", "sums"] {
        let folder = new_folder(&format!("import_readme_{name}"));
        let ran = convgen_in(&folder, &["import", &model(name), "-o", "."]);
        assert_eq!(ran.code, i32::from(name == "refused"), "{}", ran.stderr);
        let readme = fs::read_to_string(folder.join("README.md")).expect("it was written");
        golden(&format!("import_{name}"), &readme);
        if name == "refused" {
            golden("import_refused_text", &ran.stdout);
        }
    }
}

#[test]
fn specs_are_readable() {
    let (folder, _) = import("decoder");
    let spec = |name: &str| fs::read_to_string(folder.join(name)).expect("it was written");
    golden("import_spec", &spec("node_convolution_3.toml"));
    let (folder, _) = import("padding");
    let uneven = fs::read_to_string(folder.join("up_uneven.toml")).expect("it was written");
    golden("import_spec_uneven", &uneven);
    let (folder, _) = import("residual");
    let norm = fs::read_to_string(folder.join("stem.toml")).expect("it was written");
    golden("import_spec_norm", &norm);
}

#[test]
fn sizes_that_a_model_leaves_open_are_asked_for() {
    let folder = new_folder("import_open");
    let model = model("any_size");
    let ran = convgen_in(&folder, &["import", &model, "-o", "open"]);
    assert_eq!(ran.code, 1);
    let advice = "the shape of `/MaxPool_output_0`, which follows from `image`, is not known: the \
                  model leaves its size `batch` open; write `--input image=…`";
    assert!(ran.stdout.contains(advice), "{}", ran.stdout);
    // Any value can be given, and what follows from it is known too.
    let middle = ["import", &model, "-o", "middle", "--json", "--input", "/Relu_output_0=1x4x6x6"];
    let found = convgen_in(&folder, &middle).json(1);
    let taken: Vec<&str> = list(&found[0], "taken").iter().map(|each| text(each, "node")).collect();
    assert_eq!(taken, ["/middle/Conv", "/up/ConvTranspose"]);
    for (input, complaint) in [
        ("image=1x1x8", "`--input image=1x1x8` should have 4 sizes"),
        ("image=1x3x8x8", "has the size 3 where the model has 1"),
        ("picture=1x1x8x8", "the model has no value `picture`"),
        ("image", "write NAME=1x3x32x32"),
        ("image=1x0", "`0` is not a size"),
        ("image=1xa", "`a` is not a size"),
    ] {
        let ran = convgen_in(&folder, &["import", &model, "-o", "wrong", "--input", input]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
    }
    assert!(!folder.join("wrong").exists(), "nothing is written");
}

#[test]
fn the_same_model_gives_the_same_files_and_overwrites_none() {
    let folder = new_folder("import_again");
    let model = model("decoder");
    let import =
        |more: &[&str]| convgen_in(&folder, &[&["import", &model, "-o", "specs"], more].concat());
    let content = || -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(folder.join("specs")).expect("it was made");
        let paths = entries.map(|entry| entry.expect("it can be read").path());
        paths.map(|path| (path.clone(), fs::read(path).expect("it was written"))).collect()
    };
    import(&[]).fine();
    let first = content();
    assert_eq!(first.len(), 1 + 3 * 4, "README.md, and a spec with weights and bias for each");
    let ran = import(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("is there already"), "{}", ran.stderr);
    import(&["--force"]).fine();
    assert!(first == content());
    fs::remove_file(folder.join("specs/README.md")).expect("it was written");
    assert_eq!(import(&[]).code, 2);
    assert!(!folder.join("specs/README.md").exists(), "all files or none");
}
