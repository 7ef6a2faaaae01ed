//! Operators that give the elements that they read at other places.

use crate::graph::attributes::Attributes;

/// Where the elements go. Lists that newer versions take as inputs are attributes of older ones.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Layout<'m> {
    Reshape {
        shape: Option<&'m [i64]>,
        /// Whether a size of 0 is that, and not the size of the input.
        zeros: bool,
    },
    Flatten {
        axis: i64,
    },
    Transpose {
        order: Option<&'m [i64]>,
    },
    Squeeze {
        axes: Option<&'m [i64]>,
    },
    Unsqueeze {
        axes: Option<&'m [i64]>,
    },
    Slice {
        starts: Option<&'m [i64]>,
        ends: Option<&'m [i64]>,
        axes: Option<&'m [i64]>,
    },
    Split {
        axis: i64,
        sizes: Option<&'m [i64]>,
    },
    Expand,
    Tile,
    DepthToSpace {
        block: i64,
        /// Whether channels are the columns, rows, depth order, and not depth first.
        columns: bool,
    },
    SpaceToDepth {
        block: i64,
    },
}

impl<'m> Layout<'m> {
    pub(super) fn of(name: &str, attributes: Attributes<'m>) -> Option<Self> {
        let int = |name, default| attributes.int(name).unwrap_or(default);
        let axes = attributes.ints("axes");
        Some(match name {
            "Reshape" => {
                Self::Reshape { shape: attributes.ints("shape"), zeros: int("allowzero", 0) != 0 }
            }
            "Flatten" => Self::Flatten { axis: int("axis", 1) },
            "Transpose" => Self::Transpose { order: attributes.ints("perm") },
            "Squeeze" => Self::Squeeze { axes },
            "Unsqueeze" => Self::Unsqueeze { axes },
            "Slice" => Self::Slice {
                starts: attributes.ints("starts"),
                ends: attributes.ints("ends"),
                axes,
            },
            "Split" => Self::Split { axis: int("axis", 0), sizes: attributes.ints("split") },
            "Expand" => Self::Expand,
            "Tile" => Self::Tile,
            "DepthToSpace" => Self::DepthToSpace {
                block: int("blocksize", 0),
                columns: attributes.text("mode") == Some("CRD"),
            },
            "SpaceToDepth" => Self::SpaceToDepth { block: int("blocksize", 0) },
            _ => return None,
        })
    }
}
