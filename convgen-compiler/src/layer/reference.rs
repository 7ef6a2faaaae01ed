//! A layer as the reference algorithms know it.

use convgen_runtime::layer::{Activation, Operand};
use convgen_runtime::reference::Definition;
use convgen_runtime::{Element, Shape};

use super::Layer;

/// The numbers of a layer as elements of their type.
#[derive(Clone, Debug)]
pub struct Reference<T: Element> {
    shape: Shape,
    weights: Vec<T>,
    bias: Vec<T>,
    /// Without its slopes, if it has any.
    activation: Activation<'static, T>,
    slopes: Vec<T>,
}

impl Layer {
    /// The layer for the reference algorithms. `T` should be the layer's element type: numbers are
    /// rounded to it.
    #[must_use]
    pub fn reference<T: Element>(&self) -> Reference<T> {
        let elements = |numbers: &[f64]| numbers.iter().copied().map(T::from_f64).collect();
        Reference {
            shape: *self.shape(),
            weights: match self.reads(Operand::Weights) {
                true => vec![T::ZERO; self.shape().weight_len()],
                false => elements(self.weights()),
            },
            bias: elements(self.bias()),
            activation: self.activation().map(T::from_f64),
            slopes: match self.activation() {
                Activation::Prelu(slopes) => elements(slopes),
                _ => Vec::new(),
            },
        }
    }
}

impl<T: Element> Reference<T> {
    /// The definition, whose operands but the input are still to come: until then, weights are zeros.
    #[must_use]
    pub fn definition(&self) -> Definition<'_, T> {
        let activation = match self.activation {
            Activation::Prelu(_) => Activation::Prelu(&self.slopes),
            other => other,
        };
        Definition::new(self.shape, &self.weights, &self.bias, activation)
            .expect("a layer's numbers fit its shape")
    }
}
