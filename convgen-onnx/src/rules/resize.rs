//! Other sizes by interpolation.

use super::axis;
use super::inputs::Inputs;
use crate::graph::operator::Resize;

/// The sizes, as they are given, or from factors.
pub(super) fn sizes(resize: &Resize<'_>, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let from = inputs.sizes(0)?;
    let axes: Vec<usize> = match resize.axes {
        None => (0..from.len()).collect(),
        Some(axes) => axes.iter().map(|&each| axis(each, from.len())).collect::<Option<_>>()?,
    };
    // The first versions had the factors in the place of the region of interest.
    let position = if inputs.count() == 2 { 1 } else { 2 };
    let mut sizes = from.clone();
    if inputs.is_given(3) {
        let wanted = inputs.counts(3)?;
        if wanted.len() != axes.len() {
            return None;
        }
        let factor = |(&axis, &wanted): (&usize, &usize)| wanted as f64 / from[axis] as f64;
        let factors = axes.iter().zip(&wanted).map(factor);
        let common = match resize.policy {
            "stretch" => None,
            "not_larger" => Some(factors.fold(f64::INFINITY, f64::min)),
            "not_smaller" => Some(factors.fold(0.0, f64::max)),
            _ => return None,
        };
        for (&axis, &wanted) in axes.iter().zip(&wanted) {
            let scaled = |factor: f64| (factor * from[axis] as f64).round() as usize;
            sizes[axis] = common.map_or(wanted, scaled);
        }
        return Some(sizes);
    }
    let factors: Vec<f64> = match resize.scales {
        Some(scales) => scales.iter().map(|&factor| factor.into()).collect(),
        None => inputs.array(position)?.reals(),
    };
    if factors.len() != axes.len() {
        return None;
    }
    for (&axis, factor) in axes.iter().zip(factors) {
        // Factors are floats, and so is the product of ONNX Runtime.
        let size = (from[axis] as f32 * factor as f32).floor();
        sizes[axis] = (size.is_finite() && size >= 0.0).then_some(size as usize)?;
    }
    Some(sizes)
}
