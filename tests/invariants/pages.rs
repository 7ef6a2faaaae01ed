//! What pages of the repository name.

/// The words between backticks and the targets of links, outside of blocks of code, and whether each is a link.
pub(crate) fn names(page: &str) -> Vec<(String, bool)> {
    // Blocks begin and end with a line of three backticks.
    let mut is_code = false;
    let mut text = String::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            text += line;
            text.push('\n');
        }
    }
    let words = text.split('`').skip(1).step_by(2).map(|name| (name.to_owned(), false));
    let links = text.split("](").skip(1);
    let links = links.map(|link| link.split([')', '#', ' ']).next().unwrap_or_default());
    words.chain(links.map(|target| (target.to_owned(), true))).collect()
}

/// Whether a name is meant to be a file or a folder of the repository: a path with a file's ending, or one that
/// begins with something at the top, but no output.
pub(crate) fn is_path(name: &str, tops: &[String]) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/_-.".contains(letter);
    let first = name.split('/').next().unwrap_or_default();
    let has_ending = [".rs", ".md", ".py", ".toml"].iter().any(|ending| name.ends_with(ending));
    let is_own = name.contains('/') && (tops.iter().any(|top| top == first) || has_ending);
    let is_page = name.ends_with(".md") && !name.contains('/');
    name.chars().all(plain) && !name.starts_with("..") && (is_own || is_page)
}

/// Whether a file or a folder has this path, or ends with it.
pub(crate) fn matches(name: &str, all: &[String]) -> bool {
    let name = name.trim_end_matches('/');
    let end = format!("/{name}");
    all.iter().any(|path| path == name || path.ends_with(&end))
}

#[cfg(test)]
mod tests {
    use super::{is_path, matches, names};

    #[test]
    fn backticks_and_links_outside_of_code() {
        let page = "see `src/a.rs` and [b](docs/b.md#part)\n```text\n`src/c.rs`\n```\n`d\ne` `f`";
        let found = [("src/a.rs", false), ("d\ne", false), ("f", false), ("docs/b.md", true)];
        assert_eq!(names(page), found.map(|(name, is_link)| (name.to_owned(), is_link)));
    }

    #[test]
    fn paths_of_the_repository() {
        let tops = ["src", "docs"].map(str::to_owned);
        for path in ["src/a.rs", "docs/b.md", "README.md", "deep/er.rs"] {
            assert!(is_path(path, &tops), "{path}");
        }
        for other in ["a/b", "src", "https://src/a", "src::a", "src/{a,b}.rs", "../a.md"] {
            assert!(!is_path(other, &tops), "{other}");
        }
        let all = ["src/deep/er.rs".to_owned()];
        assert!(matches("deep/er.rs", &all) && matches("src/deep/er.rs", &all));
        assert!(!matches("p/er.rs", &all) && !matches("er", &all));
    }
}
