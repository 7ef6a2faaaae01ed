//! What a misspelt word was meant to be.

use super::key::Key;
use super::keys::LAYER_KEYS;

/// The candidate that a word most likely was meant to be, when one is close.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase().replace('-', "_");
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&word, candidate)?, candidate)))
        // The first of equals: the order of the candidates decides, so the answer is stable.
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of edits from word to candidate, `None` when they are too many to be a slip.
///
/// A longer form and its beginning (`pad` and `padding`) count as close, unless the beginning is
/// so short that it says nothing.
fn distance(word: &str, candidate: &str) -> Option<usize> {
    let edits = strsim::damerau_levenshtein(word, candidate);
    let shorter = word.len().min(candidate.len());
    let is_beginning = shorter >= 3 && (word.starts_with(candidate) || candidate.starts_with(word));
    (edits * 3 <= shorter || is_beginning).then_some(edits)
}

/// What to do about a key that the table `inside` (`None` for the spec itself) does not have.
pub(super) fn for_unknown_key(word: &str, keys: &[&Key], inside: Option<&Key>) -> String {
    let names = || keys.iter().flat_map(|key| key.names.iter().copied());
    if let Some(name) = nearest(word, names()) {
        return format!("write `{name}`");
    }
    let is_of_spec = LAYER_KEYS.iter().any(|key| key.names.contains(&word));
    if let Some(table) = inside
        && is_of_spec
    {
        let table = table.name();
        return format!("write `{word}` above the table `{table}`: it is a key of the spec itself");
    }
    let owner =
        LAYER_KEYS.iter().find(|key| key.inner().iter().any(|inner| inner.names.contains(&word)));
    if let (None, Some(owner)) = (inside, owner) {
        return format!("write `{word}` inside the table `{}`", owner.name());
    }
    let known: Vec<String> = keys.iter().map(|key| spellings(key)).collect();
    format!("the keys here are {}", known.join(", "))
}

fn spellings(key: &Key) -> String {
    let names: Vec<String> = key.names.iter().map(|name| format!("`{name}`")).collect();
    names.join(" or ")
}
