//! Several inputs at once, so that what is looked up for one is looked up for all.

use crate::element::Element;

/// Adds `weight · x` to the sum of each input.
#[inline]
pub(super) fn add<T: Element, const N: usize>(sums: &mut [T; N], weight: T, x: &[T; N]) {
    for (sum, x) in sums.iter_mut().zip(x) {
        *sum += weight * *x;
    }
}
