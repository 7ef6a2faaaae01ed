//! Output sizes of axes, their formulas, and every rule they can break.

use convgen_runtime::geometry::{AxisError, Field, MAX_EXTENT};
use convgen_runtime::{Axis, Kind, PaddingMode};

const UPSCALE: Axis = Axis::new(3, 3).with_stride(2).with_padding(1, 1).with_output_padding(1);

fn conv(axis: Axis) -> String {
    axis.formula(Kind::Conv).to_string()
}

fn transposed(axis: Axis) -> String {
    axis.formula(Kind::ConvTranspose).to_string()
}

#[test]
fn output_sizes_in_constants() {
    const OUTPUT: Result<usize, AxisError> = UPSCALE.output(Kind::ConvTranspose);
    assert_eq!(OUTPUT, Ok(6));
    assert_eq!(Axis::POINT.output(Kind::Conv), Ok(1));
    assert_eq!(Axis::POINT.output(Kind::ConvTranspose), Ok(1));
    assert_eq!(Axis::new(224, 7).with_stride(2).with_padding(3, 3).output(Kind::Conv), Ok(112));
}

#[test]
fn formulas_of_convolutions() {
    let axis = Axis::new(5, 3).with_stride(2);
    assert_eq!(conv(axis), "floor((5 - 3) / 2) + 1 = 2");
    assert_eq!(conv(axis.with_padding(1, 1)), "floor((5 + 2·1 - 3) / 2) + 1 = 3");
    assert_eq!(conv(axis.with_padding(1, 2)), "floor((5 + 1 + 2 - 3) / 2) + 1 = 3");
    assert_eq!(conv(axis.with_padding(0, 1)), "floor((5 + 1 - 3) / 2) + 1 = 2");
    assert_eq!(conv(axis.with_dilation(2)), "floor((5 - (2·(3-1)+1)) / 2) + 1 = 1");
    assert_eq!(conv(Axis::new(1, 4).with_stride(2)), "floor((1 - 4) / 2) + 1 = -1");
}

#[test]
fn formulas_of_transposed_convolutions() {
    assert_eq!(transposed(UPSCALE), "(3-1)·2 - 2·1 + 3 + 1 = 6");
    assert_eq!(transposed(Axis::new(2, 3)), "(2-1)·1 + 3 = 4");
    assert_eq!(transposed(Axis::new(3, 4).with_padding(1, 2)), "(3-1)·1 - 1 - 2 + 4 = 3");
    assert_eq!(transposed(Axis::new(3, 4).with_padding(2, 0)), "(3-1)·1 - 2 + 4 = 4");
    assert_eq!(transposed(UPSCALE.with_dilation(2)), "(3-1)·2 - 2·1 + 2·(3-1)+1 + 1 = 8");
}

#[test]
fn formulas_without_a_value() {
    assert_eq!(conv(Axis::new(5, 3).with_stride(0)), "floor((5 - 3) / 0) + 1");
    let huge = Axis::new(usize::MAX, usize::MAX).with_stride(usize::MAX).with_dilation(usize::MAX);
    assert_eq!(huge.formula(Kind::ConvTranspose).value(), None);
    assert_eq!(huge.effective_kernel(), usize::MAX);
    let zero = Axis::new(0, 0);
    assert_eq!(zero.formula(Kind::ConvTranspose).value(), Some(-1));
    assert_eq!(zero.effective_kernel(), 1);
}

/// The axis must be rejected with this text, the fault found in `field`.
fn rejects(kind: Kind, axis: Axis, field: Field, text: &str) {
    let error = axis.output(kind).unwrap_err();
    assert_eq!(error.to_string(), text, "{axis:?}");
    assert_eq!(error.field(), field, "{axis:?}");
    assert_eq!(axis.reach(kind, 0), 0);
    assert_eq!(axis.mirror(kind), Err(error));
}

#[test]
fn numbers_that_are_zero() {
    for (axis, field, name) in [
        (Axis::new(0, 3), Field::Input, "input"),
        (Axis::new(3, 0), Field::Kernel, "kernel"),
        (UPSCALE.with_stride(0), Field::Stride, "stride"),
        (UPSCALE.with_dilation(0), Field::Dilation, "dilation"),
    ] {
        for kind in [Kind::Conv, Kind::ConvTranspose] {
            rejects(kind, axis, field, &format!("{name} is 0, but must be at least 1"));
        }
    }
}

#[test]
fn numbers_that_are_too_large() {
    let axis = Axis::new(3, 3);
    for value in [MAX_EXTENT + 1, usize::MAX] {
        for (axis, field, name) in [
            (Axis::new(value, 3), Field::Input, "input"),
            (Axis::new(3, value), Field::Kernel, "kernel"),
            (axis.with_stride(value), Field::Stride, "stride"),
            (axis.with_dilation(value), Field::Dilation, "dilation"),
            (axis.with_padding(value, 0), Field::Padding, "padding"),
            (axis.with_padding(0, value), Field::Padding, "padding"),
            (axis.with_output_padding(value), Field::OutputPadding, "output_padding"),
        ] {
            let text = format!("{name} is {value}, but must be at most 2147483647");
            for kind in [Kind::Conv, Kind::ConvTranspose] {
                rejects(kind, axis, field, &text);
            }
        }
    }
}

#[test]
fn output_padding() {
    rejects(
        Kind::Conv,
        UPSCALE,
        Field::OutputPadding,
        "output_padding is 1, but must be 0 for a convolution that is not transposed",
    );
    rejects(
        Kind::ConvTranspose,
        UPSCALE.with_output_padding(2),
        Field::OutputPadding,
        "output_padding is 2, but must be less than max(stride, dilation) = max(2, 1) = 2",
    );
    let dilated = Axis::new(2, 2).with_dilation(3);
    assert_eq!(dilated.with_output_padding(2).output(Kind::ConvTranspose), Ok(7));
    assert!(dilated.with_output_padding(3).output(Kind::ConvTranspose).is_err());
}

#[test]
fn kernels_that_do_not_fit() {
    let axis = Axis::new(3, 3).with_dilation(2);
    assert_eq!(axis.with_padding(1, 1).output(Kind::Conv), Ok(1));
    rejects(
        Kind::Conv,
        axis.with_padding(1, 0),
        Field::Kernel,
        "effective kernel is 5, but must be at most the padded input, which is 4",
    );
}

#[test]
fn outputs_that_are_empty() {
    let axis = Axis::new(2, 2);
    assert_eq!(axis.with_padding(1, 1).output(Kind::ConvTranspose), Ok(1));
    rejects(
        Kind::ConvTranspose,
        axis.with_padding(2, 2),
        Field::Padding,
        "output is (2-1)·1 - 2·2 + 2 = -1, but must be at least 1",
    );
}

#[test]
fn extents_that_are_too_large() {
    let most = MAX_EXTENT;
    assert_eq!(Axis::new(most - 2, 1).with_padding(1, 1).output(Kind::Conv), Ok(most));
    rejects(
        Kind::Conv,
        Axis::new(most - 1, 1).with_padding(1, 1),
        Field::Padding,
        "padded input is 2147483648, but must be at most 2147483647",
    );
    rejects(
        Kind::Conv,
        Axis::new(9, most).with_dilation(most),
        Field::Dilation,
        "effective kernel is 4611686011984936963, but must be at most 2147483647",
    );
    let wide = Axis::new(2, 1).with_stride(most - 1);
    assert_eq!(wide.output(Kind::ConvTranspose), Ok(most));
    rejects(
        Kind::ConvTranspose,
        wide.with_output_padding(1).with_padding(9, 9),
        Field::Stride,
        "uncropped output is 2147483648, but must be at most 2147483647",
    );
}

#[test]
fn mirrors_of_transposed_axes_trim_their_padding() {
    // Dilation 4 at stride 1 allows three more outputs, each of which costs one of padding.
    let axis = Axis::new(3, 2).with_dilation(4).with_output_padding(3);
    for (pad_after, left, output) in [(5, 2, 3), (3, 0, 3), (2, 0, 4), (0, 0, 6)] {
        let axis = axis.with_padding(1, pad_after);
        let mirror = axis.mirror(Kind::ConvTranspose).unwrap();
        assert_eq!((mirror.pad_before, mirror.pad_after), (1, left));
        assert_eq!(mirror.output(Kind::Conv), Ok(output));
    }
    let strided = axis.with_stride(2).with_padding(0, 5);
    let mirror = strided.mirror(Kind::ConvTranspose).unwrap();
    assert_eq!((mirror.pad_after, mirror.output(Kind::Conv)), (3, Ok(3)));
    assert_eq!(mirror.mirror(Kind::Conv).unwrap().output(Kind::ConvTranspose), Ok(mirror.input));
}

#[test]
fn padding_that_holds_copies_of_the_input_is_limited() {
    let axis = Axis::new(3, 2);
    let reflect = axis.with_padding_mode(PaddingMode::Reflect);
    assert_eq!(reflect.with_padding(2, 2).output(Kind::Conv), Ok(6));
    rejects(
        Kind::Conv,
        reflect.with_padding(2, 3),
        Field::Padding,
        "padding is 3, but must be less than the input, which is 3, when padding_mode is reflect",
    );
    let circular = axis.with_padding_mode(PaddingMode::Circular);
    assert_eq!(circular.with_padding(3, 3).output(Kind::Conv), Ok(8));
    rejects(
        Kind::Conv,
        circular.with_padding(4, 3),
        Field::Padding,
        "padding is 4, but must be at most the input, which is 3, when padding_mode is circular",
    );
    let replicate = axis.with_padding_mode(PaddingMode::Replicate);
    assert_eq!(replicate.with_padding(40, 0).output(Kind::Conv), Ok(42));
}

#[test]
fn transposed_convolutions_have_no_padding_to_fill() {
    let zeros = Axis::new(3, 2).with_padding(1, 1).with_padding_mode(PaddingMode::Zeros);
    assert_eq!(zeros.output(Kind::ConvTranspose), Ok(2));
    let text = "padding_mode is circular, but must be zeros for a transposed convolution, whose \
                padding crops the output";
    let circular = zeros.with_padding_mode(PaddingMode::Circular);
    rejects(Kind::ConvTranspose, circular, Field::PaddingMode, text);
    assert_eq!(circular.mirror(Kind::Conv).unwrap_err().to_string(), text);
}

#[test]
fn positions_of_the_padding() {
    let padded = |mode: PaddingMode| -> Vec<Option<usize>> {
        (-2..6).map(|position| mode.source(position, 4)).collect()
    };
    let elements = |numbers: [usize; 8]| numbers.map(Some).to_vec();
    assert_eq!(padded(PaddingMode::Reflect), elements([2, 1, 0, 1, 2, 3, 2, 1]));
    assert_eq!(padded(PaddingMode::Replicate), elements([0, 0, 0, 1, 2, 3, 3, 3]));
    assert_eq!(padded(PaddingMode::Circular), elements([2, 3, 0, 1, 2, 3, 0, 1]));
    let inside = [Some(0), Some(1), Some(2), Some(3)];
    assert_eq!(padded(PaddingMode::Zeros)[2..6], inside);
    assert_eq!(PaddingMode::Zeros.source(-1, 4).or(PaddingMode::Zeros.source(4, 4)), None);
}
