//! Padding and output padding that follow from sizes, against the sentences that define them.

use convgen_runtime::geometry::{AutoPad, MAX_EXTENT};
use convgen_runtime::{Axis, Kind};

const SAME: [AutoPad; 2] = [AutoPad::SameUpper, AutoPad::SameLower];

/// Axes without padding, of all small numbers.
fn axes() -> impl Iterator<Item = Axis> {
    let numbers = (1..=7_usize).flat_map(|input| (1..=5).map(move |kernel| (input, kernel)));
    numbers.flat_map(|(input, kernel)| {
        (1..=4_usize).flat_map(move |stride| {
            (1..=3).map(move |dilation| {
                Axis::new(input, kernel).with_stride(stride).with_dilation(dilation)
            })
        })
    })
}

/// The ends differ by at most one, in favour of the rule's end.
fn is_split(axis: &Axis, rule: AutoPad) -> bool {
    let (more, less) = match rule {
        AutoPad::SameUpper => (axis.pad_after, axis.pad_before),
        _ => (axis.pad_before, axis.pad_after),
    };
    more == less || more == less + 1
}

#[test]
fn same_convolutions_have_an_output_for_each_stride() {
    for (axis, rule) in axes().flat_map(|axis| SAME.map(|rule| (axis, rule))) {
        let padded = axis.with_auto_pad(Kind::Conv, rule);
        assert_eq!(padded.output(Kind::Conv), Ok(axis.input.div_ceil(axis.stride)), "{padded:?}");
        assert!(is_split(&padded, rule), "{padded:?}");
        // No less padding would do.
        if padded.pad_before + padded.pad_after > 0 {
            let less = axis.with_padding(0, padded.pad_before + padded.pad_after - 1);
            assert_ne!(less.output(Kind::Conv), padded.output(Kind::Conv), "{padded:?}");
        }
    }
}

#[test]
fn same_transposed_convolutions_have_stride_outputs_for_each_input() {
    for (axis, rule) in axes().flat_map(|axis| SAME.map(|rule| (axis, rule))) {
        for output_padding in 0..axis.stride.max(axis.dilation) {
            let padded =
                axis.with_output_padding(output_padding).with_auto_pad(Kind::ConvTranspose, rule);
            let reach = (axis.input - 1) * axis.stride + axis.effective_kernel() + output_padding;
            let expected = reach.min(axis.input * axis.stride);
            assert_eq!(padded.output(Kind::ConvTranspose), Ok(expected), "{padded:?}");
            assert_eq!(padded.output_padding, output_padding);
            assert!(is_split(&padded, rule), "{padded:?}");
        }
    }
}

#[test]
fn valid_is_no_padding() {
    for axis in axes() {
        for kind in [Kind::Conv, Kind::ConvTranspose] {
            let padded = axis.with_padding(3, 2).with_auto_pad(kind, AutoPad::Valid);
            assert_eq!(padded, axis);
        }
    }
}

#[test]
fn outputs_are_reachable_by_output_padding_alone() {
    for axis in axes().map(|axis| axis.with_padding(2, 1)) {
        let reachable = axis.with_output_padding(7).reachable();
        for output in 1..60_usize {
            let solved = axis.with_output(output);
            let is_reached = solved.output(Kind::ConvTranspose) == Ok(output);
            assert_eq!(is_reached, reachable.contains(&(output as i128)), "{solved:?}");
        }
        for output_padding in 0..axis.stride.max(axis.dilation) {
            if let Ok(output) = axis.with_output_padding(output_padding).output(Kind::ConvTranspose)
            {
                assert!(reachable.contains(&(output as i128)), "{axis:?}");
                assert_eq!(axis.with_output(output).output_padding, output_padding);
            }
        }
    }
}

#[test]
fn outputs_are_reachable_by_padding() {
    for (axis, rule) in axes().flat_map(|axis| SAME.map(|rule| (axis, rule))) {
        let most = axis.reachable().last().unwrap() as usize;
        for output in 1..=most {
            let padded = axis.with_padding(1, 1).with_auto_pad_to(output, rule);
            assert_eq!(padded.output(Kind::ConvTranspose), Ok(output), "{padded:?}");
            assert!(is_split(&padded, rule), "{padded:?}");
        }
        assert!(axis.with_auto_pad_to(most + 1, rule).output(Kind::ConvTranspose).is_err());
    }
}

#[test]
fn numbers_that_no_axis_may_hold_are_no_danger() {
    let huge = [0, 1, MAX_EXTENT, usize::MAX];
    for (input, kernel) in huge.into_iter().flat_map(|a| huge.map(|b| (a, b))) {
        for (stride, dilation) in huge.into_iter().flat_map(|a| huge.map(|b| (a, b))) {
            let axis = Axis::new(input, kernel).with_stride(stride).with_dilation(dilation);
            for rule in AutoPad::ALL {
                for kind in [Kind::Conv, Kind::ConvTranspose] {
                    let padded = axis.with_auto_pad(kind, rule);
                    assert!(padded.pad_before <= MAX_EXTENT && padded.pad_after <= MAX_EXTENT);
                }
                let padded = axis.with_auto_pad_to(usize::MAX, rule);
                assert!(padded.output_padding <= MAX_EXTENT);
            }
        }
    }
}
