//! How much a `Pad` node adds.

use super::axis;
use super::inputs::Inputs;

/// The padding before and after each dimension; below 0, elements go.
pub(crate) fn ends(
    stated: Option<&[i64]>,
    inputs: &dyn Inputs,
    rank: usize,
) -> Option<Vec<(i64, i64)>> {
    let pads = inputs.either(1, stated)??;
    let axes = match inputs.either(3, None)? {
        Some(axes) => axes.iter().map(|&each| axis(each, rank)).collect::<Option<Vec<_>>>()?,
        None => (0..rank).collect(),
    };
    let (before, after) = pads.split_at_checked(axes.len())?;
    let mut ends = vec![(0, 0); rank];
    for (&axis, (before, after)) in axes.iter().zip(before.iter().zip(after)) {
        ends[axis] = (*before, *after);
    }
    (before.len() == after.len()).then_some(ends)
}

/// The sizes with the padding.
pub(super) fn sizes(stated: Option<&[i64]>, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let from = inputs.sizes(0)?;
    let padded = |(&size, (before, after)): (&usize, (i64, i64))| {
        let size = i64::try_from(size).ok()?.checked_add(before)?.checked_add(after)?;
        usize::try_from(size).ok()
    };
    from.iter().zip(ends(stated, inputs, from.len())?).map(padded).collect()
}
