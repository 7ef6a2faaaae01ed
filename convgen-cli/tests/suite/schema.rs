//! `cargo convgen schema`: the committed schema and reference are what it prints, and the schema
//! agrees with the compiler about every spec in the tree.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};

use crate::program::{convgen, root};

const SCHEMA: &str = "specs/convgen.schema.json";
const REFERENCE: &str = "specs/README.md";
/// Around the generated part of the reference.
const MARKS: [&str; 2] = ["<!-- cargo convgen schema --markdown -->\n", "<!-- end -->"];

/// Errors of the text alone, which the schema must find.
const FOUND: [&str; 6] = [
    "unknown-key",
    "missing-key",
    "conflicting-keys",
    "wrong-type",
    "unknown-value",
    "out-of-range",
];

/// Errors that it finds in some cases: empty lists and paths, names of files, `nan`.
const SOMETIMES: [&str; 3] = ["wrong-axes", "invalid-path", "non-finite-weight"];

/// Cases with an error that it must find and cannot: which of two numbers is larger, `3.0` is an integer to JSON Schema, and what a
/// tile must have depends on the strategy and the instruction set.
const UNSEEN: [&str; 8] = [
    "arguments-batch-norm",
    "arguments-bias-batch-norm",
    "arguments-prune",
    "activation-clamp-nothing",
    "activation-clamp-reversed",
    "number-fraction",
    "schedule-tile-missing-number",
    "transpose-of-schedule",
];

struct Validator {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let schema: Value = serde_json::from_str(&convgen(&["schema"]).fine()).expect("JSON");
        let mut compiler = Compiler::new();
        compiler.add_resource("convgen.json", schema).expect("the name is right");
        let mut schemas = Schemas::new();
        let schema = compiler.compile("convgen.json", &mut schemas).expect("it is a schema");
        Self { schemas, schema }
    }

    /// What is wrong with a spec; `None` if it is no TOML.
    fn validate(&self, text: &str) -> Option<Result<(), String>> {
        let spec: Value = toml::from_str(text).ok()?;
        let valid = self.schemas.validate(&spec, self.schema);
        Some(valid.map_err(|error| error.to_string()))
    }
}

/// Compares a file with what it should say; with `BLESS`, writes it.
fn compare(path: &str, expected: &str) {
    let path = root().join(path);
    if env::var_os("BLESS").is_some() {
        fs::write(path, expected).expect("the tree can be written");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    // The files are long: the first line that differs says enough.
    let differs = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert_eq!(differs, None, "{}: BLESS=1 writes it", path.display());
    assert_eq!(found.len(), expected.len(), "{}: BLESS=1 writes it", path.display());
}

/// All specs below a folder, but for those that are wrong on purpose.
fn specs(folder: &str) -> BTreeSet<PathBuf> {
    let pattern = root().join(folder).join("**/*.toml");
    let found = glob::glob(pattern.to_str().expect("UTF-8")).expect("a pattern");
    let found: BTreeSet<PathBuf> = found.map(|path| path.expect("it can be read")).collect();
    assert!(!found.is_empty(), "{folder} has no specs");
    found
}

#[test]
fn the_committed_schema_is_what_is_printed() {
    compare(SCHEMA, &convgen(&["schema"]).fine());
}

#[test]
fn the_reference_has_the_table_of_keys() {
    let text = fs::read_to_string(root().join(REFERENCE)).expect("it is committed");
    let (before, rest) = text.split_once(MARKS[0]).expect("the table begins");
    let (_, after) = rest.split_once(MARKS[1]).expect("the table ends");
    let tables = convgen(&["schema", "--markdown"]).fine();
    compare(REFERENCE, &format!("{before}{}\n{tables}\n{}{after}", MARKS[0], MARKS[1]));
}

#[test]
fn right_specs_are_valid() {
    let validator = Validator::new();
    let folders = ["specs", "tests/corpus", "convgen-compiler/tests/goldens"];
    for path in folders.into_iter().flat_map(specs) {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let valid = validator.validate(&text).expect("it is TOML");
        assert_eq!(valid, Ok(()), "{}", path.display());
    }
}

#[test]
fn the_compiler_and_the_schema_find_the_same_wrong() {
    let validator = Validator::new();
    let mut refused = 0;
    let mut differ = Vec::new();
    for path in specs("convgen-compiler/tests/errors") {
        if path.file_name().is_none_or(|name| name != "spec.toml") {
            continue;
        }
        let (folder, text) = (path.with_file_name(""), fs::read_to_string(&path).expect("UTF-8"));
        let case = folder.file_name().and_then(|name| name.to_str()).expect("UTF-8").to_owned();
        let expected = fs::read_to_string(folder.join("expected.txt")).expect("UTF-8");
        let Some(valid) = validator.validate(&text) else { continue };
        // The errors of another spec do not count: the schema sees one file.
        let has = |codes: &[&str]| {
            expected.split("\n\n[").any(|error| {
                let code = error.trim_start_matches('[').split(']').next();
                code.is_some_and(|code| codes.contains(&code))
                    && error.contains("--> specs/layer.toml")
            })
        };
        refused += usize::from(valid.is_err());
        let agrees = match &valid {
            Ok(()) => !has(&FOUND) || UNSEEN.contains(&case.as_str()),
            Err(_) => has(&FOUND) || has(&SOMETIMES),
        };
        if !agrees {
            differ.push(format!("{case}: {valid:?}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(refused >= 40, "{refused}");
}

#[test]
fn the_schema_is_strict() {
    let validator = Validator::new();
    let right = "kind = 'conv'\ni = [4, 0x5]\nkernel_size = 3\nweights = 'w.npy'\n";
    assert_eq!(validator.validate(right), Some(Ok(())));
    for line in [
        "k = 3",
        "p = 'same'",
        "p = { before = 1 }",
        "p = [1, { before = 1, after = 2, left = 3 }]",
        "auto_pad = 'same'",
        "s = [1, 1, 1, 1]",
        "s = []",
        "s = 0",
        "bias = [[1]]",
        "bias = 'bias.txt'",
        "transpose_of = 'a.toml'",
        "schedule = { strategy = 'fast' }",
        "schedule.avx2.vectors = '2'",
        "schedule.sse = {}",
        "dims = 4",
    ] {
        let valid = validator.validate(&format!("{right}{line}\n")).expect("it is TOML");
        assert!(valid.is_err(), "{line} is let through");
    }
}

#[test]
fn the_schema_completes() {
    let schema: Value = serde_json::from_str(&convgen(&["schema"]).fine()).expect("JSON");
    let kind = &schema["properties"]["kind"];
    assert_eq!(kind["enum"], json!(["conv", "conv_transpose"]));
    for (name, property) in schema["properties"].as_object().expect("keys") {
        assert!(property["description"].is_string(), "{name} has no description");
    }
    assert_eq!(schema["properties"]["s"]["default"], json!(1));
    assert_eq!(schema["properties"]["activation"]["default"], json!("none"));
}
