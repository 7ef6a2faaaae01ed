//! What pages of the repository name.

/// The words between backticks and the targets of links, outside of blocks of code, and whether each is a link.
pub(crate) fn names(page: &str) -> Vec<(String, bool)> {
    let mut names = Vec::new();
    let mut is_code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
            continue;
        }
        if is_code {
            continue;
        }
        names.extend(line.split('`').skip(1).step_by(2).map(|name| (name.to_owned(), false)));
        for link in line.split("](").skip(1) {
            let target = link.split([')', '#', ' ']).next().unwrap_or_default();
            names.push((target.to_owned(), true));
        }
    }
    names
}

/// Whether a name is meant to be a file or a folder of the repository.
pub(crate) fn is_path(name: &str, tops: &[String]) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/_-.".contains(letter);
    let first = name.split('/').next().unwrap_or_default();
    let is_own = tops.iter().any(|top| top == first) && name.contains('/');
    // Files at the top, as pages name them.
    let is_page = name.ends_with(".md") && !name.contains('/');
    !name.is_empty() && name.chars().all(plain) && (is_own || is_page)
}

#[cfg(test)]
mod tests {
    use super::{is_path, names};

    #[test]
    fn backticks_and_links_outside_of_code() {
        let page = "see `src/a.rs` and [b](docs/b.md#part)\n```text\n`src/c.rs`\n```\n`d`";
        let found = [("src/a.rs", false), ("docs/b.md", true), ("d", false)];
        assert_eq!(names(page), found.map(|(name, is_link)| (name.to_owned(), is_link)));
    }

    #[test]
    fn paths_of_the_repository() {
        let tops = ["src", "docs"].map(str::to_owned);
        for path in ["src/a.rs", "docs/b.md", "README.md"] {
            assert!(is_path(path, &tops), "{path}");
        }
        for other in ["a/b.rs", "src", "https://src/a", "src::a", "src/{a,b}.rs", "docs/… .md"] {
            assert!(!is_path(other, &tops), "{other}");
        }
    }
}
