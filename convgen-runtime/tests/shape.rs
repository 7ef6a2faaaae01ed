//! Whole geometries: sizes, layouts, and every rule they can break.

use convgen_runtime::geometry::{MAX_ELEMENTS, ShapeError};
use convgen_runtime::{Axis, Channels, Kind, Shape};

const AXES: [Axis; 2] = [Axis::new(4, 3), Axis::new(5, 2).with_stride(2)];
const CHANNELS: Channels = Channels::new(4, 6).with_groups(2);
const CONV: Shape = Shape::checked(Kind::Conv, 2, CHANNELS, &AXES);
const TRANSPOSED: Shape = Shape::checked(Kind::ConvTranspose, 2, CHANNELS, &AXES);

#[test]
fn getters() {
    assert_eq!(CONV.kind(), Kind::Conv);
    assert_eq!((CONV.batch(), CONV.dims(), CONV.groups()), (2, 2, 2));
    assert_eq!((CONV.in_channels(), CONV.out_channels()), (4, 6));
    assert_eq!((CONV.in_channels_per_group(), CONV.out_channels_per_group()), (2, 3));
    assert_eq!(CONV.channels(), CHANNELS);
    assert_eq!(CONV.axes(), AXES);
    assert_eq!(CONV.spatial(), &[Axis::POINT, AXES[0], AXES[1]]);
    assert_eq!(CONV.input_sizes(), [1, 4, 5]);
    assert_eq!(CONV.kernel_sizes(), [1, 3, 2]);
    assert_eq!(CONV.output_sizes(), [1, 2, 2]);
    assert_eq!(TRANSPOSED.output_sizes(), [1, 6, 10]);
    assert_eq!(Kind::Conv.to_string(), "conv");
    assert_eq!(Kind::ConvTranspose.to_string(), "conv_transpose");
}

#[test]
fn lengths_and_layouts() {
    assert_eq!((CONV.input_len(), CONV.output_len(), CONV.weight_len()), (160, 48, 72));
    assert_eq!(TRANSPOSED.output_len(), 720);
    assert_eq!(CONV.weight_dims(), [6, 2, 1, 3, 2]);
    assert_eq!(TRANSPOSED.weight_dims(), [4, 3, 1, 3, 2]);
    assert_eq!(CONV.input_index(1, 3, [0, 3, 4]), 159);
    assert_eq!(CONV.output_index(1, 0, [0, 1, 0]), 26);
    // Second group: input channels 2 and 3, output channels 3 to 5.
    assert_eq!(CONV.weight_index(4, 3, [0, 2, 1]), (4 * 2 + 1) * 6 + 5);
    assert_eq!(TRANSPOSED.weight_index(4, 3, [0, 2, 1]), (3 * 3 + 1) * 6 + 5);
}

#[test]
fn weight_indices_are_a_bijection() {
    for shape in [CONV, TRANSPOSED] {
        let mut seen = vec![false; shape.weight_len()];
        for out_channel in 0..6 {
            for in_channel in (0..4).filter(|channel| channel / 2 == out_channel / 3) {
                for tap in 0..6 {
                    let index = shape.weight_index(out_channel, in_channel, [0, tap / 2, tap % 2]);
                    assert!(!std::mem::replace(&mut seen[index], true));
                }
            }
        }
        assert!(seen.iter().all(|&seen| seen));
    }
}

fn error(batch: usize, (input, output, groups): (usize, usize, usize), axes: &[Axis]) -> String {
    let channels = Channels { input, output, groups };
    Shape::new(Kind::Conv, batch, channels, axes).unwrap_err().to_string()
}

#[test]
fn rules() {
    let one = (1, 1, 1);
    assert_eq!(error(1, one, &[]), "number of axes is 0, but must be 1 to 3");
    assert_eq!(error(1, one, &[Axis::POINT; 4]), "number of axes is 4, but must be 1 to 3");
    assert_eq!(error(0, one, &AXES), "batch is 0, but must be at least 1");
    assert_eq!(error(1, (0, 1, 1), &AXES), "in_channels is 0, but must be at least 1");
    assert_eq!(error(1, (1, 0, 1), &AXES), "out_channels is 0, but must be at least 1");
    assert_eq!(error(1, (1, 1, 0), &AXES), "groups is 0, but must be at least 1");
    assert_eq!(
        error(1, (3, 4, 2), &AXES),
        "in_channels is 3, but must be a multiple of groups, which is 2"
    );
    assert_eq!(
        error(1, (4, 3, 2), &AXES),
        "out_channels is 3, but must be a multiple of groups, which is 2"
    );
    assert_eq!(
        error(1, one, &[AXES[0], AXES[1].with_stride(0)]),
        "axis 1: stride is 0, but must be at least 1"
    );
}

#[test]
fn totals_that_are_too_large() {
    let most = MAX_ELEMENTS;
    for (batch, channels, expected) in [
        (most + 1, (1, 1, 1), "input"),
        (most, (1, 2, 1), "output"),
        (1, (most, 2, 1), "weights"),
        (usize::MAX, (usize::MAX, usize::MAX, 1), "input"),
    ] {
        let (input, output, groups) = channels;
        let channels = Channels { input, output, groups };
        let error = Shape::new(Kind::Conv, batch, channels, &[Axis::POINT]).unwrap_err();
        let ShapeError::TooLarge { what, elements } = error else { panic!("{error}") };
        assert_eq!(what, expected);
        assert!(elements > most as u128);
        assert_eq!(
            error.to_string(),
            format!("{what} has {elements} elements, but must have at most {most}")
        );
    }
    let large = Axis::new(i32::MAX as usize, 1);
    let error = Shape::new(Kind::Conv, 1, Channels::new(1, 1), &[large; 3]).unwrap_err();
    assert!(matches!(error, ShapeError::TooLarge { what: "input", .. }));
    assert!(Shape::new(Kind::Conv, most, Channels::new(1, 1), &[Axis::POINT]).is_ok());
}
