//! Integers that stand for floating-point numbers: `(integer - zero point) · scale`, with a scale of
//! all, of each part along an axis, or of blocks along it.

use super::inputs::Inputs;
use super::{MOST, axis, count};
use crate::model::{Array, Data, Element};

/// For each element, which scale it has.
fn scales(along: i64, block: i64, dims: &[usize], scale: &Array) -> Option<Vec<usize>> {
    let all = count(dims).filter(|&count| count <= MOST)?;
    if scale.len() == 1 {
        return Some(vec![0; all]);
    }
    let along = axis(along, dims.len())?;
    let (outer, inner) = dims.split_at(along);
    let (outer, size, inner) = (count(outer)?, inner[0], count(&inner[1..])?);
    let block = usize::try_from(block).ok()?;
    let which = |row: usize, part: usize, place: usize| match part.checked_div(block) {
        // One for each part.
        None => part,
        Some(block_of) => (row * size.div_ceil(block) + block_of) * inner + place,
    };
    let wanted = if block == 0 { size } else { outer * size.div_ceil(block) * inner };
    if wanted != scale.len() {
        return None;
    }
    let rows = (0..outer).flat_map(|row| (0..size).map(move |part| (row, part)));
    Some(
        rows.flat_map(|(row, part)| (0..inner).map(move |place| which(row, part, place))).collect(),
    )
}

/// The zero point of each scale.
fn zero_points(inputs: &dyn Inputs, scales: usize) -> Option<Vec<i64>> {
    if !inputs.is_given(2) {
        return Some(vec![0; scales]);
    }
    inputs.integers(2).filter(|points| points.len() == scales)
}

pub(super) fn dequantize(along: i64, block: i64, inputs: &dyn Inputs) -> Option<Array> {
    let (array, scale) = (inputs.array(0)?, inputs.array(1)?);
    let points = zero_points(inputs, scale.len())?;
    let which = scales(along, block, &array.dims, &scale)?;
    let factors = scale.reals();
    let numbers = array.integers()?.iter().zip(which);
    let numbers = numbers.map(|(&number, n)| number.wrapping_sub(points[n]) as f64 * factors[n]);
    Some(Array::rounded(array.dims.clone(), scale.element, numbers.collect()))
}

pub(super) fn quantize(along: i64, block: i64, to: i64, inputs: &dyn Inputs) -> Option<Array> {
    let (array, scale) = (inputs.array(0)?, inputs.array(1)?);
    let element = match inputs.array(2) {
        Some(points) => points.element,
        None if to != 0 => Element::of(to).ok()?,
        None => Element::U8,
    };
    let points = zero_points(inputs, scale.len())?;
    let which = scales(along, block, &array.dims, &scale)?;
    let (factors, (least, most)) = (scale.reals(), element.range());
    let Data::Real(numbers) = &array.data else { return None };
    // The quotient is one of the scale's type; halves go to the even integer.
    let one = |(&number, n): (&f64, usize)| {
        let quotient = scale.element.round(number / factors[n]).round_ties_even();
        quotient.is_finite().then(|| (quotient as i64).saturating_add(points[n]).clamp(least, most))
    };
    let integers = numbers.iter().zip(which).map(one).collect::<Option<_>>()?;
    Some(Array { dims: array.dims.clone(), element, data: Data::Integer(integers) })
}
