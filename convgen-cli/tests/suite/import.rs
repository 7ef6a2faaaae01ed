//! `import`, on models exported by PyTorch and on others made for what PyTorch does not export; see
//! `tests/onnx`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use convgen_compiler::driver::{self, Compiled};
use convgen_compiler::source::Disk;
use safetensors::SafeTensors;
use serde_json::Value;

use super::bound::{assert_within, bound};
use super::program::{convgen_in, golden, new_folder, root};

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

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().expect("a list")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a text")
}

/// What ONNX Runtime computes for a model, by the names of its values.
fn values(name: &str) -> BTreeMap<String, Vec<f32>> {
    let data = fs::read(models().join(name).join("values.safetensors")).expect("committed");
    let tensors = SafeTensors::deserialize(&data).expect("valid");
    let numbers = |data: &[u8]| data.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect();
    tensors.iter().map(|(name, tensor)| (name.to_owned(), numbers(tensor.data()))).collect()
}

/// How far a layer and ONNX Runtime may lie apart: the bound of the sums, whose weights are rounded
/// once more when something is folded into them; and for each batch normalisation the roundings of a
/// product, a sum and its two parameters, relative to the sizes of what is added up.
fn distance(compiled: &Compiled, taken: &Value, values: &BTreeMap<String, Vec<f32>>) -> Vec<f32> {
    let layer = compiled.layer();
    let shape = layer.shape();
    let reference = layer.reference::<f32>();
    let mut definition = reference.definition();
    if let Some(residual) = taken["adds"].as_str() {
        definition = definition.with_residual(&values[residual]).expect("import checked it");
    }
    let sums = bound(&definition, &values[text(taken, "reads")]);
    let terms = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>() + 1;
    let nodes = list(taken, "nodes");
    // The sizes of the sums follow from their bound.
    let more = 1.0 + 8.0 * nodes.len() as f32 / (2.0 * terms as f32);
    let mut shifts = vec![0.0_f32; shape.out_channels()];
    for node in nodes.iter().filter(|node| text(node, "operator") == "BatchNormalization") {
        let of = |what: &str| &values[&format!("{what}:{}", text(node, "name"))];
        for (sum, (scale, shift)) in shifts.iter_mut().zip(of("scale").iter().zip(of("shift"))) {
            *sum = *sum * scale + shift;
        }
    }
    // The activation of ONNX Runtime is taken to be as exact as that of a kernel.
    let (steepest, units) =
        (definition.activation().steepest(), definition.activation().units() as f32);
    let theirs = |n: usize| units * f32::EPSILON * (1.0 + values[text(taken, "gives")][n].abs());
    let plane = shape.output_sizes().iter().product::<usize>();
    let shift = |n: usize| shifts[n / plane % shifts.len()];
    let roundings = 8.0 * nodes.len() as f32 * f32::EPSILON * steepest;
    let distance = |(n, sum): (usize, &f32)| more * sum + roundings * shift(n) + theirs(n);
    sums.iter().enumerate().map(distance).collect()
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
            let distance = distance(&compiled, each, &values);
            let operands = [each["reads"].as_str(), each["adds"].as_str()];
            let operands: Vec<&[f32]> =
                operands.iter().flatten().map(|&value| values[value].as_slice()).collect();
            let output = &values[text(each, "gives")];
            for kernel in compiled.programs() {
                let context = format!("{name}: {spec} for {}", kernel.schedule.isa.name);
                assert_within(
                    &kernel.program.interpret(&operands).concat(),
                    output,
                    &distance,
                    &context,
                );
            }
        }
    }
}

#[test]
fn a_compiled_kernel_agrees_with_onnx_runtime() {
    let (folder, found) = import("lenet");
    let (values, taken) = (values("lenet"), &list(&found, "taken")[1]);
    let save = |file: &str, dims: &str, value: &str| {
        let dims: Vec<u64> =
            list(taken, dims).iter().map(|size| size.as_u64().expect("a size")).collect();
        super::verify::save(&folder.join(file), &dims, &values[text(taken, value)]);
    };
    save("x.npy", "input", "reads");
    save("y.npy", "output", "gives");
    let convgen = root().canonicalize().expect("it is there");
    let convgen = convgen.to_str().expect("UTF-8");
    let files = ["--input", "x.npy", "--expect", "y.npy", text(taken, "spec")];
    let ran = convgen_in(&folder, &[&["verify", "--convgen", convgen], &files[..]].concat()).fine();
    assert!(ran.contains("x.npy → y.npy"), "{ran}");
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
