//! The inputs that kernels are tried on.

use convgen_runtime::Element;
use convgen_runtime::layer::{LengthError, Operand};
use convgen_runtime::reference::Definition;

use crate::random::Random;

/// One input, and what must come out where the user says so.
pub(super) struct Input<T> {
    pub(super) name: String,
    /// What the layer reads, in the order of its parameters.
    pub(super) operands: Vec<(Operand, Vec<T>)>,
    /// The name and the numbers of the expectation.
    pub(super) expected: Option<(String, Vec<T>)>,
}

impl<T: Element> Input<T> {
    /// The numbers of an operand; none of one that the layer does not read.
    pub(super) fn get(&self, operand: Operand) -> &[T] {
        let found = self.operands.iter().find(|(other, _)| *other == operand);
        found.map_or(&[], |(_, numbers)| numbers)
    }

    /// The layer as references take it, with all operands but the input.
    pub(super) fn bind<'a>(
        &'a self,
        layer: Definition<'a, T>,
    ) -> Result<Definition<'a, T>, LengthError> {
        let mut layer = layer;
        for (operand, numbers) in &self.operands {
            layer = layer.with_operand(*operand, numbers)?;
        }
        Ok(layer)
    }
}

/// The sizes of numbers near the ends of what elements can be.
struct Range {
    /// See [`largest`].
    largest: f64,
    /// Products of such numbers are subnormal.
    tiny: f64,
    subnormal: f64,
}

/// A name, and the numbers of an array of a length.
type Pattern = (&'static str, fn(&mut Random, usize, &Range) -> Vec<f64>);

/// Random numbers, and those that wrong kernels like least.
const PATTERNS: [Pattern; 10] = [
    ("random", |random, len, _| uniform(random, len, 1.0)),
    ("zeros", |_, len, _| vec![0.0; len]),
    ("ones", |_, len, _| vec![1.0; len]),
    ("alternating signs", |_, len, _| {
        (0..len).map(|n| if n % 2 == 0 { 1.0 } else { -1.0 }).collect()
    }),
    ("impulse at the first element", |_, len, _| impulse(len, 0)),
    ("impulse in the middle", |_, len, _| impulse(len, len / 2)),
    ("impulse at the last element", |_, len, _| impulse(len, len.saturating_sub(1))),
    ("large", |random, len, range| uniform(random, len, range.largest)),
    ("tiny", |random, len, range| uniform(random, len, range.tiny)),
    ("subnormal", |random, len, range| uniform(random, len, range.subnormal)),
];

fn uniform(random: &mut Random, len: usize, scale: f64) -> Vec<f64> {
    (0..len).map(|_| scale * f64::from(random.uniform())).collect()
}

fn impulse(len: usize, at: usize) -> Vec<f64> {
    (0..len).map(|n| f64::from(u8::from(n == at))).collect()
}

/// Every pattern, in all operands of a layer. Weights are random always, and the same for all: products of
/// two patterns would leave the elements, or say little, and inputs with the same weights go through an
/// algorithm together.
pub(super) fn all<T: Element>(layer: &Definition<'_, T>, operands: &[Operand]) -> Vec<Input<T>> {
    let mut random = Random::new(layer.shape().input_len() as u64);
    let (tiny, subnormal) = match size_of::<T>() {
        4 => (1e-30, 1e-39),
        _ => (1e-300, 1e-310),
    };
    let weights = match operands.contains(&Operand::Weights) {
        true => uniform(&mut random, layer.shape().weight_len(), 1.0),
        false => Vec::new(),
    };
    let range = Range { largest: largest(layer), tiny, subnormal };
    let mut input = |(name, pattern): Pattern| {
        let numbers = |&operand: &Operand| {
            let numbers = match operand {
                Operand::Weights => weights.clone(),
                _ => pattern(&mut random, operand.len(layer.shape()), &range),
            };
            (operand, numbers.into_iter().map(T::from_f64).collect())
        };
        let operands = operands.iter().map(numbers).collect();
        Input { name: name.to_owned(), operands, expected: None }
    };
    PATTERNS.into_iter().map(&mut input).collect()
}

/// As large as inputs may be without a sum of any order leaving the elements.
fn largest<T: Element>(layer: &Definition<'_, T>) -> f64 {
    let shape = layer.shape();
    let terms = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>();
    let weight =
        layer.weights().iter().fold(0.0_f64, |most, &weight| most.max(weight.to_f64().abs()));
    T::MAX.to_f64() / (16.0 * weight.max(1.0) * terms as f64)
}
