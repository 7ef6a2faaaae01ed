//! Parts of a value along an axis, by their indices.

use super::inputs::Inputs;
use super::{MOST, axis, count};
use crate::model::Array;

/// The sizes: those of the indices in the place of the axis.
pub(super) fn sizes(along: i64, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let (from, indices) = (inputs.sizes(0)?, inputs.sizes(1)?);
    let along = axis(along, from.len())?;
    let (outer, inner) = from.split_at(along);
    Some([outer, &indices, &inner[1..]].concat())
}

/// The parts of a constant.
pub(super) fn evaluate(along: i64, inputs: &dyn Inputs) -> Option<Array> {
    let (array, indices) = (inputs.array(0)?, inputs.integers(1)?);
    let dims = sizes(along, inputs)?;
    let all = count(&dims).filter(|&count| count <= MOST)?;
    let along = axis(along, array.dims.len())?;
    let (outer, inner) = array.dims.split_at(along);
    let (outer, size, inner) = (count(outer)?, inner[0], count(&inner[1..])?);
    let indices: Vec<usize> =
        indices.iter().map(|&index| axis(index, size)).collect::<Option<_>>()?;
    let mut places = Vec::with_capacity(all);
    for row in 0..outer {
        for index in &indices {
            let first = (row * size + index) * inner;
            places.extend(first..first + inner);
        }
    }
    array.at(dims, &places)
}
