//! How far compiled layers are from sums in f64, beside the same layers by another strategy.
//!
//! `errors.py` puts this into a crate with a list of layers, each with two specs.

use convgen::reference::{Algorithm, Definition};
use convgen::{Activation, Buffer, Isa, Layer};

/// Inputs of a layer.
const SEEDS: usize = 10;

/// One row for each instruction set, with the largest error that any seed gave.
fn rows<L, Direct>(name: &str)
where
    L: Layer<Element = f32>,
    Direct: Layer<Element = f32>,
{
    assert_eq!(L::weights(), Direct::weights(), "{name}: two layers");
    let inputs = inputs(L::Input::LEN);
    let expected = expected::<L>(&inputs);
    for isa in Isa::available() {
        let ours = largest_error::<L>(isa, &inputs, &expected);
        let direct = largest_error::<Direct>(isa, &inputs, &expected);
        println!("| {name} | {isa} | {ours:.1e} | {direct:.1e} | {:.2} |", ours / direct);
    }
}

/// By index, an element of each seed's input: numbers of a normal distribution, as f32 has them.
fn inputs(len: usize) -> Vec<[f64; SEEDS]> {
    let mut inputs = vec![[0.0; SEEDS]; len];
    for seed in 0..SEEDS {
        let mut random = Random(seed as u64);
        for elements in &mut inputs {
            elements[seed] = f64::from(random.normal() as f32);
        }
    }
    inputs
}

/// The layer by its definition, with products and sums in f64.
fn expected<L: Layer<Element = f32>>(inputs: &[[f64; SEEDS]]) -> Vec<[f64; SEEDS]> {
    assert!(L::bias().is_empty() && L::ACTIVATION == Activation::None, "not a layer of the suite");
    let weights: Vec<f64> = L::weights().iter().copied().map(f64::from).collect();
    let layer = Definition::new(L::SHAPE, &weights, &[], Activation::None)
        .expect("a compiled layer is consistent");
    let mut sums = vec![[0.0; SEEDS]; L::Output::LEN];
    Algorithm::SlidingWindow.sums(&layer, inputs, &mut sums).expect("the lengths are the layer's");
    sums
}

/// The largest distance as a part of the largest value, of the seed for which that is most.
fn largest_error<L: Layer<Element = f32>>(
    isa: Isa,
    inputs: &[[f64; SEEDS]],
    expected: &[[f64; SEEDS]],
) -> f64 {
    let mut output = vec![0.0; L::Output::LEN];
    let errors = (0..SEEDS).map(|seed| {
        let input: Vec<f32> = inputs.iter().map(|elements| elements[seed] as f32).collect();
        let input = L::Input::from_slice(&input).expect("the length is the layer's");
        output.fill(f32::NAN);
        let target = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
        L::forward_on(isa, input, target);
        let pairs = output.iter().zip(expected).map(|(&value, sums)| (value, sums[seed]));
        let distance = largest(pairs.map(|(value, sum)| f64::from(value) - sum));
        distance / largest(expected.iter().map(|sums| sums[seed]))
    });
    largest(errors)
}

/// The largest absolute value; not a number if one is not.
fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values
        .map(f64::abs)
        .fold(0.0, |most, value| if value > most || value.is_nan() { value } else { most })
}

/// Random numbers: splitmix64 (Steele, Lea and Flood, 2014), and two of its numbers for a normal one
/// (Box and Muller, 1958).
struct Random(u64);

impl Random {
    /// Over 0, up to 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        ((bits >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let (radius, turn) = (self.uniform(), self.uniform());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }
}

macro_rules! layers {
    ($($name:ident = $path:literal, $direct:literal;)*) => {
        fn main() {
            $({
                #[convgen::layer($path)]
                struct Case;
                #[convgen::layer($direct)]
                struct Direct;
                rows::<Case, Direct>(stringify!($name));
            })*
        }
    };
}

include!("list.rs");
