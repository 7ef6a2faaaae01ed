//! The repository's files, and Rust as tokens.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with an extension, relative to the workspace, in order.
pub(crate) fn files(folder: &str, extension: &str) -> BTreeSet<PathBuf> {
    let found = below(folder, extension);
    assert!(!found.is_empty(), "{folder} has no {extension} files");
    found
}

/// Whether there are any.
pub(crate) fn has(folder: &str, extension: &str) -> bool {
    !below(folder, extension).is_empty()
}

fn below(folder: &str, extension: &str) -> BTreeSet<PathBuf> {
    let all = walk(&root().join(folder)).into_iter();
    all.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

/// All files and folders of the repository, without output.
pub(crate) fn everything() -> BTreeSet<PathBuf> {
    walk(root())
}

/// All files and folders below one, relative to the workspace.
fn walk(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder exists") {
            let path = entry.expect("it can be read").path();
            let is_output =
                ["target", ".git", "node_modules"].iter().any(|name| path.ends_with(name));
            if is_output {
                continue;
            }
            found.insert(path.strip_prefix(root()).expect("it is below the root").to_owned());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

/// The tokens of a file: no comments, no strings' contents.
pub(crate) fn tokens(path: &Path) -> TokenStream {
    let text = fs::read_to_string(root().join(path)).expect("it can be read");
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All identifiers and punctuation, groups flattened.
pub(crate) fn words(tokens: TokenStream) -> Vec<String> {
    let flatten = |tree| match tree {
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Ident(ident) => vec![ident.to_string()],
        TokenTree::Punct(punct) => vec![punct.to_string()],
        TokenTree::Literal(_) => vec![String::new()],
    };
    tokens.into_iter().flat_map(flatten).collect()
}

/// Folders of sources of all packages: the workspace's, and those that stand apart from it.
pub(crate) fn packages() -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for manifest in files(".", "toml").iter().filter(|file| file.ends_with("Cargo.toml")) {
        let folder = manifest.parent().expect("it is in a folder");
        let built = folder.iter().any(|part| part == "target" || part == "tests");
        if !built {
            // Fuzz targets have a folder of another name.
            let sources = ["src", "targets"].map(|name| folder.join(name));
            let sources = sources.into_iter().find(|sources| root().join(sources).is_dir());
            found.insert(sources.unwrap_or_else(|| panic!("{}: no sources", folder.display())));
        }
    }
    found
}
