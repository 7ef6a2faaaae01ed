//! What ARCHITECTURE.md promises and a reader cannot see at a glance.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use convgen_compiler::driver;
use convgen_compiler::source::Disk;
use proc_macro2::{TokenStream, TokenTree};

/// The compiler's modules: each uses only those before it.
const ORDER: [&str; 17] = [
    "element",
    "view",
    "isa",
    "source",
    "diagnostic",
    "spec",
    "layer",
    "stencil",
    "kernel",
    "program",
    "strategy",
    "schedule",
    "bind",
    "emit",
    "driver",
    "item",
    "expand",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with an extension, relative to the workspace, in order.
fn files(folder: &str, extension: &str) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder exists") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.insert(path.strip_prefix(root()).expect("it is below the root").to_owned());
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no {extension} files");
    found
}

/// The tokens of a file: no comments, no strings' contents.
fn tokens(path: &Path) -> TokenStream {
    let text = fs::read_to_string(root().join(path)).expect("it can be read");
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All identifiers and punctuation, groups flattened.
fn words(tokens: TokenStream) -> Vec<String> {
    let flatten = |tree| match tree {
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Ident(ident) => vec![ident.to_string()],
        TokenTree::Punct(punct) => vec![punct.to_string()],
        TokenTree::Literal(_) => vec![String::new()],
    };
    tokens.into_iter().flat_map(flatten).collect()
}

/// The names that follow `prefix::`, in a path or in a list of a `use`.
fn used(tokens: TokenStream, prefix: &str) -> BTreeSet<String> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = BTreeSet::new();
    for (at, tree) in trees.iter().enumerate() {
        if let TokenTree::Group(group) = tree {
            found.extend(used(group.stream(), prefix));
        }
        let is_prefix = matches!(tree, TokenTree::Ident(ident) if ident == prefix);
        match (is_prefix, trees.get(at + 3)) {
            (true, Some(TokenTree::Ident(name))) => drop(found.insert(name.to_string())),
            (true, Some(TokenTree::Group(list))) => found.extend(firsts(list.stream())),
            _ => {}
        }
    }
    found
}

/// The first identifier of each item of a list.
fn firsts(list: TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut begins = true;
    for tree in list {
        if let (true, TokenTree::Ident(name)) = (begins, &tree) {
            found.insert(name.to_string());
        }
        begins = matches!(&tree, TokenTree::Punct(comma) if comma.as_char() == ',');
    }
    found
}

#[test]
fn stages_use_only_earlier_stages() {
    let source = Path::new("convgen-compiler/src");
    let rank = |name: &str| ORDER.iter().position(|stage| *stage == name);
    for file in files("convgen-compiler/src", "rs") {
        let inside = file.strip_prefix(source).expect("it is below src");
        let stage = inside.iter().next().and_then(|part| part.to_str()).expect("UTF-8");
        let stage = stage.trim_end_matches(".rs");
        if stage == "lib" {
            continue;
        }
        let own = rank(stage).unwrap_or_else(|| panic!("{stage} is not in the order of stages"));
        for other in used(tokens(&file), "crate") {
            let other_rank = rank(&other).unwrap_or_else(|| panic!("{}: {other}", file.display()));
            assert!(other_rank <= own, "{} uses {other}, a later stage", file.display());
        }
    }
}

#[test]
fn dependencies_point_one_way() {
    for file in files("convgen-runtime/src", "rs") {
        let words = words(tokens(&file));
        for crate_name in ["std", "alloc", "convgen_compiler", "convgen_macros", "convgen"] {
            assert!(
                !words.iter().any(|word| word == crate_name),
                "{}: {crate_name}",
                file.display()
            );
        }
    }
    let manifest =
        fs::read_to_string(root().join("convgen-runtime/Cargo.toml")).expect("it exists");
    assert!(!manifest.contains("dependencies]"), "the runtime has no dependencies");
    for file in files("convgen-compiler/src", "rs") {
        assert!(
            !words(tokens(&file)).iter().any(|word| word == "proc_macro"),
            "{}",
            file.display()
        );
    }
    let door = fs::read_to_string(root().join("convgen-macros/src/lib.rs")).expect("it exists");
    assert!(door.lines().count() <= 60, "the door holds no logic");
}

#[test]
fn the_command_line_tool_cannot_panic_and_starts_processes_in_one_place() {
    for file in files("convgen-cli/src", "rs") {
        let words = words(tokens(&file));
        for word in ["unwrap", "expect", "panic", "unreachable", "todo", "unimplemented"] {
            assert!(!words.iter().any(|found| found == word), "{}: {word}", file.display());
        }
        let starts = ["process", "Command"].iter().all(|word| words.iter().any(|f| f == word));
        let allowed = file == Path::new("convgen-cli/src/scratch/mod.rs");
        assert!(!starts || allowed, "{} starts processes", file.display());
    }
    let main = fs::read_to_string(root().join("convgen-cli/src/main.rs")).expect("it exists");
    assert!(main.lines().count() <= 60, "the commands have their own files");
}

#[test]
fn unsafe_code_has_two_places() {
    let allowed = |file: &Path| {
        file.starts_with("convgen-runtime/src/isa")
            || file == Path::new("convgen-compiler/src/emit/mod.rs")
    };
    let folders = [
        "src",
        "convgen-runtime/src",
        "convgen-compiler/src",
        "convgen-macros/src",
        "convgen-cli/src",
        "examples",
    ];
    for file in folders.into_iter().flat_map(|folder| files(folder, "rs")) {
        let found = words(tokens(&file)).iter().any(|word| word == "unsafe");
        assert!(!found || allowed(&file), "{} has unsafe code", file.display());
    }
}

#[test]
fn maps_are_ordered() {
    for file in files("convgen-compiler/src", "rs") {
        let words = words(tokens(&file));
        let found =
            words.iter().find(|word| word.starts_with("HashMap") || word.starts_with("HashSet"));
        assert_eq!(found, None, "{}", file.display());
    }
}

#[test]
fn output_is_the_same_every_time_and_anywhere() {
    let elsewhere = root().join("tests").join("..");
    for spec in files("specs", "toml").iter().chain(&files("tests/corpus", "toml")) {
        let spec = spec.to_str().expect("UTF-8");
        let expand = |root: &Path| {
            let item = "pub struct Layer;".parse().expect("an item");
            let path = format!("{spec:?}").parse().expect("a literal");
            convgen_compiler::expand::expand(path, item, &Disk::new(root)).tokens.to_string()
        };
        let first = expand(root());
        assert_eq!(first, expand(root()), "{spec}");
        assert_eq!(first, expand(&elsewhere), "{spec}");
        assert!(driver::compile(&Disk::new(root()), spec).is_ok(), "{spec}");
    }
}

/// Maps with random keys would differ from process to process.
#[test]
fn output_is_the_same_in_another_process() {
    let mut text = String::new();
    for spec in files("tests/corpus", "toml") {
        let path = format!("{:?}", spec.to_str().expect("UTF-8")).parse().expect("a literal");
        let item = "pub struct Layer;".parse().expect("an item");
        let tokens = convgen_compiler::expand::expand(path, item, &Disk::new(root())).tokens;
        text += &format!("{tokens}\n");
    }
    if let Some(file) = env::var_os("CONVGEN_EXPANSIONS") {
        return fs::write(file, text).expect("the parent reads it");
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expansions");
    let child = Command::new(env::current_exe().expect("it runs"))
        .args(["--exact", "output_is_the_same_in_another_process"])
        .env("CONVGEN_EXPANSIONS", &file)
        .output();
    assert!(child.expect("it runs").status.success());
    assert!(fs::read_to_string(file).expect("the child wrote it") == text);
}
