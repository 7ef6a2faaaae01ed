//! What a layer is to code that calls it.

use convgen_runtime::Shape;
use convgen_runtime::layer::Operand;

use crate::element::Element;
use crate::spec::{Map, Spec};

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
    /// That of a spec whose linear map is `map`.
    pub(super) fn of(spec: &Spec, map: &Map, shape: Shape) -> Self {
        let others = [
            (map.weights.is_none(), Operand::Weights),
            (spec.reads_bias(), Operand::Bias),
            (spec.adds(), Operand::Residual),
        ];
        let others = others.into_iter().filter_map(|(is_read, operand)| is_read.then_some(operand));
        let operands = [Operand::Input].into_iter().chain(others).collect();
        Self { shape, element: spec.element(), operands }
    }
}
