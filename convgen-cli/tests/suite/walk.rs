//! The way of a new user: from `cargo new` in a folder outside the tree to a layer of a model that is
//! verified, timed, and gives in the user's own program what ONNX Runtime does.

use std::fs;
use std::path::Path;
use std::process::Command;

use convgen_compiler::driver;
use convgen_compiler::source::Disk;

use super::bound::assert_within;
use super::onnx_runtime::{Values, distance, list, text};
use super::program::{convgen_in, root};

/// The user's program: reads the input of a layer and prints its output.
const MAIN: &str = r#"use convgen::{Buffer, Layer};

#[convgen::layer("{spec}")]
pub struct Net;

fn main() {
    let bytes = std::fs::read("x.bin").expect("an input");
    let numbers: Vec<f32> = bytes.chunks(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect();
    let mut output = vec![0.0; <Net as Layer>::Output::LEN];
    let from = <Net as Layer>::Input::from_slice(&numbers).expect("it has that length");
    let to = <Net as Layer>::Output::from_mut_slice(&mut output).expect("it has that length");
    Net::forward(from, to);
    output.iter().for_each(|number| println!("{number}"));
}
"#;

/// Runs cargo as a user would, but with the packages that are there.
#[track_caller]
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(folder).env("CARGO_NET_OFFLINE", "true");
    // That of scratch crates, which have built convgen.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("convgen/target");
    command.env("CARGO_TARGET_DIR", target);
    let output = command.output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The walk with the first layer of a model that reads one value.
pub(crate) fn walk(model: &Path, sizes: &[String], values: &Values) {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let convgen = root().canonicalize().expect("the tree is there");
    cargo(outside.path(), &["new", "--quiet", "--vcs", "none", "net"]);
    let net = outside.path().join("net");
    cargo(&net, &["add", "--quiet", "--path", convgen.to_str().expect("UTF-8")]);
    fs::copy(convgen.join("Cargo.lock"), net.join("Cargo.lock")).expect("a lock file");

    let mut import = vec!["import", model.to_str().expect("UTF-8"), "-o", "specs/net", "--json"];
    import.extend(sizes.iter().flat_map(|sizes| ["--input", sizes]));
    let found = convgen_in(&net, &import).json(0);
    let taken = list(&found[0], "taken");
    let taken = taken.iter().find(|each| each["adds"].is_null()).expect("a layer of one operand");
    let spec = format!("specs/net/{}", text(taken, "spec"));
    convgen_in(&net, &["check", "specs/net/*.toml"]).fine();
    let explained = convgen_in(&net, &["explain", &spec]).fine();
    assert!(explained.contains("multiply-adds"), "{explained}");
    let verified = convgen_in(&net, &["verify", &spec]).fine();
    assert!(verified.starts_with("right"), "{verified}");
    let timed = convgen_in(&net, &["bench", "--isa", "portable", &spec]).fine();
    assert!(timed.contains("of the peak"), "{timed}");

    fs::write(net.join("src/main.rs"), MAIN.replace("{spec}", &spec)).expect("it can be written");
    let input: Vec<u8> =
        values.of(text(taken, "reads")).iter().flat_map(|number| number.to_le_bytes()).collect();
    fs::write(net.join("x.bin"), input).expect("it can be written");
    let printed = cargo(&net, &["run", "--release", "--quiet"]);
    let output: Vec<f32> = printed.lines().map(|line| line.parse().expect("a number")).collect();
    let compiled = driver::compile(&Disk::new(&net), &spec).expect("check was right");
    let distance = distance(compiled.layer(), taken, values);
    assert_within(&output, values.of(text(taken, "gives")), &distance, &spec);
}

#[test]
fn a_layer_of_an_exported_model_runs_in_a_new_crate() {
    let model = super::import::models().join("lenet");
    walk(&model.join("model.onnx"), &[], &Values::read(&model.join("values.safetensors")));
}
