//! Padding and output padding that the spec does not give as such, and where they come from.

use convgen_compiler::layer::{Derivation, Layer};
use convgen_runtime::{Axis, Kind};
use serde::Serialize;

use crate::report::number::{self, AXES};
use crate::report::table;

/// The keys that numbers follow from.
#[derive(Serialize)]
pub(super) struct Derived {
    /// The spec that the layer is the transpose of.
    transpose_of: Option<String>,
    /// The rule that the padding follows.
    auto_pad: Option<&'static str>,
    /// The output size that the output padding follows from.
    output_size: Option<Vec<usize>>,
    #[serde(skip)]
    paddings: String,
    #[serde(skip)]
    output_paddings: String,
}

impl Derived {
    pub(super) fn of(layer: &Layer) -> Self {
        let shape = layer.shape();
        let hidden = 3 - shape.dims();
        let each = |what: &dyn Fn(&Axis) -> String| {
            let axes = shape.axes().iter().enumerate();
            let axes = axes.map(|(n, axis)| format!("{} {}", AXES[hidden + n], what(axis)));
            axes.collect::<Vec<_>>()
        };
        let padding = |axis: &Axis| format!("{} before, {} after", axis.pad_before, axis.pad_after);
        let output_padding = each(&|axis| axis.output_padding.to_string()).join(", ");
        let Derivation { transpose_of, auto_pad, from_output_size } = layer.derivation();
        // The size that is given is the other layer's when this one is a transpose.
        let is_solved = *from_output_size && transpose_of.is_none();
        Self {
            transpose_of: transpose_of.clone(),
            auto_pad: auto_pad.map(|rule| rule.name()),
            output_size: is_solved.then(|| shape.output_sizes()[hidden..].to_vec()),
            paddings: format!("padding {}", each(&padding).join("; ")),
            output_paddings: match shape.kind() {
                Kind::Conv => String::new(),
                Kind::ConvTranspose => format!("output padding {output_padding}"),
            },
        }
    }

    /// Rows of the table of sizes.
    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        let auto_pad = self.auto_pad.map(|rule| table::row(["auto_pad", rule, &self.paddings]));
        let output_size = self
            .output_size
            .as_ref()
            .map(|sizes| table::row(["output_size", &number::sizes(sizes), &self.output_paddings]));
        let transpose_of = self
            .transpose_of
            .as_ref()
            .map(|path| table::row(["transpose_of", path, &self.output_paddings]));
        [transpose_of, auto_pad, output_size].into_iter().flatten().collect()
    }
}
