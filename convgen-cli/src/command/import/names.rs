//! Names of files from names of nodes.

use std::collections::{BTreeMap, BTreeSet};

/// Longest name of a file, without what is appended: some file systems end at 143 bytes.
const LONGEST: usize = 64;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// Gives each name once.
#[derive(Default)]
pub(super) struct Names {
    /// In lower case: some file systems do not tell the cases apart.
    taken: BTreeSet<String>,
    /// The last number that was appended to a name.
    last: BTreeMap<String, u64>,
}

impl Names {
    /// A name for files, of letters, digits, `-` and `_`, like that of the node.
    pub(super) fn unique(&mut self, node: &str) -> String {
        let plain = plain(node);
        if self.taken.insert(plain.to_lowercase()) {
            return plain;
        }
        let last = self.last.entry(plain.to_lowercase()).or_insert(1);
        loop {
            *last += 1;
            let numbered = format!("{plain}_{last}");
            if self.taken.insert(numbered.to_lowercase()) {
                return numbered;
            }
        }
    }
}

fn plain(node: &str) -> String {
    let mut plain = String::new();
    for letter in node.chars() {
        if plain.len() >= LONGEST {
            break;
        }
        if letter.is_ascii_alphanumeric() || letter == '-' {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('_') {
            plain.push('_');
        }
    }
    let plain = plain.trim_end_matches('_').to_owned();
    let lower = plain.to_lowercase();
    let is_port = |name: &str| lower.len() == 4 && lower.starts_with(name);
    if lower.is_empty() {
        "layer".to_owned()
    } else if DEVICES.contains(&lower.as_str()) || is_port("com") || is_port("lpt") {
        format!("{plain}_")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_safe_and_unique() {
        let mut names = Names::default();
        let mut unique = |node: &str| names.unique(node);
        assert_eq!(unique("/layer1/layer1.0/conv1/Conv"), "layer1_layer1_0_conv1_Conv");
        assert_eq!(unique("conv"), "conv");
        assert_eq!(unique("Conv"), "Conv_2");
        assert_eq!(unique("conv_3"), "conv_3");
        assert_eq!(unique("conv"), "conv_4");
        assert_eq!(unique("../../etc/passwd"), "etc_passwd");
        assert_eq!(unique("..\\\u{0}\n|`ü"), "layer");
        assert_eq!(unique(""), "layer_2");
        assert_eq!(unique("nul"), "nul_");
        assert_eq!(unique("COM7"), "COM7_");
        assert_eq!(unique(&"a".repeat(1000)).len(), 64);
    }
}
