//! Operators that give the elements that they read at other places: each output is a [`Move`].

use super::inputs::Inputs;
use super::moves::{Move, strides};
use super::{axis, broadcast, count};
use crate::graph::operator::Layout;

/// What each of `outputs` outputs is.
pub(super) fn of(layout: Layout<'_>, inputs: &dyn Inputs, outputs: usize) -> Option<Vec<Move>> {
    let from = inputs.sizes(0)?;
    let rank = from.len();
    let one = match layout {
        Layout::Split { axis: along, sizes } => {
            return split(&from, axis(along, rank)?, inputs.either(1, sizes)?, outputs);
        }
        Layout::Reshape { shape, zeros } => {
            Move::in_order(reshaped(&from, &inputs.either(1, shape)??, zeros)?, &from)
        }
        Layout::Flatten { axis: first } => {
            let first = if first == rank as i64 { rank } else { axis(first, rank)? };
            let (outer, inner) = from.split_at(first);
            Move::in_order(vec![count(outer)?, count(inner)?], &from)
        }
        Layout::Transpose { order } => transposed(&from, order),
        Layout::Squeeze { axes } => squeezed(&from, inputs.either(1, axes)?),
        Layout::Unsqueeze { axes } => unsqueezed(&from, &inputs.either(1, axes)??),
        Layout::Slice { starts, ends, axes } => {
            let (starts, ends) = (inputs.either(1, starts)??, inputs.either(2, ends)??);
            let (axes, steps) = (inputs.either(3, axes)?, inputs.either(4, None)?);
            sliced(&from, &starts, &ends, axes, steps)
        }
        Layout::Expand => Move::broadcast(&from, &broadcast::together(&from, &inputs.counts(1)?)?),
        Layout::Tile => tiled(&from, &inputs.counts(1)?),
        Layout::DepthToSpace { block, columns } => depth_to_space(&from, block, columns),
        Layout::SpaceToDepth { block } => space_to_depth(&from, block),
    };
    Some(vec![one?])
}

fn reshaped(from: &[usize], shape: &[i64], zeros: bool) -> Option<Vec<usize>> {
    let all = count(from)?;
    let size = |(axis, &size): (usize, &i64)| match size {
        // Stands for what is left.
        -1 => Some(1),
        0 if !zeros => from.get(axis).copied(),
        size => usize::try_from(size).ok(),
    };
    let mut dims: Vec<usize> = shape.iter().enumerate().map(size).collect::<Option<_>>()?;
    let mut open = shape.iter().enumerate().filter(|each| *each.1 == -1).map(|each| each.0);
    if let Some(open) = open.next() {
        dims[open] = all.checked_div(count(&dims)?)?;
    }
    open.next().is_none().then_some(dims)
}

fn transposed(from: &[usize], order: Option<&[i64]>) -> Option<Move> {
    let strides = strides(from)?;
    let order: Vec<usize> = match order {
        None => (0..from.len()).rev().collect(),
        Some(order) => order.iter().map(|&each| axis(each, from.len())).collect::<Option<_>>()?,
    };
    let mut sorted = order.clone();
    sorted.sort_unstable();
    if !sorted.into_iter().eq(0..from.len()) {
        return None;
    }
    Some(Move::by_dimension(order.iter().map(|&axis| (from[axis], strides[axis])).collect(), 0))
}

fn squeezed(from: &[usize], axes: Option<Vec<i64>>) -> Option<Move> {
    let axes: Vec<usize> = match axes {
        None => (0..from.len()).filter(|&axis| from[axis] == 1).collect(),
        Some(axes) => axes.iter().map(|&each| axis(each, from.len())).collect::<Option<_>>()?,
    };
    let kept = from.iter().enumerate().filter(|(axis, _)| !axes.contains(axis));
    Move::in_order(kept.map(|(_, &size)| size).collect(), from)
}

fn unsqueezed(from: &[usize], axes: &[i64]) -> Option<Move> {
    let rank = from.len().checked_add(axes.len())?;
    let axes: Vec<usize> = axes.iter().map(|&each| axis(each, rank)).collect::<Option<_>>()?;
    let mut own = from.iter();
    let size = |axis| if axes.contains(&axis) { Some(1) } else { own.next().copied() };
    Move::in_order((0..rank).map(size).collect::<Option<_>>()?, from)
}

fn sliced(
    from: &[usize],
    starts: &[i64],
    ends: &[i64],
    axes: Option<Vec<i64>>,
    steps: Option<Vec<i64>>,
) -> Option<Move> {
    let axes = axes.unwrap_or_else(|| (0..starts.len() as i64).collect());
    let steps = steps.unwrap_or_else(|| vec![1; starts.len()]);
    if [ends.len(), axes.len(), steps.len()] != [starts.len(); 3] {
        return None;
    }
    let strides = strides(from)?;
    let mut walk: Vec<(usize, isize)> = from.iter().copied().zip(strides.iter().copied()).collect();
    let mut offset = 0_isize;
    for (n, &along) in axes.iter().enumerate() {
        let along = axis(along, from.len())?;
        let size = i64::try_from(from[along]).ok()?;
        let (step, stride) = (steps[n], strides[along]);
        // Both ends may be counted from the last element, and lie outside.
        let from_first = |end: i64| if end < 0 { end.saturating_add(size) } else { end };
        let (least, most) = if step < 0 { (-1, size - 1) } else { (0, size) };
        let start = from_first(starts[n]).clamp(least.max(0), most.max(0));
        let end = from_first(ends[n]).clamp(least, most);
        let length = if step < 0 { start - end } else { end - start };
        let length = usize::try_from(length.max(0)).ok()?;
        let times = length.div_ceil(usize::try_from(step.unsigned_abs()).ok().filter(|&s| s > 0)?);
        let start = isize::try_from(start).ok()?.checked_mul(stride)?;
        offset = offset.checked_add(if times == 0 { 0 } else { start })?;
        walk[along] = (times, stride.saturating_mul(isize::try_from(step).ok()?));
    }
    Some(Move::by_dimension(walk, offset))
}

fn split(
    from: &[usize],
    along: usize,
    sizes: Option<Vec<i64>>,
    outputs: usize,
) -> Option<Vec<Move>> {
    let size = from[along];
    let parts: Vec<usize> = match sizes {
        Some(sizes) => {
            sizes.iter().map(|&size| usize::try_from(size).ok()).collect::<Option<_>>()?
        }
        None => {
            let part = size.div_ceil(outputs.max(1));
            (0..outputs).map(|n| part.min(size.saturating_sub(n * part))).collect()
        }
    };
    let sum = parts.iter().try_fold(0_usize, |sum, &part| sum.checked_add(part))?;
    if sum != size || parts.len() != outputs {
        return None;
    }
    let mut first = 0;
    let part = |part: usize| {
        let (start, end) = (first as i64, (first + part) as i64);
        first += part;
        sliced(from, &[start], &[end], Some(vec![along as i64]), None)
    };
    parts.into_iter().map(part).collect()
}

fn tiled(from: &[usize], repeats: &[usize]) -> Option<Move> {
    if repeats.len() != from.len() {
        return None;
    }
    let sizes = from.iter().zip(repeats);
    let dims = sizes.clone().map(|(size, &times)| size.checked_mul(times));
    let strides = strides(from)?;
    let walk =
        sizes.zip(strides).flat_map(|((&size, &times), stride)| [(times, 0), (size, stride)]);
    Some(Move { dims: dims.collect::<Option<_>>()?, walk: walk.collect(), offset: 0 })
}

/// Channels as blocks of a plane.
fn depth_to_space(from: &[usize], block: i64, columns: bool) -> Option<Move> {
    let (&[batch, channels, height, width], block) = (from, usize::try_from(block).ok()?) else {
        return None;
    };
    let depth = channels.checked_div(block.checked_mul(block)?)?;
    if depth * block * block != channels {
        return None;
    }
    let [image, plane, row, element] = strides(from)?[..] else { return None };
    let (wide, deep) = (isize::try_from(block).ok()?, isize::try_from(depth).ok()?);
    let (channel, down, right) = if columns {
        (plane * wide * wide, plane * wide, plane)
    } else {
        (plane, plane * deep * wide, plane * deep)
    };
    let walk = vec![
        (batch, image),
        (depth, channel),
        (height, row),
        (block, down),
        (width, element),
        (block, right),
    ];
    let dims = vec![batch, depth, height.checked_mul(block)?, width.checked_mul(block)?];
    Some(Move { dims, walk, offset: 0 })
}

/// Blocks of a plane as channels.
fn space_to_depth(from: &[usize], block: i64) -> Option<Move> {
    let (&[batch, channels, height, width], block) = (from, usize::try_from(block).ok()?) else {
        return None;
    };
    let (rows, columns) = (height.checked_div(block)?, width.checked_div(block)?);
    if rows * block != height || columns * block != width {
        return None;
    }
    let [image, plane, row, element] = strides(from)?[..] else { return None };
    let wide = isize::try_from(block).ok()?;
    let walk = vec![
        (batch, image),
        (block, row),
        (block, element),
        (channels, plane),
        (rows, row * wide),
        (columns, element * wide),
    ];
    let dims = vec![batch, channels.checked_mul(block)?.checked_mul(block)?, rows, columns];
    Some(Move { dims, walk, offset: 0 })
}
