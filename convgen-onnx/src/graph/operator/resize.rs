//! Other sizes by interpolation.

use crate::graph::attributes::Attributes;

/// Where the sizes of the output are, or the factors that they follow from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resize<'m> {
    /// The axes that are resized, where they are not all.
    pub(crate) axes: Option<&'m [i64]>,
    /// Older versions: the factors.
    pub(crate) scales: Option<&'m [f32]>,
    /// How sizes are to be taken: `stretch` is as they are.
    pub(crate) policy: &'m str,
}

impl<'m> Resize<'m> {
    pub(super) fn of(name: &str, attributes: Attributes<'m>) -> Option<Self> {
        matches!(name, "Resize" | "Upsample").then(|| Self {
            axes: attributes.ints("axes"),
            scales: attributes.floats("scales"),
            policy: attributes.text("keep_aspect_ratio_policy").unwrap_or("stretch"),
        })
    }
}
