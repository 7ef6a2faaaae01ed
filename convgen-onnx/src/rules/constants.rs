//! Operators that give numbers which follow from sizes or from a few others.

use super::inputs::Inputs;
use super::{MOST, count};
use crate::graph::operator::Operator;
use crate::model::{Array, Beside, Data, Element, read};

/// The numbers, where what they follow from is known.
pub(super) fn evaluate(operator: &Operator<'_>, inputs: &dyn Inputs) -> Option<Array> {
    match operator {
        Operator::Shape { start, end } => {
            let sizes = inputs.sizes(0)?;
            let rank = sizes.len() as i64;
            let from_first = |end: i64| if end < 0 { end.saturating_add(rank) } else { end };
            let place = |end: i64| from_first(end).clamp(0, rank) as usize;
            let sizes = sizes.get(place(*start)..place(end.unwrap_or(rank))).unwrap_or(&[]);
            Some(Array::list(integers(sizes)?))
        }
        Operator::Size => {
            let all = integers(&[count(&inputs.sizes(0)?)?])?;
            Some(Array { dims: Vec::new(), ..Array::list(all) })
        }
        Operator::ConstantOfShape { value } => {
            let dims = inputs.counts(0)?;
            let places = vec![0; count(&dims).filter(|&count| count <= MOST)?];
            let zero =
                || Array { dims: vec![1], element: Element::F32, data: Data::Real(vec![0.0]) };
            // An attribute is never in another file.
            let one = value.map_or_else(|| Ok(zero()), |value| read(value, &Nothing)).ok()?;
            one.number()?;
            one.at(dims, &places)
        }
        Operator::Range => range(inputs),
        _ => None,
    }
}

fn integers(sizes: &[usize]) -> Option<Vec<i64>> {
    sizes.iter().map(|&size| i64::try_from(size).ok()).collect()
}

/// From a number on up to another, which it does not reach.
fn range(inputs: &dyn Inputs) -> Option<Array> {
    let [start, limit, delta] = [inputs.array(0)?, inputs.array(1)?, inputs.array(2)?];
    let steps = (limit.number()? - start.number()?) / delta.number()?;
    let steps = steps.ceil().max(0.0);
    if !steps.is_finite() || steps > MOST as f64 {
        return None;
    }
    let steps = 0..steps as i64;
    let dims = vec![usize::try_from(steps.end).ok()?];
    let element = start.element;
    if let (Some(&[start]), Some(&[delta])) = (start.integers(), delta.integers()) {
        let number = |step: i64| start.checked_add(step.checked_mul(delta)?);
        let numbers = steps.map(number).collect::<Option<_>>()?;
        return Some(Array { dims, element, data: Data::Integer(numbers) });
    }
    let (start, delta) = (start.number()?, delta.number()?);
    Some(Array::rounded(dims, element, steps.map(|step| start + step as f64 * delta).collect()))
}

/// No file at all.
struct Nothing;

impl Beside for Nothing {
    fn part(&self, location: &str, _: u64, _: u64) -> Result<Vec<u8>, String> {
        Err(format!("is in `{}`, which is not read", location.escape_debug()))
    }
}
