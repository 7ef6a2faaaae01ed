//! The keys as tables of Markdown, for the reference.

use convgen_compiler::spec::{Key, LAYER_KEYS, Type};

/// A table of the spec's own keys, then one for each table that a key takes.
pub(super) fn tables() -> String {
    let mut text = rows(LAYER_KEYS);
    let mut seen: Vec<&[&Key]> = Vec::new();
    for (_, keys) in inner("", LAYER_KEYS) {
        if seen.iter().any(|known| std::ptr::eq(*known, keys)) {
            continue;
        }
        seen.push(keys);
        let owners = inner("", LAYER_KEYS).into_iter();
        let owners = owners.filter(|(_, other)| std::ptr::eq(*other, keys));
        let owners: Vec<String> = owners.map(|(name, _)| format!("`{name}`")).collect();
        text += &format!("\nInside {}:\n\n{}", owners.join(", "), rows(keys));
    }
    text
}

/// Every table that a key takes, with the dotted name of the key.
fn inner(prefix: &str, keys: &'static [&'static Key]) -> Vec<(String, &'static [&'static Key])> {
    let mut found = Vec::new();
    for (key, table) in keys.iter().flat_map(|key| key.tables().into_iter().map(move |t| (key, t)))
    {
        let name = format!("{prefix}{}", key.name());
        found.push((name.clone(), table));
        found.extend(inner(&format!("{name}."), table));
    }
    found
}

fn rows(keys: &[&Key]) -> String {
    let mut text =
        "| key | takes | default | meaning | as in |\n|---|---|---|---|---|\n".to_owned();
    for key in keys {
        let names: Vec<String> = key.names.iter().map(|name| format!("`{name}`")).collect();
        let default = match key.default {
            Some(default) => format!("`{default}`"),
            None if key.is_required => "required".to_owned(),
            None => String::new(),
        };
        let cells =
            [names.join(", "), takes(key), default, key.about.to_owned(), key.source.to_owned()];
        // An empty cell is one space, not two.
        text +=
            &format!("| {} |\n", cells.join(" | ")).replace("|  |", "| |").replace("|  |", "| |");
    }
    text
}

/// What the key takes, with the least number. What has a name has a section of the reference.
fn takes(key: &Key) -> String {
    if let Type::Alias(name, _) = key.takes {
        let section = name.split(',').next().unwrap_or(name);
        return format!("[{name}](#{section})");
    }
    match least(&key.takes) {
        Some(least) => format!("{}; at least {least}", key.takes),
        None => key.takes.to_string(),
    }
}

/// The least whole number, if it may be any from there on.
fn least(takes: &Type) -> Option<i64> {
    match takes {
        Type::Whole(range) if *range.end() > 3 => Some(*range.start()),
        Type::PerAxis(types) | Type::OneOf(types) => types.iter().find_map(least),
        _ => None,
    }
}
