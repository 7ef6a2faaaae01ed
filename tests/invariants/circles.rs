//! Files that use one another in a circle.
//!
//! A file uses another if it names something that is defined there: by `crate`, `super` or `self`, by an import, or
//! through re-exports, which are followed to the definition. What a file takes from a module that it lies
//! in makes no circle of them: a folder is one room, whose `mod.rs` holds what its files have in common and
//! uses them. A circle that leaves the folder is one, also through its `mod.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::{Names, Path};

/// The modules of a crate that are files, by their path below the crate; the crate itself has none.
pub(crate) struct Crate(BTreeMap<Path, Names>);

impl Crate {
    pub(crate) fn new(files: impl IntoIterator<Item = (Path, Names)>) -> Self {
        Self(files.into_iter().collect())
    }

    /// The circles, each as its modules in order.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let uses = self.0.keys().map(|file| (file, self.used(file))).collect();
        let mut circles: Vec<Vec<String>> = faults(&uses)
            .into_iter()
            .map(|circle| circle.into_iter().map(|file| file.join("::")).collect())
            .collect();
        circles.sort();
        circles
    }

    /// Imports of all names of another file, each as the file and the path: whose names are used does not show.
    pub(crate) fn globs(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (file, names) in &self.0 {
            for (inside, _, path) in names.imports.iter().filter(|(_, name, _)| name == "*") {
                let from = self.definition(file, inside, path, &mut BTreeSet::new());
                if from.is_some_and(|from| from != file) {
                    found.push(format!("{}: {}::*", file.join("::"), path.join("::")));
                }
            }
        }
        found
    }

    /// The files whose definitions a file names.
    fn used<'a>(&'a self, file: &'a Path) -> BTreeSet<&'a Path> {
        let names = &self.0[file];
        let found = names
            .paths
            .iter()
            .filter_map(|(inside, path)| self.definition(file, inside, path, &mut BTreeSet::new()));
        found.filter(|other| *other != file).collect()
    }

    /// The file that defines what a path names, seen from a module inside a file.
    fn definition<'a>(
        &'a self,
        file: &'a Path,
        inside: &[String],
        path: &[String],
        seen: &mut BTreeSet<(Path, Path)>,
    ) -> Option<&'a Path> {
        // Imports that name one another end nowhere.
        if !seen.insert(([&file[..], inside].concat(), path.to_vec())) {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let here = [&file[..], inside].concat();
        match first.as_str() {
            "crate" => self.walk(&[], rest, seen),
            "self" => self.walk(&here, rest, seen),
            "super" => self.walk(here.get(..here.len().checked_sub(1)?)?, rest, seen),
            name => {
                let child = [&here[..], &[name.to_owned()]].concat();
                if self.0.contains_key(&child) {
                    return self.walk(&child, rest, seen);
                }
                let names = &self.0[file];
                let mut imports = names.imports.iter();
                let (_, _, from) =
                    imports.find(|(at, own, _)| at == inside && own == name && own != "*")?;
                // `use quote::quote` is of another crate.
                if from.first() == Some(first) {
                    return None;
                }
                self.definition(file, inside, &[&from[..], rest].concat(), seen)
            }
        }
    }

    /// Follows the segments of a path from a module on.
    fn walk<'a>(
        &'a self,
        module: &[String],
        rest: &[String],
        seen: &mut BTreeSet<(Path, Path)>,
    ) -> Option<&'a Path> {
        // The file that a module is, or lies in.
        let (file, names) =
            (0..=module.len()).rev().find_map(|len| self.0.get_key_value(&module[..len]))?;
        let inside = &module[file.len()..];
        let Some((first, others)) = rest.split_first() else { return Some(file) };
        if first == "super" {
            return self.walk(module.get(..module.len().checked_sub(1)?)?, others, seen);
        }
        let child = [module, std::slice::from_ref(first)].concat();
        if self.0.contains_key(&child) {
            return self.walk(&child, others, seen);
        }
        for (at, name, from) in &names.imports {
            if at == inside && name == first && from.first() != Some(first) {
                let path = [&from[..], others].concat();
                return self.definition(file, inside, &path, seen).or(Some(file));
            }
        }
        Some(file)
    }
}

/// Which files each file uses.
type Uses<'a> = BTreeMap<&'a Path, BTreeSet<&'a Path>>;

/// The circles that are faults: a module that all others of a circle lie in is taken out of it, and what is left must
/// be free of circles again.
fn faults<'a>(uses: &Uses<'a>) -> Vec<BTreeSet<&'a Path>> {
    let mut found = Vec::new();
    for circle in groups(uses) {
        let folder = circle.iter().find(|top| circle.iter().all(|file| file.starts_with(top)));
        let Some(folder) = folder else {
            found.push(circle);
            continue;
        };
        let inside = |file: &&'a Path| circle.contains(file) && file != folder;
        let rest = uses.iter().filter(|(file, _)| inside(file));
        let rest = rest.map(|(file, used)| (*file, used.iter().copied().filter(inside).collect()));
        found.extend(faults(&rest.collect()));
    }
    found
}

/// The largest sets of files of which each reaches each.
fn groups<'a>(uses: &Uses<'a>) -> BTreeSet<BTreeSet<&'a Path>> {
    let reached: Uses<'a> = uses.keys().map(|&file| (file, reach(file, uses))).collect();
    let group = |(file, others): (&&'a Path, &BTreeSet<&'a Path>)| {
        others.iter().copied().filter(|other| reached[other].contains(*file)).collect()
    };
    let groups: BTreeSet<BTreeSet<&Path>> = reached.iter().map(group).collect();
    groups.into_iter().filter(|group| group.len() > 1).collect()
}

/// All that is reached from a file, itself only if it is reached again.
fn reach<'a>(from: &'a Path, uses: &Uses<'a>) -> BTreeSet<&'a Path> {
    let (mut found, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(file) = next.pop() {
        next.extend(uses[file].iter().filter(|other| found.insert(**other)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Crate, Names, Path};

    /// A crate of modules with their text.
    fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let path = |module: &str| -> Path {
            module.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let names = |text: &str| Names::of(text.parse().expect("it is Rust"));
        Crate::new(files.iter().map(|(module, text)| (path(module), names(text)))).circles()
    }

    const ROOT: (&str, &str) = ("", "mod a; mod b;");

    #[test]
    fn files_that_use_one_another() {
        let found = circles(&[ROOT, ("a", "use crate::b::B;"), ("b", "use super::a::A;")]);
        assert_eq!(found, [["a", "b"]]);
        assert!(circles(&[ROOT, ("a", "use crate::b::B;"), ("b", "")]).is_empty());
    }

    #[test]
    fn paths_without_an_import() {
        let found = circles(&[
            ROOT,
            ("a", "fn f() { let x = crate::b::g(); }"),
            ("b", "fn g(x: super::a::A) {}"),
        ]);
        assert_eq!(found, [["a", "b"]]);
    }

    #[test]
    fn a_module_that_was_imported() {
        let found = circles(&[
            ROOT,
            ("a", "use super::b; fn f() { b::g() }"),
            ("b", "use super::{a, x}; fn g() { a::f() }"),
        ]);
        assert_eq!(found, [["a", "b"]]);
    }

    #[test]
    fn re_exports_are_followed() {
        let parent = ("m", "mod a; mod b; pub use a::A; pub(crate) use b::{self, B as C};");
        let found = circles(&[
            ("", "mod m;"),
            parent,
            ("m::a", "use super::C;"),
            ("m::b", "use crate::m::A;"),
        ]);
        assert_eq!(found, [["m::a", "m::b"]]);
        // What the parent defines itself does not count.
        let found = circles(&[("", "mod m;"), parent, ("m::a", "use super::D;"), ("m::b", "")]);
        assert!(found.is_empty());
    }

    #[test]
    fn three_files_and_trees_of_imports() {
        let found = circles(&[
            ("", "mod a; mod b; mod c;"),
            ("a", "use crate::{b::{self, B}, x::Y};"),
            ("b", "use super::c::{C as D, E};"),
            ("c", "pub use super::a::*;"),
        ]);
        assert_eq!(found, [["a", "b", "c"]]);
    }

    #[test]
    fn modules_inside_a_file_are_the_file() {
        // `super` of a test module is the file.
        assert!(circles(&[ROOT, ("a", "mod tests { use super::A; }"), ("b", "")]).is_empty());
        let found = circles(&[
            ROOT,
            ("a", "mod tests { use super::super::b::B; }"),
            ("b", "use crate::a::A;"),
        ]);
        assert_eq!(found, [["a", "b"]]);
    }

    #[test]
    fn all_names_of_another_file() {
        let path = |module: &str| vec![module.to_owned()];
        let names = |text: &str| Names::of(text.parse().expect("it is Rust"));
        let files = [
            (Vec::new(), names("mod a; mod b; pub use a::*;")),
            (path("a"), names("use other::*; enum E { F } use E::*; mod tests { use super::*; }")),
            (path("b"), names("use super::*; use crate::a::{self, *};")),
        ];
        assert_eq!(Crate::new(files).globs(), [": a::*", "b: super::*", "b: crate::a::*"]);
    }

    #[test]
    fn what_is_captured_is_no_import() {
        // `use<…>` of a type takes nothing in, and what follows it is read.
        let found = circles(&[
            ROOT,
            ("a", "fn f() -> impl Sized + use<> { 1 } fn g() { super::b::h() }"),
            ("b", "fn h() { super::a::f() }"),
        ]);
        assert_eq!(found, [["a", "b"]]);
    }

    #[test]
    fn paths_after_ranges_and_fields() {
        let found = circles(&[
            ROOT,
            ("a", "fn f(x: &[u8]) -> &[u8] { &x[..super::b::LEN] }"),
            ("b", "fn g() { X { y: 1, ..crate::a::f() } }"),
        ]);
        assert_eq!(found, [["a", "b"]]);
    }

    #[test]
    fn a_circle_out_of_a_folder_and_back_through_its_parent() {
        let found = circles(&[
            ("", "mod m; mod n;"),
            ("m", "mod a; use crate::n::N; pub struct M;"),
            ("m::a", "use super::M; pub struct A;"),
            ("n", "use crate::m::a::A; pub struct N;"),
        ]);
        assert_eq!(found, [["m", "m::a", "n"]]);
    }

    #[test]
    fn a_child_may_use_its_parents() {
        let found = circles(&[
            ("", "mod m; use m::M;"),
            ("m", "mod a; use a::A; pub struct M;"),
            ("m::a", "use super::M; use crate::Top;"),
        ]);
        assert!(found.is_empty());
        // But not its parent's neighbour that uses the child.
        let found = circles(&[
            ("", "mod m; mod n;"),
            ("m", "mod a; pub use a::A;"),
            ("m::a", "use crate::n::N;"),
            ("n", "use crate::m::A;"),
        ]);
        assert_eq!(found, [["m::a", "n"]]);
    }
}
