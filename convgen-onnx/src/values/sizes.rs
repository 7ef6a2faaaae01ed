//! Sizes as text.

/// `1×3×3`
pub(crate) fn shown(sizes: &[usize]) -> String {
    sizes.iter().map(usize::to_string).collect::<Vec<_>>().join("×")
}
