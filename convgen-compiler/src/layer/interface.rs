//! What a layer is to code that calls it.

use convgen_runtime::Shape;
use convgen_runtime::layer::Operand;

use crate::element::Element;
use crate::spec::Spec;

/// The arrays that a layer's function takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// The geometry, which their lengths follow from.
    pub shape: Shape,
    /// What all of them consist of.
    pub element: Element,
    /// What is read, in the order of the parameters; the output is the last one.
    pub operands: Vec<Operand>,
}

impl Interface {
    pub(super) fn of(spec: &Spec, shape: Shape) -> Self {
        Self { shape, element: spec.element(), operands: operands(spec.adds()) }
    }
}

/// What a layer reads.
pub(super) fn operands(residual: bool) -> Vec<Operand> {
    let residual = residual.then_some(Operand::Residual);
    [Operand::Input].into_iter().chain(residual).collect()
}
