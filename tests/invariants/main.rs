//! What ARCHITECTURE.md promises and a reader cannot see at a glance.

mod circles;
mod pages;
mod paths;
mod sources;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use convgen_compiler::driver;
use convgen_compiler::isa::Isa;
use convgen_compiler::source::Disk;
use convgen_compiler::spec::Strategy;

use circles::Crate;
use paths::Names;
use sources::{everything, files, has, packages, root, tokens, words};

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
        for (_, path) in Names::of(tokens(&file)).paths {
            let [first, other, ..] = path.as_slice() else { continue };
            if first == "crate" {
                let other_rank =
                    rank(other).unwrap_or_else(|| panic!("{}: {other}", file.display()));
                assert!(other_rank <= own, "{} uses {other}, a later stage", file.display());
            }
        }
    }
}

/// The modules of a package that are files. `lib.rs` and `main.rs` are each a crate of their own, or where there is
/// neither, all files at the top.
fn crates(folder: &Path) -> Vec<Crate> {
    let all: Vec<_> = files(folder.to_str().expect("UTF-8"), "rs").into_iter().collect();
    let is_usual = |file: &&PathBuf| {
        file.parent() == Some(folder) && (file.ends_with("lib.rs") || file.ends_with("main.rs"))
    };
    let has_usual = all.iter().any(|file| is_usual(&file));
    let is_root = |file: &&PathBuf| match has_usual {
        true => is_usual(file),
        false => file.parent() == Some(folder),
    };
    let module = |file: &Path| -> Vec<String> {
        let inside = file.strip_prefix(folder).expect("it is below src").with_extension("");
        let parts = inside.iter().map(|part| part.to_str().expect("UTF-8").to_owned());
        let mut parts: Vec<String> = parts.collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        parts
    };
    let of = |root: &PathBuf| {
        let others = all.iter().filter(|file| !is_root(file));
        let others = others.map(|file| (module(file), Names::of(tokens(file))));
        let root = (Vec::new(), Names::of(tokens(root)));
        Crate::new(others.chain([root]))
    };
    all.iter().filter(is_root).map(of).collect()
}

#[test]
fn no_files_use_one_another_in_a_circle() {
    let packages = packages();
    assert!(packages.len() >= 9, "{packages:?}");
    for package in &packages {
        let crates = crates(package);
        assert!(!crates.is_empty(), "{}", package.display());
        for each in crates {
            let (circles, globs) = (each.circles(), each.globs());
            assert!(circles.is_empty(), "{}: {circles:#?}", package.display());
            assert!(globs.is_empty(), "{}: name what is imported: {globs:#?}", package.display());
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
        let allowed = file.starts_with("convgen-cli/src/scratch");
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
            || file == Path::new("convgen-compiler/src/emit/calls.rs")
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

/// Every so many specs are enough to see whether output is the same: what could differ is the compiler's, not
/// the layer's. `tests/corpus.rs` compiles all of them.
const SAMPLED: usize = 8;

/// Some specs, with all strategies and instruction sets among them.
fn sample() -> Vec<String> {
    let all = files("tests/corpus", "toml").into_iter().chain(files("specs", "toml"));
    let sample = all
        .step_by(SAMPLED)
        .chain(files("tests/transformed", "toml"))
        .map(|spec| spec.to_str().expect("UTF-8").to_owned());
    let sample: Vec<String> = sample.collect();
    let mut kinds = BTreeSet::new();
    for spec in &sample {
        let compiled = driver::compile(&Disk::new(root()), spec).expect("the spec is right");
        for each in compiled.programs() {
            kinds.insert(each.schedule.method.strategy().name());
            kinds.insert(each.schedule.isa.name);
        }
    }
    let strategies = Strategy::ALL.iter().map(|strategy| strategy.name());
    for kind in strategies.chain(Isa::VECTOR.iter().map(|isa| isa.name)) {
        assert!(kinds.contains(kind), "no spec of the sample has {kind}");
    }
    sample
}

/// What the attribute makes of a spec of the crate in a folder.
fn expand(folder: &Path, spec: &str) -> String {
    let item = "pub struct Layer;".parse().expect("an item");
    let path = format!("{spec:?}").parse().expect("a literal");
    convgen_compiler::expand::expand(path, item, &Disk::new(folder)).tokens.to_string()
}

/// A copy of the files that specs name, somewhere else.
fn copied() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("elsewhere");
    // What is gone here must not be there.
    if copy.is_dir() {
        fs::remove_dir_all(&copy).expect("it was made here");
    }
    for extension in ["toml", "npy", "npz", "safetensors", "bin", "raw"] {
        for folder in ["specs", "tests/corpus", "tests/transformed"] {
            if !has(folder, extension) {
                continue;
            }
            for file in files(folder, extension) {
                let to = copy.join(&file);
                fs::create_dir_all(to.parent().expect("it is in a folder"))
                    .expect("it can be made");
                fs::copy(root().join(&file), to).expect("it can be copied");
            }
        }
    }
    copy
}

#[test]
fn output_is_the_same_every_time_and_anywhere() {
    let elsewhere = copied();
    assert_ne!(elsewhere.canonicalize().ok(), root().canonicalize().ok());
    for spec in sample() {
        let first = expand(root(), &spec);
        assert!(!first.contains("compile_error"), "{spec}");
        assert_eq!(first, expand(root(), &spec), "{spec}");
        assert_eq!(first, expand(&elsewhere, &spec), "{spec}");
    }
}

/// Maps with random keys would differ from process to process.
#[test]
fn output_is_the_same_in_another_process() {
    let text: String = sample().iter().map(|spec| expand(root(), spec) + "\n").collect();
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

/// Pages at the top and in `docs/`: what they name of the repository is there.
#[test]
fn pages_name_files_that_exist() {
    let entries = fs::read_dir(root()).expect("it exists");
    let tops: Vec<String> = entries
        .filter_map(|entry| entry.expect("it can be read").file_name().into_string().ok())
        .filter(|name| name != "target")
        .collect();
    let is_page = |page: &PathBuf| page.parent().is_some_and(|at| at == "" || at == "docs");
    let pages: Vec<PathBuf> = files(".", "md").into_iter().map(plain).filter(is_page).collect();
    assert!(pages.len() >= 4, "{pages:?}");
    let all: Vec<String> = everything().iter().map(|path| path.display().to_string()).collect();
    for page in pages {
        let text = fs::read_to_string(root().join(&page)).expect("it can be read");
        let folder = page.parent().expect("it is in a folder");
        for (name, is_link) in pages::names(&text) {
            let exists = match is_link {
                true => {
                    name.contains(':')
                        || name.is_empty()
                        || root().join(folder).join(&name).exists()
                }
                false => !pages::is_path(&name, &tops) || pages::matches(&name, &all),
            };
            assert!(exists, "{}: `{name}` does not exist", page.display());
        }
    }
}

/// Without `./` at the front.
fn plain(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}
