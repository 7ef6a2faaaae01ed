//! The IR and the generated code of a few layers, to the letter.
//!
//! A folder a case: `spec.toml` and `item.rs` go in, `kernel.txt` and `expanded.rs` must come out.
//! `BLESS=1 cargo test -p convgen-compiler` rewrites them; read what changed.

use std::path::{Path, PathBuf};
use std::{env, fs};

use convgen_compiler::driver::{self, Compiled, Scheduled};
use convgen_compiler::expand::expand;
use convgen_compiler::source::Memory;
use npyz::{WriteOptions, WriterBuilder};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens")
}

/// The case's files, and small weights where its spec names a file.
fn files(case: &Path) -> Memory {
    let spec = fs::read_to_string(case.join("spec.toml")).expect("a case has a spec");
    let numbers: Vec<f32> = (1..=135_u8).map(f32::from).collect();
    let mut bytes = Vec::new();
    let npy = WriteOptions::new().default_dtype().shape(&[5, 1, 27, 1]).writer(&mut bytes);
    let mut writer = npy.begin_nd().expect("to memory");
    writer.extend(numbers).expect("to memory");
    writer.finish().expect("as many as the shape says");
    Memory::new().with("spec.toml", spec).with("weights.npy", bytes)
}

fn compare(golden: &Path, actual: &str) -> Option<String> {
    if env::var_os("BLESS").is_some() {
        fs::write(golden, actual).expect("a golden can be written");
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    (actual != expected).then(|| format!("{} differs:\n{actual}", golden.display()))
}

/// The text of every kernel.
fn kernels(compiled: &Compiled) -> String {
    let text = |each: &Scheduled| format!("{}\n{}", each.schedule.isa.name, each.kernel());
    compiled.programs().iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn kernels_and_code_are_as_committed() {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .expect("committed")
        .map(|entry| entry.expect("readable").path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let differences = cases.iter().flat_map(|case| {
        let files = files(case);
        let item = fs::read_to_string(case.join("item.rs")).expect("a case has an item");
        let compiled = driver::compile(&files, "spec.toml").expect("a case is right");
        let attribute = "\"spec.toml\"".parse().expect("a literal");
        let expanded = expand(attribute, item.parse().expect("an item"), &files).tokens;
        let file = syn::parse2(expanded).expect("generated code is Rust");
        [
            compare(&case.join("kernel.txt"), &kernels(&compiled)),
            compare(&case.join("expanded.rs"), &prettyplease::unparse(&file)),
        ]
    });
    let differences: Vec<String> = differences.flatten().collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_guide_shows_what_is_generated() {
    let excerpt = fs::read_to_string(folder().join("readme/expanded.rs")).expect("committed");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/first-layer.md");
    let page = fs::read_to_string(page).expect("committed");
    assert!(page.contains(&excerpt), "the excerpt is not this code:\n{excerpt}");
}
