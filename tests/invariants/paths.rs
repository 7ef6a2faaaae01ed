//! The paths of names in a file, as they are written.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The segments of a path.
pub(crate) type Path = Vec<String>;

/// What a file says of names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// What `use` brings into a module of the file: the module inside the file, the name there, and its path.
    /// A `*` has that as its name.
    pub(crate) imports: Vec<(Path, String, Path)>,
    /// All paths, those of imports among them, with the module inside the file.
    pub(crate) paths: Vec<(Path, Path)>,
}

impl Names {
    pub(crate) fn of(tokens: TokenStream) -> Self {
        let mut names = Self::default();
        names.block(tokens, &[]);
        names
    }

    /// The tokens of a module, which lies inside the file's own at `inside`.
    fn block(&mut self, tokens: TokenStream, inside: &[String]) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < trees.len() {
            at += match (word(&trees, at).as_deref(), &trees[at]) {
                // `use<…>` of an `impl Trait` says what it captures.
                (Some("use"), _) if !trees.get(at + 1).is_some_and(|tree| is(tree, '<')) => {
                    self.import(&trees[at + 1..], inside) + 1
                }
                (Some("mod"), _) => self.module(&trees[at..], inside),
                (Some(_), _) if !follows(&trees, at) => self.path(&trees[at..], inside),
                (_, TokenTree::Group(group)) => {
                    self.block(group.stream(), inside);
                    1
                }
                _ => 1,
            };
        }
    }

    /// `mod name;` or `mod name { … }`: how many tokens were taken.
    fn module(&mut self, trees: &[TokenTree], inside: &[String]) -> usize {
        let Some(name) = word(trees, 1) else { return 1 };
        match trees.get(2) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                self.block(group.stream(), &[inside, &[name]].concat());
                3
            }
            _ => 1,
        }
    }

    /// What follows `use` to its semicolon.
    fn import(&mut self, trees: &[TokenTree], inside: &[String]) -> usize {
        let end = trees.iter().position(|tree| is(tree, ';')).unwrap_or(trees.len());
        for (name, path) in tree(&trees[..end], &[]) {
            self.paths.push((inside.to_vec(), path.clone()));
            self.imports.push((inside.to_vec(), name, path));
        }
        end
    }

    /// A path that begins here, if it has more than one segment.
    fn path(&mut self, trees: &[TokenTree], inside: &[String]) -> usize {
        let mut path: Path = word(trees, 0).into_iter().collect();
        let mut at = 1;
        while separator(trees, at)
            && let Some(next) = word(trees, at + 2)
        {
            path.push(next);
            at += 3;
        }
        if path.len() > 1 {
            self.paths.push((inside.to_vec(), path));
        }
        at
    }
}

/// A tree of imports: each name with its path.
fn tree(trees: &[TokenTree], before: &[String]) -> Vec<(String, Path)> {
    if separator(trees, 0) {
        // From outside the crate.
        return Vec::new();
    }
    match trees {
        [TokenTree::Group(group), ..] => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let parts = inner.split(|tree| is(tree, ','));
            parts.flat_map(|part| tree(part, before)).collect()
        }
        [TokenTree::Punct(star), ..] if star.as_char() == '*' => {
            vec![("*".to_owned(), before.to_vec())]
        }
        [TokenTree::Ident(first), rest @ ..] => {
            let path = [before, &[first.to_string()]].concat();
            if separator(rest, 0) {
                return tree(&rest[2..], &path);
            }
            let path: Path =
                path.into_iter().filter(|part| part != "self" || before.is_empty()).collect();
            let last = path.last().cloned().unwrap_or_default();
            let renamed = word(rest, 0).filter(|word| word == "as").and_then(|_| word(rest, 1));
            vec![(renamed.unwrap_or(last), path)]
        }
        _ => Vec::new(),
    }
}

fn word(trees: &[TokenTree], at: usize) -> Option<String> {
    match trees.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

fn is(tree: &TokenTree, punctuation: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == punctuation)
}

/// Whether `::` stands here.
fn separator(trees: &[TokenTree], at: usize) -> bool {
    [at, at + 1].iter().all(|&at| trees.get(at).is_some_and(|tree| is(tree, ':')))
}

/// Whether a word is the part of something before it: a path, a field, a lifetime.
fn follows(trees: &[TokenTree], at: usize) -> bool {
    let before = |back: usize, punctuation| {
        at.checked_sub(back).is_some_and(|at| is(&trees[at], punctuation))
    };
    let path = at >= 2 && separator(trees, at - 2);
    // Two dots are a range, or the rest of a struct.
    path || before(1, '\'') || (before(1, '.') && !before(2, '.'))
}
