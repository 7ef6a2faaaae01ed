//! What the attribute leaves to the user: visibility, names, docs, attributes, lifetimes, lints.

#![forbid(unsafe_code)]
#![deny(missing_docs, unused, unreachable_pub, warnings)]

use convgen::{Activation, Isa, Kind, Layer};

mod inner {
    /// Documented, restricted, inlined, with lifetimes and its own parameter names.
    #[convgen::layer("specs/seed/transposed_4x4_k3.toml")]
    #[inline(never)]
    #[must_use = "an attribute of the user's, kept"]
    pub(crate) fn kept<'a, 'b>(small: &'a [f32; 4], large: &'b mut [f32; 16]) -> ();
}

#[convgen::layer("specs/seed/transposed_4x4_k3.toml")]
extern "C" fn exported(input: &[f32; 2 * 2], output: &mut [f32; (2 + 2) * 4]);

const SIDE: usize = 2;
type Image = [f32; 16];

#[convgen::layer("specs/seed/transposed_4x4_k3.toml")]
fn named(input: &[f32; SIDE * SIDE], output: &mut Image);

#[convgen::layer("specs/seed/transposed_4x4_k3.toml")]
struct Transposed;

/// Works for any layer.
fn run<L: Layer>(input: &L::Input) -> L::Output
where
    L::Output: Default,
{
    let mut output = L::Output::default();
    L::forward(input, &mut output);
    output
}

/// A module named like a crate that the generated code uses does not disturb it.
mod core {
    #[convgen::layer("specs/seed/transposed_4x4_k3.toml")]
    pub(crate) struct Transposed;
}

#[test]
fn all_forms_compute_the_same() {
    let input = [1.0, -2.0, 3.0, 0.5];
    let mut outputs = [[0.0; 16]; 3];
    let () = inner::kept(&input, &mut outputs[0]);
    exported(&input, &mut outputs[1]);
    named(&input, &mut outputs[2]);
    let expected = run::<Transposed>(&input);
    assert_eq!(outputs, [expected; 3]);
    assert_eq!(run::<core::Transposed>(&input), expected);
}

#[test]
fn a_layer_knows_itself() {
    let shape = Transposed::SHAPE;
    assert_eq!((shape.kind(), shape.dims()), (Kind::ConvTranspose, 2));
    assert_eq!((shape.input_len(), shape.output_len(), shape.weight_len()), (4, 16, 9));
    assert_eq!(Transposed::ACTIVATION, Activation::None);
    assert_eq!(Transposed::weights(), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
    assert!(Transposed::bias().is_empty());
}

#[test]
fn slices_of_a_wrong_length_are_refused() {
    let error = Transposed::forward_slice(&[0.0; 5], &mut [0.0; 16]).unwrap_err();
    assert_eq!(error.to_string(), "input has 5 elements, but must have 4");
    let error = Transposed::forward_slice(&[0.0; 4], &mut [0.0; 15]).unwrap_err();
    assert_eq!(error.to_string(), "output has 15 elements, but must have 16");
}

mod fused {
    /// Adds a residual.
    #[convgen::layer("tests/corpus/conv_1d_add_batched.toml")]
    pub(super) struct Added;

    #[convgen::layer("tests/corpus/conv_1d_add_batched.toml")]
    pub(super) fn added(x: &[f32; 36], skip: &[f32; super::OUTPUT], y: &mut [f32; 72]);
}

const OUTPUT: usize = 72;

#[test]
fn a_residual_is_one_more_parameter() {
    use convgen::{AnyLayer, Isa, Operand, reference};
    use fused::Added;

    let input: [f32; 36] = std::array::from_fn(|n| n as f32 - 18.0);
    let residual: [f32; OUTPUT] = std::array::from_fn(|n| (n % 7) as f32);
    let mut outputs = [[f32::NAN; OUTPUT]; 4];
    fused::added(&input, &residual, &mut outputs[0]);
    Added::forward(&input, &residual, &mut outputs[1]);
    Added::forward_on(Isa::Portable, &input, &residual, &mut outputs[2]);
    let operands: [&[f32]; 2] = [&input, &residual];
    Added::run(Isa::current(), &operands, &mut outputs[3]).expect("the lengths are right");
    let mut expected = [0.0; OUTPUT];
    reference::run::<Added>(&operands, &mut expected).expect("the lengths are right");
    assert_eq!(outputs, [expected; 4]);

    assert_eq!(Added::OPERANDS, [Operand::Input, Operand::Residual]);
    assert_eq!(<Transposed as AnyLayer>::OPERANDS, [Operand::Input]);
    let mut run = |operands: &[&[f32]]| {
        let error = Added::run(Isa::current(), operands, &mut expected).unwrap_err();
        error.to_string()
    };
    assert_eq!(run(&[&input]), "operands has 1 elements, but must have 2");
    assert_eq!(run(&[&input, &input]), "residual has 36 elements, but must have 72");
}

#[test]
fn weights_and_bias_may_be_arguments() {
    use convgen::AnyLayer;

    #[convgen::layer("tests/corpus/conv_1d_wide_row_arguments.toml")]
    struct Given;

    #[convgen::layer("tests/corpus/conv_1d_wide_row_arguments.toml")]
    fn given(input: &[f32; 131], weights: &[f32; 5], bias: &[f32; 1], output: &mut [f32; 131]);

    let (input, mut outputs) = ([1.0; 131], [[0.0; 131]; 2]);
    for (weights, total) in [([1.0, 2.0, 3.0, 4.0, 5.0], 15.0), ([0.5; 5], 2.5)] {
        given(&input, &weights, &[1.0], &mut outputs[0]);
        Given::forward(&input, &weights, &[1.0], &mut outputs[1]);
        assert_eq!(outputs[0], outputs[1]);
        assert_eq!(outputs[0][2..129], [1.0 + total; 127]);
    }
    let wrong = Given::run(Isa::current(), &[&input, &[0.0; 4], &[1.0]], &mut outputs[0]);
    let text = wrong.expect_err("there are five weights").to_string();
    assert!(text.contains("weights") && text.contains('5') && text.contains('4'), "{text}");
    assert_eq!((Given::weights().len(), Given::bias().len()), (0, 0));
}
