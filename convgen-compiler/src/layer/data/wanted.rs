//! What the data of a layer must look like.

use convgen_runtime::{Kind, Shape};

use crate::element::Element;
use crate::layer::geometry;

/// The array that the weights or the bias must be.
pub(in crate::layer) struct Wanted {
    /// The size along every dimension.
    pub(super) dims: Vec<usize>,
    /// The type that must hold the numbers.
    pub(super) fits: Element,
    /// What the dimensions are.
    layout: String,
    /// The other kind of layer and its dimensions, where those are a likely mistake.
    swapped: Option<(Kind, Vec<usize>)>,
}

impl Wanted {
    /// The weights of a layer.
    pub(in crate::layer) fn weights(shape: &Shape, fits: Element) -> Self {
        let [outer, inner, ..] = shape.weight_dims();
        let kernel = shape.axes().iter().map(|axis| axis.kernel);
        let dims = |first, second| [first, second].into_iter().chain(kernel.clone()).collect();
        Self {
            dims: dims(outer, inner),
            fits,
            layout: geometry::layout(shape.kind(), shape.dims()),
            swapped: (shape.groups() == 1).then(|| (shape.kind().mirror(), dims(inner, outer))),
        }
    }

    /// A number for each output channel.
    pub(in crate::layer) fn per_channel(shape: &Shape, fits: Element) -> Self {
        Self {
            dims: vec![shape.out_channels()],
            fits,
            layout: "[out_channels]".to_owned(),
            swapped: None,
        }
    }

    /// "shape [2, 3], but the layer needs [3, 3]".
    pub(super) fn mismatch(&self, found: &str) -> String {
        format!("shape {found}, but the layer needs {}", list(&self.dims))
    }

    /// How to get the right shape.
    pub(super) fn advice(&self, found: Option<&[u64]>) -> String {
        let layout = format!("the shape is {} = {}", self.layout, list(&self.dims));
        let same = |dims: &[usize], found: &[u64]| {
            dims.iter().map(|dim| *dim as u64).eq(found.iter().copied())
        };
        match (found, &self.swapped) {
            (Some(found), Some((kind, swapped))) if same(swapped, found) => format!(
                "{layout}; these are the weights of a `{kind}`: write `kind = \"{kind}\"`, or swap \
                 the first two axes, as with `numpy.swapaxes(w, 0, 1)`"
            ),
            _ => layout,
        }
    }

    /// The place of a flat index, one number a dimension.
    pub(in crate::layer) fn index(&self, mut flat: usize) -> Vec<usize> {
        let mut index: Vec<usize> = self
            .dims
            .iter()
            .rev()
            .map(|dim| {
                let place = flat % dim.max(&1);
                flat /= dim.max(&1);
                place
            })
            .collect();
        index.reverse();
        index
    }
}

/// `[1, 2, 3]`.
pub(in crate::layer) fn list<T: std::fmt::Display>(numbers: &[T]) -> String {
    let numbers: Vec<String> = numbers.iter().map(T::to_string).collect();
    format!("[{}]", numbers.join(", "))
}
