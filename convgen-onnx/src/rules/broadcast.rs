//! Operators on values that are broadcast: aligned at the last axis, those of one element repeated.

use super::inputs::Inputs;
use super::moves::Move;
use super::{MOST, count};
use crate::graph::operator::Binary;
use crate::model::{Array, Data, Element};

/// The sizes of two values together.
pub(crate) fn together(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let size = |sizes: &[usize], axis: usize| {
        let own = (axis + sizes.len()).checked_sub(rank);
        own.and_then(|axis| sizes.get(axis)).copied().unwrap_or(1)
    };
    let both = (0..rank).map(|axis| (size(a, axis), size(b, axis)));
    both.map(|(a, b)| match (a, b) {
        (1, other) | (other, 1) => Some(other),
        (a, b) => (a == b).then_some(a),
    })
    .collect()
}

/// The sizes of all inputs together.
pub(super) fn sizes(inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let all = (0..inputs.count()).map(|position| inputs.sizes(position));
    all.into_iter().try_fold(Vec::new(), |sizes, other| together(&sizes, &other?))
}

/// All inputs in the sizes of the output.
fn all(inputs: &dyn Inputs) -> Option<Vec<Array>> {
    let dims = sizes(inputs)?;
    count(&dims).filter(|&count| count <= MOST)?;
    let one = |position| {
        let array = inputs.array(position)?;
        Move::broadcast(&array.dims, &dims)?.apply(&array)
    };
    (0..inputs.count()).map(one).collect()
}

/// The operation on constants.
pub(super) fn evaluate(operation: Binary, inputs: &dyn Inputs) -> Option<Array> {
    let mut all = all(inputs)?.into_iter();
    let first = all.next()?;
    all.try_fold(first, |a, b| of_two(operation, a, b))
}

fn of_two(operation: Binary, a: Array, b: Array) -> Option<Array> {
    let Array { dims, element, data } = a;
    Some(match (data, b.data) {
        (Data::Integer(a), Data::Integer(b)) => {
            let element = if operation.is_test() { Element::Bool } else { element };
            let (least, most) = element.range();
            // What leaves the type wraps around, which no shape means.
            let one = |(a, b)| {
                operation.of_integers(a, b).filter(|number| (least..=most).contains(number))
            };
            let numbers = a.into_iter().zip(b).map(one).collect::<Option<_>>()?;
            Array { dims, element, data: Data::Integer(numbers) }
        }
        (Data::Real(a), Data::Real(b)) => {
            let numbers = a.into_iter().zip(b).map(|(a, b)| operation.of_reals(a, b));
            if operation.is_test() {
                let truths = numbers.map(|number| number as i64).collect();
                return Some(Array { dims, element: Element::Bool, data: Data::Integer(truths) });
            }
            // A double has more than twice the digits of a float, so that rounding twice is rounding once.
            Array::rounded(dims, element, numbers.collect())
        }
        // Only a power may have an exponent of another type.
        (Data::Real(a), Data::Integer(b)) => {
            let numbers = a.into_iter().zip(b).map(|(a, b)| operation.of_reals(a, b as f64));
            Array::rounded(dims, element, numbers.collect())
        }
        (Data::Integer(_), Data::Real(_)) => return None,
    })
}

/// `Where` on constants.
pub(super) fn choose(inputs: &dyn Inputs) -> Option<Array> {
    let all = all(inputs)?;
    let [test, yes, no] = all.as_slice() else { return None };
    let test = test.integers()?;
    fn pick<T: Copy>(test: &[i64], yes: &[T], no: &[T]) -> Vec<T> {
        let both = yes.iter().zip(no).zip(test);
        both.map(|((yes, no), test)| if *test != 0 { *yes } else { *no }).collect()
    }
    let data = match (&yes.data, &no.data) {
        (Data::Real(yes), Data::Real(no)) => Data::Real(pick(test, yes, no)),
        (Data::Integer(yes), Data::Integer(no)) => Data::Integer(pick(test, yes, no)),
        _ => return None,
    };
    Some(Array { dims: yes.dims.clone(), element: yes.element, data })
}
