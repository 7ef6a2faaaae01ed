//! A changed spec or weight file rebuilds the crate that uses it; what was done to its weights is said.

#[path = "support/crates.rs"]
mod crates;

use std::path::{Path, PathBuf};

use crates::{ROOT, cargo, cargo_streams, write};

const MAIN: &str = r#"
#[convgen::layer("layer.toml")]
fn layer(input: &[f32; 4], output: &mut [f32; 4]);

fn main() {
    let mut output = [0.0; 4];
    layer(&[1.0, 2.0, 3.0, 4.0], &mut output);
    println!("{output:?}");
}
"#;

/// A crate with one layer, a single weight in an `.npy` file.
fn new_crate(name: &str) -> PathBuf {
    let manifest =
        format!("edition = \"2024\"\n\n[dependencies]\nconvgen = {{ path = {ROOT:?} }}\n");
    let folder = crates::new_crate(name, &manifest);
    write(&folder, "src/main.rs", MAIN.as_bytes());
    folder
}

fn write_weight(folder: &Path, weight: f32) {
    use npyz::WriterBuilder;
    let mut bytes = Vec::new();
    let npy = npyz::WriteOptions::new().default_dtype().shape(&[1, 1, 1]).writer(&mut bytes);
    let mut writer = npy.begin_nd().expect("to memory");
    writer.push(&weight).expect("to memory");
    writer.finish().expect("one number");
    write(folder, "weight.npy", &bytes);
}

fn write_spec(folder: &Path, rest: &str) {
    let spec = format!("kind = \"conv\"\ni = [4]\nk = [1]\nweights = \"weight.npy\"\n{rest}");
    write(folder, "layer.toml", spec.as_bytes());
}

fn run(folder: &Path) -> String {
    cargo(folder, "run")
}

#[test]
fn specs_and_weights_are_tracked() {
    let folder = new_crate("rebuild");
    write_weight(&folder, 1.0);
    write_spec(&folder, "");
    assert_eq!(run(&folder), "[1.0, 2.0, 3.0, 4.0]");
    write_weight(&folder, -2.0);
    assert_eq!(run(&folder), "[-2.0, -4.0, -6.0, -8.0]");
    write_spec(&folder, "activation = \"relu\"\n");
    assert_eq!(run(&folder), "[0.0, 0.0, 0.0, 0.0]");
    // The spec that another is the transpose of, and its weights.
    let conv = "kind = \"conv\"\ni = [4]\nk = [1]\nweights = ";
    write(&folder, "conv.toml", format!("{conv}\"weight.npy\"").as_bytes());
    write(&folder, "layer.toml", b"transpose_of = \"conv.toml\"");
    assert_eq!(run(&folder), "[-2.0, -4.0, -6.0, -8.0]");
    write_weight(&folder, 3.0);
    assert_eq!(run(&folder), "[3.0, 6.0, 9.0, 12.0]");
    write(&folder, "conv.toml", format!("{conv}[[[5]]]").as_bytes());
    assert_eq!(run(&folder), "[5.0, 10.0, 15.0, 20.0]");
}

/// Of a file that rustc would take long to read, only what the layer needs is. The note says what to do.
#[test]
fn large_files_are_left_to_a_build_script() {
    let folder = new_crate("large");
    let script = "fn main() { println!(\"cargo::rerun-if-changed=w.safetensors\"); }\n";
    write(&folder, "build.rs", script.as_bytes());
    let spec = "kind = \"conv\"\ni = [4]\nk = [1]\n\
                weights = { safetensors = \"w.safetensors\", tensor = \"w\" }\n";
    write(&folder, "layer.toml", spec.as_bytes());
    let hole = 257_u64 << 20;
    let header = format!(
        "{{\"w\":{{\"dtype\":\"F32\",\"shape\":[1,1,1],\"data_offsets\":[0,4]}},\
         \"other\":{{\"dtype\":\"U8\",\"shape\":[{hole}],\"data_offsets\":[4,{}]}}}}",
        hole + 4
    );
    let write_weight = |weight: f32| {
        let length = (header.len() as u64).to_le_bytes();
        let start = [&length[..], header.as_bytes(), &weight.to_le_bytes()].concat();
        let file = folder.join("w.safetensors");
        std::fs::write(&file, &start).expect("the target folder can be written");
        let file = std::fs::OpenOptions::new().write(true).open(file).expect("it is there");
        file.set_len(start.len() as u64 + hole).expect("it has no content");
    };
    write_weight(1.0);
    cargo(&folder, "run");
    write_weight(-2.0);
    let (stdout, stderr) = cargo_streams(&folder, "run");
    assert_eq!(stdout, "[-2.0, -4.0, -6.0, -8.0]");
    assert!(stderr.contains("note: `w.safetensors` has 2694"), "{stderr}");
    assert!(stderr.contains("cargo::rerun-if-changed=w.safetensors"), "{stderr}");
}

/// Also from an archive, which is tracked as well.
#[test]
fn notes_are_shown_by_cargo() {
    let folder = new_crate("notes");
    let spec = "kind = \"conv\"\ni = [4]\nk = [1]\nprune = 1e-3\n\
                weights = { raw = \"w.bin\", dtype = \"f32\", shape = [1, 1, 1] }\n";
    write(&folder, "layer.toml", spec.as_bytes());
    // A build that changes nothing says nothing: neither may one that another run has left.
    write(&folder, "w.bin", &1.0_f32.to_le_bytes());
    cargo(&folder, "run");
    write(&folder, "w.bin", &1e-40_f32.to_le_bytes());
    let (stdout, stderr) = cargo_streams(&folder, "run");
    assert_eq!(stdout, "[0.0, 0.0, 0.0, 0.0]");
    let note = "note: 1 of 1 weights are pruned: smaller than 0.001\n --> layer.toml:4:9\n";
    assert!(stderr.contains(note), "{stderr}");
}
