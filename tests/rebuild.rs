//! A changed spec or weight file rebuilds the crate that uses it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const MAIN: &str = r#"
#[convgen::layer("layer.toml")]
fn layer(input: &[f32; 4], output: &mut [f32; 4]);

fn main() {
    let mut output = [0.0; 4];
    layer(&[1.0, 2.0, 3.0, 4.0], &mut output);
    println!("{output:?}");
}
"#;

/// A crate with one layer, a single weight in an `.npy` file, beside the tests' own output.
fn new_crate() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
    fs::create_dir_all(folder.join("src")).expect("the target folder can be written");
    let manifest = format!(
        "[package]\nname = \"rebuild\"\nedition = \"2024\"\n\n\
         [dependencies]\nconvgen = {{ path = {ROOT:?} }}\n\n[workspace]\n"
    );
    write(&folder, "Cargo.toml", manifest.as_bytes());
    write(&folder, "src/main.rs", MAIN.as_bytes());
    fs::copy(Path::new(ROOT).join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("it is committed");
    folder
}

/// Writes only what differs, so that nothing else asks for a rebuild.
fn write(folder: &Path, file: &str, content: &[u8]) {
    let path = folder.join(file);
    if fs::read(&path).ok().as_deref() != Some(content) {
        fs::write(path, content).expect("the target folder can be written");
    }
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
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--offline", "--target-dir"]).arg(folder.join("target"));
    let output = command.current_dir(folder).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

#[test]
fn specs_and_weights_are_tracked() {
    let folder = new_crate();
    write_weight(&folder, 1.0);
    write_spec(&folder, "");
    assert_eq!(run(&folder), "[1.0, 2.0, 3.0, 4.0]");
    write_weight(&folder, -2.0);
    assert_eq!(run(&folder), "[-2.0, -4.0, -6.0, -8.0]");
    write_spec(&folder, "activation = \"relu\"\n");
    assert_eq!(run(&folder), "[0.0, 0.0, 0.0, 0.0]");
}
