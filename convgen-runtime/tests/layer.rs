//! The `Layer` trait as generic code uses it, and its checks of lengths.

use convgen_runtime::reference::{self, Algorithm, Definition};
use convgen_runtime::{
    Activation, AnyLayer, Axis, Buffer, Channels, Isa, Kind, Layer, LengthError, Operand, Shape,
};

const SHAPE: Shape =
    Shape::checked(Kind::ConvTranspose, 1, Channels::new(1, 1), &[Axis::new(3, 2).with_stride(2)]);

struct Double;

/// The same without bias, with a residual.
struct Added;

impl AnyLayer for Added {
    type Element = f32;
    const SHAPE: Shape = SHAPE;
    const ACTIVATION: Activation<'static> = Activation::Relu;
    const OPERANDS: &'static [Operand] = &[Operand::Input, Operand::Residual];

    fn weights() -> &'static [f32] {
        &[1.0, -1.0]
    }

    fn bias() -> &'static [f32] {
        &[]
    }

    fn run(_: Isa, operands: &[&[f32]], output: &mut [f32]) -> Result<(), LengthError> {
        Self::check(operands, output)?;
        for (n, y) in output.iter_mut().enumerate() {
            let x = operands[0][n / 2];
            *y = (if n % 2 == 0 { x } else { -x } + operands[1][n]).max(0.0);
        }
        Ok(())
    }
}

impl Layer for Double {
    type Element = f32;
    type Input = [f32; 3];
    type Output = [f32; 6];
    const SHAPE: Shape = SHAPE;
    const ACTIVATION: Activation<'static> = Activation::Relu;

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

fn agrees_with_reference<L: AnyLayer<Element = f32>>(operands: &[&[f32]]) {
    let mut output = vec![f32::NAN; L::SHAPE.output_len()];
    L::run(Isa::current(), operands, &mut output).unwrap();
    let mut expected = vec![f32::NAN; L::SHAPE.output_len()];
    reference::run::<L>(operands, &mut expected).unwrap();
    assert_eq!(output, expected);
}

#[test]
fn generic_code_runs_layers() {
    agrees_with_reference::<Double>(&[&[1.0, 0.0, -3.0]]);
    agrees_with_reference::<Added>(&[&[1.0, 0.0, -3.0], &[0.0, 2.0, 1.0, -1.0, 4.0, -7.0]]);
    let mut expected = [f32::NAN; 6];
    reference::forward::<Double>(&[1.0, 0.0, -3.0], &mut expected).unwrap();
    assert_eq!(expected, [1.5, 0.0, 0.5, 0.5, 0.0, 3.5]);
    let layer = Definition::of::<Double>().unwrap();
    assert_eq!(layer.shape(), &SHAPE);
    assert_eq!((layer.weights(), layer.bias()), (&[1.0, -1.0][..], &[0.5][..]));
    assert_eq!((layer.activation(), layer.residual()), (Activation::Relu, &[][..]));
}

#[test]
fn operands_of_the_wrong_number_or_length() {
    let mut output = [7.0; 6];
    let mut run = |operands: &[&[f32]], length: usize| {
        Added::run(Isa::Portable, operands, &mut output[..length]).unwrap_err()
    };
    let error = run(&[&[0.0; 3]], 6);
    assert_eq!(error, LengthError { what: "operands", expected: 2, actual: 1 });
    let error = run(&[&[0.0; 3], &[0.0; 3]], 6);
    assert_eq!(error, LengthError { what: "residual", expected: 6, actual: 3 });
    let error = run(&[&[0.0; 3], &[0.0; 6]], 5);
    assert_eq!(error, LengthError { what: "output", expected: 6, actual: 5 });
    assert_eq!(output, [7.0; 6]);
    let error = Double::run(Isa::Portable, &[], &mut output).unwrap_err();
    assert_eq!(error, LengthError { what: "operands", expected: 1, actual: 0 });
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
    let new = |weights, bias| Definition::new(SHAPE, weights, bias, Activation::None);
    let error = new(&[1.0], &[]).unwrap_err();
    assert_eq!(error.to_string(), "weights has 1 elements, but must have 2");
    let error = new(&[1.0, 2.0], &[1.0, 2.0]).unwrap_err();
    assert_eq!(error.to_string(), "bias has 2 elements, but must have 1");

    let prelu = Definition::new(SHAPE, &[1.0, 2.0], &[], Activation::Prelu(&[0.5, 0.25]));
    assert_eq!(prelu.unwrap_err().to_string(), "slopes has 2 elements, but must have 1");

    let layer = new(&[1.0, 2.0], &[]).unwrap();
    let error = layer.with_residual(&[0.0; 5]).unwrap_err();
    assert_eq!(error.to_string(), "residual has 5 elements, but must have 6");
    for algorithm in Algorithm::ALL {
        let mut output = [7.0; 6];
        assert!(algorithm.run(&layer, &[1.0; 2], &mut output).is_err());
        assert!(algorithm.run(&layer, &[1.0; 3], &mut output[1..]).is_err());
        assert_eq!(output, [7.0; 6], "{algorithm}");
    }
}
