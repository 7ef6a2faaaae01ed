//! The layer itself.

use std::fmt;

use convgen_runtime::geometry::AutoPad;
use convgen_runtime::layer::Operand;
use convgen_runtime::{Activation, Shape};

use crate::diagnostic::Diagnostic;
use crate::element::Element;
use crate::spec::Request;

/// A layer that cannot be wrong: the numbers of weights and biases fit the shape, and all of them
/// are finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    name: String,
    shape: Shape,
    element: Element,
    weights: Vec<f64>,
    bias: Vec<f64>,
    /// In the order of a function's parameters, the input first.
    operands: Vec<Operand>,
    /// Without its slopes, if it has any.
    activation: Activation<'static, f64>,
    /// One an output channel, or none.
    slopes: Vec<f64>,
    request: Request,
    derivation: Derivation,
    notes: Vec<Diagnostic>,
}

/// Where numbers come from that the spec does not give as such.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derivation {
    /// The spec that the layer is the transpose of, relative to the root: all but the input size is
    /// that layer's.
    pub transpose_of: Option<String>,
    /// The rule that the padding follows.
    pub auto_pad: Option<AutoPad>,
    /// Whether the output padding follows from an output size that is given.
    pub from_output_size: bool,
}

/// Why something is not a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerError {
    /// The number of weights is not the shape's.
    WeightLength {
        /// How many there are.
        actual: usize,
        /// How many the shape needs.
        expected: usize,
    },
    /// The number of biases is neither 0 nor the number of output channels.
    BiasLength {
        /// How many there are.
        actual: usize,
        /// The number of output channels.
        expected: usize,
    },
    /// The number of slopes is not the number of output channels.
    SlopeLength {
        /// How many there are.
        actual: usize,
        /// The number of output channels.
        expected: usize,
    },
    /// A weight, a bias or a slope is infinite or not a number.
    NonFinite {
        /// `weights`, `bias` or `slopes`.
        what: &'static str,
        /// Its flat index.
        index: usize,
    },
}

impl fmt::Display for LayerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WeightLength { actual, expected } => {
                write!(f, "there are {actual} weights, but the shape needs {expected}")
            }
            Self::BiasLength { actual, expected } => write!(
                f,
                "there are {actual} biases, but must be none or one for each of {expected} output \
                 channels"
            ),
            Self::SlopeLength { actual, expected } => {
                write!(f, "there are {actual} slopes, but {expected} output channels")
            }
            Self::NonFinite { what, index } => {
                write!(f, "element {index} of the {what} is not finite")
            }
        }
    }
}

impl std::error::Error for LayerError {}

impl Layer {
    /// A layer called `name`, with weights in the order of [`Shape::weight_dims`] and one bias an
    /// output channel or none. Without weights they are an operand.
    ///
    /// # Errors
    ///
    /// If a length does not fit the shape, or a weight or bias is infinite or not a number after
    /// rounding to the element.
    pub fn new(
        name: impl Into<String>,
        shape: Shape,
        element: Element,
        weights: impl Into<Option<Vec<f64>>>,
        mut bias: Vec<f64>,
        activation: Activation<'static, f64>,
        request: Request,
    ) -> Result<Self, LayerError> {
        let weights = weights.into();
        let read = weights.is_none().then_some(Operand::Weights);
        let mut weights = weights.unwrap_or_default();
        let (actual, expected) = (weights.len(), shape.weight_len());
        if read.is_none() && actual != expected {
            return Err(LayerError::WeightLength { actual, expected });
        }
        let (actual, expected) = (bias.len(), shape.out_channels());
        if actual != 0 && actual != expected {
            return Err(LayerError::BiasLength { actual, expected });
        }
        for (what, values) in [("weights", &mut weights), ("bias", &mut bias)] {
            let rounded = element.round(values);
            rounded.map_err(|index| LayerError::NonFinite { what, index })?;
        }
        let layer = Self {
            name: name.into(),
            shape,
            element,
            weights,
            bias,
            operands: [Operand::Input].into_iter().chain(read).collect(),
            activation: activation.map(|number| element.nearest(number)),
            slopes: Vec::new(),
            request,
            derivation: Derivation::default(),
            notes: Vec::new(),
        };
        match activation {
            Activation::Prelu(slopes) if !slopes.is_empty() => layer.with_slopes(slopes.to_vec()),
            _ => Ok(layer),
        }
    }

    /// The same layer with a prelu of these slopes, or as it is without any.
    ///
    /// # Errors
    ///
    /// If there is not one slope an output channel, or one is infinite or not a number after rounding
    /// to the element.
    pub fn with_slopes(self, mut slopes: Vec<f64>) -> Result<Self, LayerError> {
        let (actual, expected) = (slopes.len(), self.shape.out_channels());
        if actual == 0 && !matches!(self.activation, Activation::Prelu(_)) {
            return Ok(self);
        }
        if actual != expected {
            return Err(LayerError::SlopeLength { actual, expected });
        }
        let rounded = self.element.round(&mut slopes);
        rounded.map_err(|index| LayerError::NonFinite { what: "slopes", index })?;
        Ok(Self { activation: Activation::Prelu(&[]), slopes, ..self })
    }

    /// The same layer, with or without a residual that is added before the activation.
    #[must_use]
    pub fn with_residual(mut self, residual: bool) -> Self {
        self.operands.retain(|&operand| operand != Operand::Residual);
        self.operands.extend(residual.then_some(Operand::Residual));
        self
    }

    /// The same layer that reads these operands, in the order of a function's parameters. It has no
    /// numbers of its own for what it reads.
    #[must_use]
    pub fn with_operands(self, operands: Vec<Operand>) -> Self {
        let own = |operand: Operand, numbers: Vec<f64>| match operands.contains(&operand) {
            true => Vec::new(),
            false => numbers,
        };
        let weights = own(Operand::Weights, self.weights);
        let bias = own(Operand::Bias, self.bias);
        Self { weights, bias, operands, ..self }
    }

    /// The same layer with notes on how it was made.
    #[must_use]
    pub fn with_notes(self, notes: Vec<Diagnostic>) -> Self {
        Self { notes, ..self }
    }

    /// Where the layer comes from: the path of the spec as shown to the user.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The geometry.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// What it computes with.
    #[must_use]
    pub fn element(&self) -> Element {
        self.element
    }

    /// All weights, zeros included, as elements hold them, in the order of [`Shape::weight_dims`]; empty
    /// where they are an operand.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// One bias an output channel; empty for a layer without, and where it is an operand.
    #[must_use]
    pub fn bias(&self) -> &[f64] {
        &self.bias
    }

    /// Whether a residual is added before the activation.
    #[must_use]
    pub fn has_residual(&self) -> bool {
        self.reads(Operand::Residual)
    }

    /// Whether it reads an operand.
    #[must_use]
    pub fn reads(&self, operand: Operand) -> bool {
        self.operands.contains(&operand)
    }

    /// What it reads, in the order of a function's parameters.
    #[must_use]
    pub fn operands(&self) -> &[Operand] {
        &self.operands
    }

    /// What happens to every output.
    #[must_use]
    pub fn activation(&self) -> Activation<'_, f64> {
        match self.activation {
            Activation::Prelu(_) => Activation::Prelu(&self.slopes),
            activation => activation,
        }
    }

    /// The same as text, with numbers as short as the element allows.
    #[must_use]
    pub fn activation_text(&self) -> String {
        match self.element {
            Element::F32 => self.activation().map(|number| number as f32).to_string(),
            Element::F64 => self.activation().to_string(),
        }
    }

    /// The same without the slopes of a prelu.
    pub(crate) fn form(&self) -> Activation<'static, f64> {
        self.activation
    }

    /// The same layer with where its numbers come from.
    #[must_use]
    pub fn with_derivation(self, derivation: Derivation) -> Self {
        Self { derivation, ..self }
    }

    /// Where numbers come from that the spec does not give as such.
    #[must_use]
    pub fn derivation(&self) -> &Derivation {
        &self.derivation
    }

    /// What the spec asks of the compiler.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// What was done to the numbers of the spec that the user should know: each is a
    /// [note](crate::diagnostic::Code::is_note), not an error.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }
}
