//! How far rounding may move an output.
//!
//! With `|·|` of all matrices, those of several axes combined as products, the result of an output is within
//!
//! ```text
//! k·u · Σ_channels Σ_products |A|·|U|·(|B|·|x|)
//! ```
//!
//! of the true one, for `k` roundings on the way of a term (Higham, *Accuracy and Stability of Numerical Algorithms*,
//! sections 3.1 and 4.2): those of `B` and `A` on each axis, that of the transformed weight `U`, and a product and an
//! addition for each channel. Sums that several rows share are sums of the same terms, so that absolute values bound
//! them too. With `|x|` at most the largest input of a channel, each channel has one factor: its gain.

use super::axis::{Tiling, Transform};
use super::table;
use crate::stencil::Weighted;
use crate::strategy::rounding::Rounding;

pub(super) fn rounding(layer: &Weighted, tilings: &[Tiling; 3]) -> Rounding {
    let stencil = &layer.stencil;
    let forms = |tiling: &Tiling| -> Vec<Transform> {
        [Some(&tiling.whole), tiling.part.as_ref()].into_iter().flatten().cloned().collect()
    };
    let forms = tilings.each_ref().map(forms);
    let roundings = forms
        .iter()
        .map(|forms| forms.iter().map(|transform| transform.roundings).max().unwrap_or(0));
    let rows = forms.each_ref().map(|forms| {
        forms.iter().flat_map(|transform| transform.gains.clone()).collect::<Vec<_>>()
    });
    let taps = stencil.taps_per_channel();
    let mut gains = Vec::with_capacity(stencil.weights() / taps.max(1));
    for channel in 0..stencil.out_channels {
        for weights in layer.channel(channel).chunks_exact(taps) {
            let transformed = table::transform(weights, 1, tilings);
            let magnitudes: Vec<f64> = transformed.iter().map(|weight| weight.abs()).collect();
            let outputs = table::along_axes(&magnitudes, 1, rows.each_ref().map(Vec::as_slice));
            gains.push(outputs.into_iter().fold(0.0, f64::max));
        }
    }
    let channels = stencil.in_channels_per_group();
    Rounding::Gains { roundings: roundings.sum::<usize>() + channels + 4, gains }
}
