//! The names of the arrays in a file.

use super::fault::Fault;
use crate::diagnostic::Code;
use crate::spec;

/// The most names that are compared with the one that is not there: a file may have millions.
pub(super) const MOST: usize = 1_024;

/// The most names that an error lists.
const LISTED: usize = 8;

/// The longest name that is compared or listed whole.
const LONGEST: usize = 80;

/// The fault of a file that has no array called `name`, for the spec's `key`; `there` are the first
/// names of `count` that it has.
pub(super) fn unknown(key: &str, name: &str, there: &[String], count: usize) -> Fault {
    let message = format!("has no `{}`", shown(name));
    let list = match there {
        [] => "the file holds no arrays".to_owned(),
        _ => {
            let shown: Vec<String> =
                there.iter().take(LISTED).map(|name| format!("`{}`", shown(name))).collect();
            match count - shown.len() {
                0 => format!("the file holds {}", shown.join(", ")),
                more => format!("the file holds {} and {more} more", shown.join(", ")),
            }
        }
    };
    let help = match meant(name, there) {
        Some(meant) => format!("write `{key} = \"{}\"`; {list}", shown(meant)),
        None => list,
    };
    Fault::new(Code::UnknownArray, message, help)
}

/// The name that most likely was meant: one that is close, or the only one with the same end, as
/// `model.conv.weight` for `conv.weight`.
fn meant<'a>(name: &str, there: &'a [String]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let candidates = || there.iter().map(String::as_str).filter(|name| name.len() <= LONGEST);
    spec::nearest(name, candidates()).or_else(|| {
        let end = format!(".{name}");
        let mut same = candidates().filter(|candidate| candidate.ends_with(&end));
        same.next().filter(|_| same.next().is_none())
    })
}

/// A name on one line.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(LONGEST).collect();
    let more = if short.len() < name.len() { "…" } else { "" };
    format!("{}{more}", short.escape_debug())
}
