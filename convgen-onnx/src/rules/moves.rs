//! The elements of a value at other places: a walk over them.

use super::{MOST, count};
use crate::model::Array;

/// The elements of one output.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Move {
    /// The sizes of the output.
    pub(super) dims: Vec<usize>,
    /// Loops over the input, the outermost first: how often, and how far. They give as many elements as
    /// the sizes promise, and may be more than these.
    pub(super) walk: Vec<(usize, isize)>,
    /// Where it begins.
    pub(super) offset: isize,
}

impl Move {
    /// The elements in their order.
    pub(super) fn in_order(dims: Vec<usize>, from: &[usize]) -> Option<Self> {
        let all = count(from)?;
        (count(&dims)? == all).then(|| Self { dims, walk: vec![(all, 1)], offset: 0 })
    }

    /// One loop a dimension.
    pub(super) fn by_dimension(walk: Vec<(usize, isize)>, offset: isize) -> Self {
        Self { dims: walk.iter().map(|each| each.0).collect(), walk, offset }
    }

    /// A value as large as others that it is combined with.
    pub(super) fn broadcast(from: &[usize], to: &[usize]) -> Option<Self> {
        let missing = to.len().checked_sub(from.len())?;
        let strides = strides(from)?;
        let stride = |axis: usize| {
            let own = axis.checked_sub(missing).map(|own| (from[own], strides[own]));
            own.filter(|own| own.0 != 1).map_or(0, |own| own.1)
        };
        let walk = to.iter().enumerate().map(|(axis, &size)| (size, stride(axis)));
        Some(Self::by_dimension(walk.collect(), 0))
    }

    /// All axes but these, then these.
    pub(super) fn last(from: &[usize], axes: &[usize]) -> Option<Self> {
        let others = (0..from.len()).filter(|axis| !axes.contains(axis));
        let strides = strides(from)?;
        let order = others.chain(axes.iter().copied());
        Some(Self::by_dimension(order.map(|axis| (from[axis], strides[axis])).collect(), 0))
    }

    /// The elements.
    pub(super) fn apply(self, array: &Array) -> Option<Array> {
        if let ([(all, 1)], 0) = (self.walk.as_slice(), self.offset)
            && *all == array.len()
        {
            return Some(Array { dims: self.dims, ..array.clone() });
        }
        let all = count(&self.dims).filter(|&all| all <= MOST)?;
        let mut places = vec![usize::try_from(self.offset).unwrap_or(0)];
        places.reserve(all);
        for &(times, stride) in &self.walk {
            let steps = 0..isize::try_from(times).ok()?;
            let next = places.iter().flat_map(|&place| {
                steps.clone().map(move |step| place.wrapping_add_signed(step.wrapping_mul(stride)))
            });
            places = next.collect();
        }
        array.at(self.dims, &places)
    }
}

/// How far apart neighbours along each axis lie.
pub(super) fn strides(dims: &[usize]) -> Option<Vec<isize>> {
    let mut strides = Vec::new();
    let mut stride = 1_isize;
    for &dim in dims.iter().rev() {
        strides.push(stride);
        stride = stride.checked_mul(isize::try_from(dim).ok()?)?;
    }
    strides.reverse();
    Some(strides)
}
