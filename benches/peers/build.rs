//! The list of the suite's layers, with paths that are right from here.

use std::{env, fs};

const LIST: &str = "../suite/layers/list.rs";

fn main() {
    println!("cargo::rerun-if-changed={LIST}");
    let list = fs::read_to_string(LIST).unwrap_or_else(|error| {
        panic!("{LIST}: {error}; python3 benches/suite/generate.py writes it")
    });
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(format!("{folder}/list.rs"), list.replace("\"layers/", "\"../suite/layers/"))
        .unwrap_or_else(|error| panic!("{folder}: {error}"));
}
