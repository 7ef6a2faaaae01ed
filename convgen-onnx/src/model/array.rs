//! Numbers in memory, of any element type.

use super::element::Element;

/// Numbers of a tensor, or what nodes made of some.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Array {
    /// The sizes of its dimensions.
    pub(crate) dims: Vec<usize>,
    pub(crate) element: Element,
    /// Row by row.
    pub(crate) data: Data,
}

/// As many numbers as the dimensions promise.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    /// Floating-point numbers, which are elements exactly.
    Real(Vec<f64>),
    /// Integers and truth values.
    Integer(Vec<i64>),
}

/// Floating-point numbers, exactly as the model has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The sizes of its dimensions.
    pub dims: Vec<usize>,
    /// What they were in the model.
    pub element: Element,
    /// All of them, row by row.
    pub values: Vec<f64>,
}

impl Array {
    /// Integers in one dimension.
    pub(crate) fn list(numbers: Vec<i64>) -> Self {
        let (dims, element) = (vec![numbers.len()], Element::I64);
        Self { dims, element, data: Data::Integer(numbers) }
    }

    /// Numbers that are rounded to an element type.
    pub(crate) fn rounded(dims: Vec<usize>, element: Element, mut numbers: Vec<f64>) -> Self {
        numbers.iter_mut().for_each(|number| *number = element.round(*number));
        Self { dims, element, data: Data::Real(numbers) }
    }

    /// How many numbers there are.
    pub(crate) fn len(&self) -> usize {
        match &self.data {
            Data::Real(numbers) => numbers.len(),
            Data::Integer(numbers) => numbers.len(),
        }
    }

    /// Its integers, if they are some.
    pub(crate) fn integers(&self) -> Option<&[i64]> {
        match &self.data {
            Data::Integer(numbers) => Some(numbers),
            Data::Real(_) => None,
        }
    }

    /// All numbers as floating-point ones.
    pub(crate) fn reals(&self) -> Vec<f64> {
        match &self.data {
            Data::Real(numbers) => numbers.clone(),
            Data::Integer(numbers) => numbers.iter().map(|&number| number as f64).collect(),
        }
    }

    /// The one number that it is.
    pub(crate) fn number(&self) -> Option<f64> {
        match self.reals().as_slice() {
            [number] => Some(*number),
            _ => None,
        }
    }

    /// Its elements at these places, with other sizes.
    pub(crate) fn at(&self, dims: Vec<usize>, places: &[usize]) -> Option<Self> {
        fn pick<T: Copy>(numbers: &[T], places: &[usize]) -> Option<Vec<T>> {
            places.iter().map(|&place| numbers.get(place).copied()).collect()
        }
        let data = match &self.data {
            Data::Real(numbers) => Data::Real(pick(numbers, places)?),
            Data::Integer(numbers) => Data::Integer(pick(numbers, places)?),
        };
        Some(Self { dims, element: self.element, data })
    }

    /// The numbers of a layer.
    ///
    /// # Errors
    /// To follow the tensor's name.
    pub(crate) fn into_numbers(self) -> Result<Numbers, String> {
        let Self { dims, element, data } = self;
        match data {
            Data::Real(values) => Ok(Numbers { dims, element, values }),
            Data::Integer(_) => Err(format!(
                "holds {}, but float, double, float16 and bfloat16 are read",
                element.name()
            )),
        }
    }
}
