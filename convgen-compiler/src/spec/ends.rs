//! Paddings as ONNX writes them: all front ends, then all far ends.

use toml::de::DeValue;

use super::given::Spanned;
use super::keys::PADDING;
use super::value;

/// What to write for a list of all front ends and then all far ends, as ONNX has it; `None` if it is
/// no such list for 1 to 3 axes.
pub(super) fn help_for(value: &DeValue<'_>) -> Option<String> {
    let DeValue::Array(items) = value else { return None };
    let number = |item: &toml::Spanned<DeValue<'_>>| {
        value::number(&PADDING, PADDING.name(), item.get_ref(), item.span()).ok()
    };
    help(&items.iter().map(number).collect::<Option<Vec<_>>>()?)
}

/// The same of its numbers.
pub(super) fn help(numbers: &[Spanned<i64>]) -> Option<String> {
    if !matches!(numbers.len(), 2 | 4 | 6) {
        return None;
    }
    let list = |numbers: &[Spanned<i64>]| {
        let numbers: Vec<String> = numbers.iter().map(|number| number.value.to_string()).collect();
        format!("[{}]", numbers.join(", "))
    };
    let (before, after) = numbers.split_at(numbers.len() / 2);
    let (before, after) = (list(before), list(after));
    Some(format!(
        "write `padding = {{ before = {before}, after = {after} }}` if these are the front of each axis \
         and then the far end of each, as in ONNX"
    ))
}
