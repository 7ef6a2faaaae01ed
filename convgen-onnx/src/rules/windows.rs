//! Pooling.

use convgen_runtime::{Axis, Kind};

use crate::graph::window::{self, Window};

/// The sizes of a plane's mean or maximum.
pub(super) fn global(from: &[usize]) -> Option<Vec<usize>> {
    let (outer, axes) = from.split_at_checked(2)?;
    Some(outer.iter().copied().chain(axes.iter().map(|_| 1)).collect())
}

/// The sizes after pooling, with or without what does not fill its window.
pub(super) fn pooled(window: &Window<'_>, ceil: bool, from: &[usize]) -> Option<Vec<usize>> {
    let kernel = window.kernel.iter();
    let kernel: Vec<usize> = kernel.map(|&k| usize::try_from(k).ok()).collect::<Option<_>>()?;
    let (outer, sizes) = from.split_at_checked(2)?;
    if sizes.len() != kernel.len() {
        return None;
    }
    let axes = window::axes(window, Kind::Conv, &kernel, sizes).ok()?;
    let output = |axis: &Axis| if ceil { with_rest(axis) } else { axis.output(Kind::Conv).ok() };
    outer.iter().map(|&size| Some(size)).chain(axes.iter().map(output)).collect()
}

/// As many windows as begin inside the input or the padding before it, also if the last one is not full.
fn with_rest(axis: &Axis) -> Option<usize> {
    let padded = axis.input.checked_add(axis.pad_before)?.checked_add(axis.pad_after)?;
    let steps = padded.checked_sub(axis.effective_kernel())?.div_ceil(axis.stride.max(1));
    let begins_after = steps.checked_mul(axis.stride)? >= axis.input + axis.pad_before;
    Some(steps + 1 - usize::from(begins_after))
}
