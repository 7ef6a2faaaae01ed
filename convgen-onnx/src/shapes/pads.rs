//! How much a `Pad` node adds.

use crate::graph::operator::Operator;
use crate::graph::{Graph, Node};
use crate::model;

/// The padding before and after each dimension.
pub(crate) fn ends(graph: &Graph<'_>, node: &Node<'_>, rank: usize) -> Option<Vec<(usize, usize)>> {
    let Operator::Pad { pads: stated, .. } = node.operator else { return None };
    let integers = |value: &str| model::integers(graph.constant(value)?);
    let pads = match node.input(1) {
        Some(value) => integers(value)?,
        None => stated?.to_vec(),
    };
    let rank = i64::try_from(rank).ok()?;
    let axes = match node.input(3) {
        Some(value) => integers(value)?,
        None => (0..rank).collect(),
    };
    let (before, after) = pads.split_at_checked(axes.len())?;
    let mut ends = vec![(0, 0); usize::try_from(rank).ok()?];
    for (axis, (before, after)) in axes.iter().zip(before.iter().zip(after)) {
        let axis = if *axis < 0 { axis.checked_add(rank)? } else { *axis };
        let end = ends.get_mut(usize::try_from(axis).ok()?)?;
        *end = (usize::try_from(*before).ok()?, usize::try_from(*after).ok()?);
    }
    (before.len() == after.len()).then_some(ends)
}
