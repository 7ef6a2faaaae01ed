//! Sizes, each with its formula, and parameters.

use std::io::{self, Write};

use convgen_compiler::element::Element;
use convgen_compiler::layer::Layer;
use convgen_runtime::layer::Operand;
use convgen_runtime::{Layout, PaddingMode};
use serde::Serialize;

use super::derived::Derived;
use crate::report::number::{self, AXES};
use crate::report::table;

/// What goes in and what comes out.
#[derive(Serialize)]
pub(super) struct Geometry {
    kind: String,
    dtype: &'static str,
    batch: usize,
    groups: usize,
    input_layout: &'static str,
    output_layout: &'static str,
    /// Batch if there are several, channels, and the axes that the layer has.
    input: Vec<usize>,
    output: Vec<usize>,
    axes: Vec<Axis>,
    #[serde(flatten)]
    derived: Derived,
}

#[derive(Serialize)]
struct Axis {
    name: &'static str,
    input: usize,
    kernel: usize,
    stride: usize,
    dilation: usize,
    padding: [usize; 2],
    padding_mode: &'static str,
    output_padding: usize,
    output: usize,
    /// How the output size comes about.
    formula: String,
}

impl Geometry {
    pub(super) fn of(layer: &Layer) -> Self {
        let shape = layer.shape();
        let outputs = shape.output_sizes();
        let hidden = 3 - shape.dims();
        let axes = shape.axes().iter().enumerate().map(|(n, axis)| Axis {
            name: AXES[hidden + n],
            input: axis.input,
            kernel: axis.kernel,
            stride: axis.stride,
            dilation: axis.dilation,
            padding: [axis.pad_before, axis.pad_after],
            padding_mode: axis.padding_mode.name(),
            output_padding: axis.output_padding,
            output: outputs[hidden + n],
            formula: axis.formula(shape.kind()).to_string(),
        });
        Self {
            kind: shape.kind().to_string(),
            dtype: layer.element().name(),
            batch: shape.batch(),
            groups: shape.groups(),
            input_layout: shape.input_layout().name(),
            output_layout: shape.output_layout().name(),
            input: number::input(shape),
            output: number::output(shape),
            axes: axes.collect(),
            derived: Derived::of(layer),
        }
    }

    /// The layer in a line.
    pub(super) fn title(&self) -> String {
        let (input, output) = (number::sizes(&self.input), number::sizes(&self.output));
        let mut text = format!("{} {input} → {output}", self.kind);
        if self.batch > 1 {
            text += &format!(", batch {}", self.batch);
        }
        if self.groups > 1 {
            text += &format!(", {} groups", self.groups);
        }
        if self.dtype != Element::default().name() {
            text += &format!(", {}", self.dtype);
        }
        text
    }

    pub(super) fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let size = |name: &str, sizes: &[usize], layout: &str| {
            let elements: usize = sizes.iter().product();
            let mut elements = format!("{} elements", number::grouped(elements as u64));
            if layout == Layout::Nhwc.name() {
                elements += ", channels last";
            }
            table::row([name, &number::sizes(sizes), &elements])
        };
        let mut rows = vec![
            size("input", &self.input, self.input_layout),
            size("output", &self.output, self.output_layout),
        ];
        rows.extend(self.axes.iter().map(Axis::row));
        rows.extend(self.derived.rows());
        table::write(out, &rows, &[])
    }
}

impl Axis {
    fn row(&self) -> Vec<String> {
        let mut parts = vec![format!("input {}, kernel {}", self.input, self.kernel)];
        let mut part = |name: &str, value: usize, usual: usize| {
            if value != usual {
                parts.push(format!("{name} {value}"));
            }
        };
        part("stride", self.stride, 1);
        part("dilation", self.dilation, 1);
        match self.padding {
            [before, after] if before == after => part("padding", before, 0),
            [before, after] => {
                part("padding before", before, 0);
                part("padding after", after, 0);
            }
        }
        part("output padding", self.output_padding, 0);
        if self.padding_mode != PaddingMode::Zeros.name() {
            parts.push(format!("padding mode {}", self.padding_mode));
        }
        table::row([&format!("axis {}", self.name), &self.formula, &parts.join(", ")])
    }
}

/// Said of numbers that the caller gives.
const ARGUMENT: &str = "an argument";

/// The numbers of the layer.
#[derive(Serialize)]
pub(super) struct Parameters {
    /// PyTorch's layout.
    weight_dims: Vec<usize>,
    weights: usize,
    zero_weights: usize,
    biases: usize,
    /// What the caller gives beside the input.
    operands: Vec<&'static str>,
    /// Whether a residual is added before the activation.
    residual: bool,
    activation: String,
}

impl Parameters {
    pub(super) fn of(layer: &Layer) -> Self {
        let shape = layer.shape();
        let [outer, inner, ..] = shape.weight_dims();
        let kernel = shape.axes().iter().map(|axis| axis.kernel);
        Self {
            weight_dims: [outer, inner].into_iter().chain(kernel).collect(),
            weights: shape.weight_len(),
            zero_weights: layer.weights().iter().filter(|&&weight| weight == 0.0).count(),
            biases: if layer.reads(Operand::Bias) {
                shape.out_channels()
            } else {
                layer.bias().len()
            },
            operands: layer.operands()[1..].iter().map(|operand| operand.name()).collect(),
            residual: layer.has_residual(),
            activation: layer.activation_text(),
        }
    }

    pub(super) fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let zeros = match self.zero_weights {
            _ if self.operands.contains(&Operand::Weights.name()) => ARGUMENT.to_owned(),
            0 => "none of them zero".to_owned(),
            zeros => format!("{} of them zero", number::grouped(zeros as u64)),
        };
        let weights = format!("{}, {zeros}", number::grouped(self.weights as u64));
        let biases = match self.biases {
            0 => "none".to_owned(),
            biases if self.operands.contains(&Operand::Bias.name()) => {
                format!("{}, {ARGUMENT}", number::grouped(biases as u64))
            }
            biases => number::grouped(biases as u64),
        };
        let mut rows = vec![
            table::row(["weights", &number::sizes(&self.weight_dims), &weights]),
            table::row(["bias", &biases]),
        ];
        if self.residual {
            rows.push(table::row(["residual", "added to the output"]));
        }
        rows.push(table::row(["activation", &self.activation]));
        table::write(out, &rows, &[])
    }
}
