//! The specs of the README and of the guide. Their Rust code is tested with the documentation.

use std::fs;
use std::path::{Path, PathBuf};

use convgen_compiler::driver;
use convgen_compiler::source::{self, Memory};
use convgen_compiler::spec;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The README and the pages of the guide.
fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("docs")).expect("the folder is committed");
    let pages = entries.map(|entry| entry.expect("it can be read").path());
    let mut pages: Vec<PathBuf> =
        pages.filter(|page| page.extension().is_some_and(|end| end == "md")).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

/// The blocks of TOML of a page.
fn blocks(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).expect("it can be read");
    let blocks = text.split("```toml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// A spec is right as it is, or but for the files of weights that it names.
#[test]
fn specs_are_right() {
    let mut specs = 0;
    for page in pages() {
        for block in blocks(&page) {
            let files = Memory::new().with("spec.toml", block.clone());
            let source = source::load(&files, "spec.toml").expect("it is in memory");
            let read = spec::parse(&source);
            assert!(read.is_ok(), "{}: {read:?}\n{block}", page.display());
            if let Err(failure) = driver::compile(&files, "spec.toml") {
                for error in &failure.diagnostics {
                    let is_missing = error.message.contains("there is no such file");
                    assert!(is_missing, "{}: {error:?}\n{block}", page.display());
                }
            }
            specs += 1;
        }
    }
    assert!(specs >= 6, "{specs}");
}

#[test]
fn the_first_layer_is_the_committed_one() {
    let spec = fs::read_to_string(root().join("specs/upsample.toml")).expect("committed");
    let blocks = blocks(&root().join("README.md"));
    assert_eq!(blocks.first(), Some(&spec));
    let page = fs::read_to_string(root().join("docs/first-layer.md")).expect("committed");
    let (_, keys) = spec.split_once('\n').expect("a comment with the path is the first line");
    assert!(page.contains(keys));
}
