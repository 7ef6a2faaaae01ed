//! The inputs that kernels are tried on.

use convgen_runtime::reference::Definition;

use crate::random::Random;

/// One input, and what must come out where the user says so.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) numbers: Vec<f32>,
    /// The name and the numbers of the expectation.
    pub(super) expected: Option<(String, Vec<f32>)>,
}

/// Random numbers, and those that wrong kernels like least.
pub(super) fn all(layer: &Definition<'_>) -> Vec<Input> {
    let len = layer.shape().input_len();
    let mut random = Random::new(len as u64);
    let mut uniform = |scale: f32| (0..len).map(|_| scale * random.uniform()).collect::<Vec<f32>>();
    let impulse = |at: usize| (0..len).map(|n| f32::from(u8::from(n == at))).collect::<Vec<f32>>();
    let named = [
        ("random", uniform(1.0)),
        ("zeros", vec![0.0; len]),
        ("ones", vec![1.0; len]),
        ("alternating signs", (0..len).map(|n| if n % 2 == 0 { 1.0 } else { -1.0 }).collect()),
        ("impulse at the first element", impulse(0)),
        ("impulse in the middle", impulse(len / 2)),
        ("impulse at the last element", impulse(len - 1)),
        ("large", uniform(largest(layer))),
        ("tiny", uniform(1e-30)),
        ("subnormal", uniform(1e-39)),
    ];
    let input =
        |(name, numbers): (&str, _)| Input { name: name.to_owned(), numbers, expected: None };
    named.into_iter().map(input).collect()
}

/// As large as inputs may be without a sum of any order leaving f32.
fn largest(layer: &Definition<'_>) -> f32 {
    let shape = layer.shape();
    let terms = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>();
    let weight =
        layer.weights().iter().fold(0.0_f64, |most, &weight| most.max(f64::from(weight).abs()));
    (f64::from(f32::MAX) / (16.0 * weight.max(1.0) * terms as f64)) as f32
}
