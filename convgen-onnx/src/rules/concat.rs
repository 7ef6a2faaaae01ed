//! Values side by side.

use super::inputs::Inputs;
use super::{MOST, axis, count};
use crate::model::{Array, Data};

/// The inputs that are there.
fn given(inputs: &dyn Inputs) -> impl Iterator<Item = usize> {
    (0..inputs.count()).filter(|&position| inputs.is_given(position))
}

/// The sizes of all inputs along an axis.
pub(super) fn sizes(along: i64, inputs: &dyn Inputs) -> Option<Vec<usize>> {
    let all: Vec<Vec<usize>> =
        given(inputs).map(|position| inputs.sizes(position)).collect::<Option<_>>()?;
    together(along, &all)
}

fn together(along: i64, all: &[Vec<usize>]) -> Option<Vec<usize>> {
    let first = all.first()?;
    let along = axis(along, first.len())?;
    let others = |sizes: &[usize]| {
        let others = sizes.iter().enumerate().filter(|&(other, _)| other != along);
        others.map(|(_, &size)| size).collect::<Vec<_>>()
    };
    let fits = |sizes: &Vec<usize>| sizes.len() == first.len() && others(sizes) == others(first);
    if !all.iter().all(fits) {
        return None;
    }
    let mut sizes = first.clone();
    sizes[along] =
        all.iter().try_fold(0_usize, |sum, sizes| sum.checked_add(*sizes.get(along)?))?;
    Some(sizes)
}

/// Constants side by side.
pub(super) fn evaluate(along: i64, inputs: &dyn Inputs) -> Option<Array> {
    let dims = sizes(along, inputs)?;
    count(&dims).filter(|&count| count <= MOST)?;
    let arrays = given(inputs).map(|position| inputs.array(position));
    let arrays = arrays.collect::<Option<Vec<_>>>()?;
    let outer = count(&dims[..axis(along, dims.len())?])?;
    let element = arrays.first()?.element;
    fn rows<T: Copy>(outer: usize, parts: &[&[T]]) -> Vec<T> {
        let row = |n: usize| {
            parts.iter().flat_map(move |part| {
                let length = part.len().checked_div(outer).unwrap_or(0);
                &part[n * length..][..length]
            })
        };
        (0..outer).flat_map(row).copied().collect()
    }
    let reals: Option<Vec<&[f64]>> = arrays
        .iter()
        .map(|array| match &array.data {
            Data::Real(numbers) => Some(numbers.as_slice()),
            Data::Integer(_) => None,
        })
        .collect();
    let data = match reals {
        Some(parts) => Data::Real(rows(outer, &parts)),
        None => {
            let parts = arrays.iter().map(|array| array.integers()).collect::<Option<Vec<_>>>()?;
            Data::Integer(rows(outer, &parts))
        }
    };
    Some(Array { dims, element, data })
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn only_what_fits_together_is_concatenated() {
        assert_eq!(together(1, &[vec![1, 2, 3], vec![1, 4, 3]]), Some(vec![1, 6, 3]));
        assert_eq!(together(-2, &[vec![1, 2, 3], vec![1, 4, 3]]), Some(vec![1, 6, 3]));
        assert_eq!(together(1, &[vec![1, 2, 3], vec![1, 4, 5]]), None);
        assert_eq!(together(1, &[vec![1, 2, 3], vec![1, 4]]), None);
        assert_eq!(together(3, &[vec![1, 2, 3]]), None);
        assert_eq!(together(0, &[]), None);
    }
}
