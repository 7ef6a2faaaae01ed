//! Functions of each element, and other element types.

use crate::graph::operator::Map;
use crate::model::{Array, Data, Element};

/// A function of each element.
pub(super) fn map(map: Map, array: &Array) -> Option<Array> {
    let (dims, element) = (array.dims.clone(), array.element);
    Some(match &array.data {
        Data::Real(numbers) => {
            let numbers = numbers.iter().map(|&number| map.of_real(number)).collect();
            Array::rounded(dims, element, numbers)
        }
        Data::Integer(numbers) => {
            let numbers = numbers.iter().map(|&n| map.of_integer(n)).collect::<Option<_>>()?;
            Array { dims, element, data: Data::Integer(numbers) }
        }
    })
}

/// The same numbers as elements of another type. Those that it does not have are not computed: what
/// they become is left open by ONNX.
pub(super) fn cast(to: i64, array: &Array) -> Option<Array> {
    let to = Element::of(to).ok()?;
    let dims = array.dims.clone();
    if to.is_real() {
        return Some(Array::rounded(dims, to, array.reals()));
    }
    let (least, most) = to.range();
    let one = |number: i64| match to {
        Element::Bool => Some((number != 0).into()),
        _ => (least..=most).contains(&number).then_some(number),
    };
    let integers: Vec<i64> = match &array.data {
        Data::Integer(numbers) => numbers.clone(),
        Data::Real(numbers) if to == Element::Bool => {
            numbers.iter().map(|&number| i64::from(number != 0.0)).collect()
        }
        Data::Real(numbers) => {
            let inside = |number: &&f64| number.abs() < 9e18;
            numbers
                .iter()
                .map(|n| Some(n).filter(inside).map(|n| n.trunc() as i64))
                .collect::<Option<_>>()?
        }
    };
    let integers = integers.into_iter().map(one).collect::<Option<_>>()?;
    Some(Array { dims, element: to, data: Data::Integer(integers) })
}
