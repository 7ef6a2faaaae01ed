//! Small layers worked out by hand, by every algorithm.

use convgen_runtime::reference::{Algorithm, Definition};
use convgen_runtime::{Activation, Axis, Channels, Kind, PaddingMode, Shape};

fn check(shape: Shape, weights: &[f32], bias: &[f32], input: &[f32], expected: &[f32]) {
    let layer = Definition::new(shape, weights, bias, Activation::None).unwrap();
    for algorithm in Algorithm::ALL {
        let mut output = vec![f32::NAN; expected.len()];
        algorithm.run(&layer, input, &mut output).unwrap();
        assert_eq!(output, expected, "{algorithm}");
    }
}

fn one_channel(kind: Kind, axes: &[Axis]) -> Shape {
    Shape::new(kind, 1, Channels::new(1, 1), axes).unwrap()
}

fn count_up(len: usize) -> Vec<f32> {
    (1..=len).map(|x| x as f32).collect()
}

#[test]
fn convolution_of_4_by_4_with_3_by_3() {
    let shape = one_channel(Kind::Conv, &[Axis::new(4, 3); 2]);
    check(shape, &[1.0; 9], &[], &count_up(16), &[54.0, 63.0, 90.0, 99.0]);
    // The kernel is not flipped: its first weight meets the first element.
    check(shape, &count_up(9), &[], &count_up(16), &[348.0, 393.0, 528.0, 573.0]);
}

#[test]
fn transposed_convolution_of_2_by_2_with_3_by_3() {
    let shape = one_channel(Kind::ConvTranspose, &[Axis::new(2, 3); 2]);
    let expected = [
        [1.0, 4.0, 7.0, 6.0],
        [7.0, 23.0, 33.0, 24.0],
        [19.0, 53.0, 63.0, 42.0],
        [21.0, 52.0, 59.0, 36.0],
    ];
    check(shape, &count_up(9), &[], &count_up(4), expected.as_flattened());
}

#[test]
fn convolution_with_stride_and_uneven_padding() {
    let shape = one_channel(Kind::Conv, &[Axis::new(4, 3).with_stride(2).with_padding(0, 1)]);
    check(shape, &[1.0, 10.0, 100.0], &[], &count_up(4), &[321.0, 43.0]);
}

#[test]
fn convolution_with_something_in_the_padding() {
    let padded = Axis::new(4, 3).with_padding(2, 1);
    let cases = [
        (PaddingMode::Zeros, [100.0, 210.0, 321.0, 432.0, 43.0]),
        (PaddingMode::Reflect, [123.0, 212.0, 321.0, 432.0, 343.0]),
        (PaddingMode::Replicate, [111.0, 211.0, 321.0, 432.0, 443.0]),
        (PaddingMode::Circular, [143.0, 214.0, 321.0, 432.0, 143.0]),
    ];
    for (mode, expected) in cases {
        let shape = one_channel(Kind::Conv, &[padded.with_padding_mode(mode)]);
        check(shape, &[1.0, 10.0, 100.0], &[], &count_up(4), &expected);
    }
    let one = Axis::new(1, 3).with_padding(3, 1).with_padding_mode(PaddingMode::Replicate);
    check(one_channel(Kind::Conv, &[one]), &[1.0, 10.0, 100.0], &[], &[2.0], &[222.0; 3]);
}

#[test]
fn convolution_with_dilation() {
    let shape = one_channel(Kind::Conv, &[Axis::new(5, 2).with_dilation(3)]);
    check(shape, &[1.0, 10.0], &[], &count_up(5), &[41.0, 52.0]);
}

#[test]
fn output_padding_is_reached_by_taps() {
    let axis = Axis::new(3, 3).with_stride(2).with_padding(1, 1).with_output_padding(1);
    let shape = one_channel(Kind::ConvTranspose, &[axis]);
    let expected = [10.0, 102.0, 20.0, 203.0, 30.0, 300.0];
    check(shape, &[1.0, 10.0, 100.0], &[], &count_up(3), &expected);
}

#[test]
fn output_padding_beyond_the_stride() {
    let axis = Axis::new(2, 2).with_dilation(3).with_output_padding(2);
    let shape = one_channel(Kind::ConvTranspose, &[axis]);
    check(shape, &[1.0, 10.0], &[], &[1.0, 2.0], &[1.0, 2.0, 0.0, 10.0, 20.0, 0.0, 0.0]);
}

#[test]
fn padding_beyond_the_kernel_crops_inputs() {
    let shape = one_channel(Kind::ConvTranspose, &[Axis::new(4, 2).with_padding(2, 2)]);
    check(shape, &[1.0, 10.0], &[], &count_up(4), &[23.0]);
}

#[test]
fn kernel_shorter_than_the_stride_leaves_gaps() {
    let axis = Axis::new(2, 1).with_stride(3).with_output_padding(2);
    let shape = one_channel(Kind::ConvTranspose, &[axis]);
    check(shape, &[2.0], &[0.5], &[1.0, 4.0], &[2.5, 0.5, 0.5, 8.5, 0.5, 0.5]);
}

#[test]
fn groups_do_not_mix() {
    let depthwise = Channels::new(2, 2).with_groups(2);
    let shape = Shape::new(Kind::Conv, 1, depthwise, &[Axis::new(2, 1)]).unwrap();
    check(shape, &[3.0, 5.0], &[], &[1.0, 2.0, 10.0, 20.0], &[3.0, 6.0, 50.0, 100.0]);

    let channels = Channels::new(2, 4).with_groups(2);
    let shape = Shape::new(Kind::ConvTranspose, 1, channels, &[Axis::POINT]).unwrap();
    check(shape, &count_up(4), &[], &[5.0, 7.0], &[5.0, 10.0, 21.0, 28.0]);
}

#[test]
fn channels_are_summed_and_batches_are_not() {
    let shape = Shape::new(Kind::Conv, 2, Channels::new(2, 1), &[Axis::POINT]).unwrap();
    check(shape, &[1.0, 10.0], &[100.0], &[1.0, 2.0, 3.0, 4.0], &[121.0, 143.0]);
}

#[test]
fn three_axes() {
    let axes = [Axis::new(2, 2), Axis::new(1, 1), Axis::new(2, 1)];
    check(one_channel(Kind::Conv, &axes), &[1.0, 10.0], &[], &count_up(4), &[31.0, 42.0]);
}

#[test]
fn relu_comes_after_the_bias_and_hands_nan_on() {
    let shape = one_channel(Kind::Conv, &[Axis::new(4, 1)]);
    let layer = Definition::new(shape, &[1.0], &[-2.0], Activation::Relu).unwrap();
    for algorithm in Algorithm::ALL {
        let mut output = [f32::NEG_INFINITY; 4];
        algorithm.run(&layer, &[1.0, 2.0, 3.0, f32::NAN], &mut output).unwrap();
        assert_eq!(output[..3], [0.0, 0.0, 1.0], "{algorithm}");
        assert!(output[3].is_nan(), "{algorithm}");
    }
}

#[test]
fn infinities_stay_where_the_taps_take_them() {
    let shape = one_channel(Kind::Conv, &[Axis::new(4, 1).with_padding(1, 0)]);
    check(
        shape,
        &[1.0],
        &[],
        &[f32::INFINITY, 1.0, 2.0, 3.0],
        &[0.0, f32::INFINITY, 1.0, 2.0, 3.0],
    );
}
