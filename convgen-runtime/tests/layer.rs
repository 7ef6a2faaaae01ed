//! The `Layer` trait as generic code uses it, and its checks of lengths.

use convgen_runtime::reference::{self, Algorithm, Definition};
use convgen_runtime::{Activation, Axis, Buffer, Channels, Isa, Kind, Layer, LengthError, Shape};

struct Double;

impl Layer for Double {
    type Input = [f32; 3];
    type Output = [f32; 6];
    const SHAPE: Shape = Shape::checked(
        Kind::ConvTranspose,
        1,
        Channels::new(1, 1),
        &[Axis::new(3, 2).with_stride(2)],
    );
    const ACTIVATION: Activation = Activation::Relu;

    fn weights() -> &'static [f32] {
        &[1.0, -1.0]
    }

    fn bias() -> &'static [f32] {
        &[0.5]
    }

    fn forward_on(_: Isa, input: &Self::Input, output: &mut Self::Output) {
        for (x, pair) in input.iter().zip(output.chunks_exact_mut(2)) {
            pair[0] = (x + 0.5).max(0.0);
            pair[1] = (0.5 - x).max(0.0);
        }
    }
}

fn agrees_with_reference<L: Layer>(input: &[f32]) {
    let mut output = vec![f32::NAN; L::Output::LEN];
    L::forward_slice(input, &mut output).unwrap();
    let mut expected = vec![f32::NAN; L::SHAPE.output_len()];
    let array = L::Output::from_mut_slice(&mut expected).unwrap();
    reference::forward::<L>(L::Input::from_slice(input).unwrap(), array).unwrap();
    assert_eq!(output, array.as_slice());
}

#[test]
fn generic_code_runs_layers() {
    agrees_with_reference::<Double>(&[1.0, 0.0, -3.0]);
    let layer = Definition::of::<Double>().unwrap();
    assert_eq!(layer.shape(), &Double::SHAPE);
    assert_eq!((layer.weights(), layer.bias()), (Double::weights(), Double::bias()));
    assert_eq!(layer.activation(), Activation::Relu);
}

#[test]
fn slices_of_the_wrong_length() {
    let mut output = [7.0; 6];
    let error = Double::forward_slice(&[0.0; 4], &mut output).unwrap_err();
    assert_eq!(error, LengthError { what: "input", expected: 3, actual: 4 });
    assert_eq!(error.to_string(), "input has 4 elements, but must have 3");
    let error = Double::forward_slice(&[0.0; 3], &mut output[..5]).unwrap_err();
    assert_eq!(error.to_string(), "output has 5 elements, but must have 6");
    assert_eq!(output, [7.0; 6]);

    let error = <[f32; 3]>::from_slice(&output).unwrap_err();
    assert_eq!(error.to_string(), "buffer has 6 elements, but must have 3");
    assert!(<[f32; 3]>::from_mut_slice(&mut output).is_err());
    assert!(<[f32; 6]>::from_mut_slice(&mut output).is_ok());
}

#[test]
fn definitions_of_the_wrong_length() {
    let new = |weights, bias| Definition::new(Double::SHAPE, weights, bias, Activation::None);
    let error = new(&[1.0], &[]).unwrap_err();
    assert_eq!(error.to_string(), "weights has 1 elements, but must have 2");
    let error = new(&[1.0, 2.0], &[1.0, 2.0]).unwrap_err();
    assert_eq!(error.to_string(), "bias has 2 elements, but must have 1");

    let layer = new(&[1.0, 2.0], &[]).unwrap();
    for algorithm in Algorithm::ALL {
        let mut output = [7.0; 6];
        assert!(algorithm.run(&layer, &[1.0; 2], &mut output).is_err());
        assert!(algorithm.run(&layer, &[1.0; 3], &mut output[1..]).is_err());
        assert_eq!(output, [7.0; 6], "{algorithm}");
    }
}

#[test]
fn activations() {
    const RELU: f32 = Activation::Relu.apply(-1.0);
    assert_eq!(RELU, 0.0);
    assert_eq!(Activation::Relu.apply(2.5), 2.5);
    assert!(Activation::Relu.apply(-0.0).is_sign_positive());
    assert_eq!(Activation::Relu.apply(f32::NAN), 0.0);
    assert!(Activation::None.apply(f32::NAN).is_nan());
    assert_eq!(Activation::None.apply(-2.5), -2.5);
}
