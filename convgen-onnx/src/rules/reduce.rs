//! One element of all along some axes.

use super::inputs::Inputs;
use super::moves::Move;
use super::{axis, count};
use crate::graph::operator::Reduce;
use crate::model::{Array, Data};

/// The axes that go, in order.
fn axes(reduce: &Reduce<'_>, rank: usize, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let position = if reduce.by_input { 1 } else { usize::MAX };
    let axes = inputs.either(position, reduce.axes)?.unwrap_or_default();
    if axes.is_empty() {
        let all = if reduce.none_is_none { 0 } else { rank };
        return Some((0..all).collect());
    }
    let mut axes: Vec<usize> = axes.iter().map(|&each| axis(each, rank)).collect::<Option<_>>()?;
    axes.sort_unstable();
    axes.dedup();
    Some(axes)
}

pub(super) fn sizes(reduce: &Reduce<'_>, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let from = inputs.sizes(0)?;
    Some(left(reduce, &from, &axes(reduce, from.len(), inputs)?))
}

fn left(reduce: &Reduce<'_>, from: &[usize], axes: &[usize]) -> Vec<usize> {
    let sizes = from.iter().enumerate().filter_map(|(axis, &size)| match axes.contains(&axis) {
        true => reduce.keep.then_some(1),
        false => Some(size),
    });
    sizes.collect()
}

/// Of a constant.
pub(super) fn evaluate(reduce: &Reduce<'_>, inputs: &dyn Inputs) -> Option<Array> {
    let (array, reduction) = (inputs.array(0)?, reduce.reduction?);
    let axes = axes(reduce, array.dims.len(), inputs)?;
    let dims = left(reduce, &array.dims, &axes);
    let group = count(&axes.iter().map(|&axis| array.dims[axis]).collect::<Vec<_>>())?;
    // Nothing at all has no greatest element; nobody reduces it for weights.
    if group == 0 {
        return None;
    }
    let rows = Move::last(&array.dims, &axes)?.apply(&array)?;
    let element = array.element;
    Some(match rows.data {
        Data::Real(numbers) => {
            let groups = numbers.chunks(group).map(|group| reduction.of(group.iter().copied()));
            Array::rounded(dims, element, groups.collect())
        }
        Data::Integer(numbers) => {
            let groups = numbers.chunks(group);
            let groups = groups.map(|group| reduction.of_integers(group.iter().copied()));
            Array { dims, element, data: Data::Integer(groups.collect::<Option<_>>()?) }
        }
    })
}
