//! Every error as the user sees it: `errors/<case>/spec.toml` must give `errors/<case>/expected.txt`.
//!
//! To add a case, add a folder with a `spec.toml` and run with `BLESS=1`, which writes the
//! `expected.txt` of every case; then read what it wrote.

use super::layer_archives;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use convgen_compiler::diagnostic::Diagnostic;
use convgen_compiler::driver;
use convgen_compiler::source::{self, Source};

/// The source and the errors of a case. Its folder may have other specs, which lie beside the spec.
fn errors_of(case: &str) -> (Source, Vec<Diagnostic>) {
    let mut files = layer_archives::ALL.clone();
    for entry in fs::read_dir(folder(case)).unwrap() {
        let path = entry.unwrap().path();
        let name = match path.file_name().unwrap().to_str().unwrap() {
            "expected.txt" => continue,
            "spec.toml" => "layer.toml",
            name => name,
        };
        files = files.with(format!("specs/{name}"), fs::read(&path).unwrap());
    }
    let source = source::load(&files, "specs/layer.toml").unwrap();
    let compiled = driver::compile(&files, "specs/layer.toml");
    (source, compiled.map_or_else(|failure| failure.diagnostics, |_| Vec::new()))
}

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors").join(case)
}

fn render(source: &Source, errors: &[Diagnostic]) -> String {
    let texts: Vec<String> = errors
        .iter()
        .map(|error| format!("[{}] {}\n", error.code, error.render(Some(source))))
        .collect();
    texts.join("\n")
}

fn cases() -> BTreeSet<String> {
    fs::read_dir(folder(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn errors_read_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failed = Vec::new();
    for case in cases() {
        let (source, errors) = errors_of(&case);
        let found = render(&source, &errors);
        let golden = folder(&case).join("expected.txt");
        if bless {
            fs::write(golden, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(golden).unwrap_or_default();
        if errors.is_empty() || found != expected {
            failed.push(format!("== {case}\nexpected:\n{expected}\nfound:\n{found}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn errors_follow_the_house_style() {
    for case in cases() {
        let (source, errors) = errors_of(&case);
        assert!(!errors.is_empty(), "{case} has no error");
        for error in errors {
            assert!(!error.message.ends_with('.'), "{case}: full stop: {}", error.message);
            assert!(!error.message.contains('\n'), "{case}: several lines: {}", error.message);
            let first = error.message.chars().next();
            assert!(first.is_some_and(|first| !first.is_uppercase()), "{case}: {}", error.message);
            let rendered = error.render(Some(&source));
            assert_eq!(rendered.lines().next(), Some(error.message.as_str()), "{case}");
            assert_ne!(error.code.name(), "internal", "{case}");
        }
    }
}
