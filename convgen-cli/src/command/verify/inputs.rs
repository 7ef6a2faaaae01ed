//! The inputs that kernels are tried on.

use convgen_runtime::layer::{LengthError, Operand};
use convgen_runtime::reference::Definition;

use crate::random::Random;

/// One input, and what must come out where the user says so.
pub(super) struct Input {
    pub(super) name: String,
    /// What the layer reads, in the order of its parameters.
    pub(super) operands: Vec<(Operand, Vec<f32>)>,
    /// The name and the numbers of the expectation.
    pub(super) expected: Option<(String, Vec<f32>)>,
}

impl Input {
    /// The numbers of an operand; none of one that the layer does not read.
    pub(super) fn get(&self, operand: Operand) -> &[f32] {
        let found = self.operands.iter().find(|(other, _)| *other == operand);
        found.map_or(&[], |(_, numbers)| numbers)
    }

    /// The layer as references take it, with all operands but the input.
    pub(super) fn bind<'a>(&'a self, layer: Definition<'a>) -> Result<Definition<'a>, LengthError> {
        match self.get(Operand::Residual) {
            [] => Ok(layer),
            residual => layer.with_residual(residual),
        }
    }
}

/// A name, and the numbers of an array of a length, given the largest that they may be.
type Pattern = (&'static str, fn(&mut Random, usize, f32) -> Vec<f32>);

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
    ("large", uniform),
    ("tiny", |random, len, _| uniform(random, len, 1e-30)),
    ("subnormal", |random, len, _| uniform(random, len, 1e-39)),
];

fn uniform(random: &mut Random, len: usize, scale: f32) -> Vec<f32> {
    (0..len).map(|_| scale * random.uniform()).collect()
}

fn impulse(len: usize, at: usize) -> Vec<f32> {
    (0..len).map(|n| f32::from(u8::from(n == at))).collect()
}

/// Every pattern, in all operands of a layer.
pub(super) fn all(layer: &Definition<'_>, operands: &[Operand]) -> Vec<Input> {
    let mut random = Random::new(layer.shape().input_len() as u64);
    let largest = largest(layer);
    let mut input = |(name, pattern): Pattern| {
        let numbers = |&operand: &Operand| {
            (operand, pattern(&mut random, operand.len(layer.shape()), largest))
        };
        let operands = operands.iter().map(numbers).collect();
        Input { name: name.to_owned(), operands, expected: None }
    };
    PATTERNS.into_iter().map(&mut input).collect()
}

/// As large as inputs may be without a sum of any order leaving f32.
fn largest(layer: &Definition<'_>) -> f32 {
    let shape = layer.shape();
    let terms = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>();
    let weight =
        layer.weights().iter().fold(0.0_f64, |most, &weight| most.max(f64::from(weight).abs()));
    (f64::from(f32::MAX) / (16.0 * weight.max(1.0) * terms as f64)) as f32
}
