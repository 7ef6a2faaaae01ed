//! Closed forms against counting one by one.

mod common;

use common::{KINDS, axes, has_mirror, shapes};
use convgen_runtime::{Axis, Kind, PaddingMode, Shape};

/// How many (input, output) pairs `tap` links, by trying all.
fn count(kind: Kind, axis: &Axis, tap: usize) -> usize {
    let output = axis.output(kind).unwrap();
    let (walked, hit) = match kind {
        Kind::Conv => (output, axis.input),
        Kind::ConvTranspose => (axis.input, output),
    };
    // Every position of a padded input that is not padded with zeros is an element.
    let linking = match axis.padding_mode {
        PaddingMode::Zeros => axis.pad_before..axis.pad_before + hit,
        _ => 0..axis.pad_before + hit + axis.pad_after,
    };
    let linked = |n: &usize| linking.contains(&(n * axis.stride + tap * axis.dilation));
    (0..walked).filter(linked).count()
}

#[test]
fn reach_counts_the_linked_pairs() {
    for kind in KINDS {
        for axis in axes(kind) {
            for tap in 0..axis.kernel {
                assert_eq!(axis.reach(kind, tap), count(kind, &axis, tap), "{kind} {axis:?} {tap}");
            }
            assert_eq!(axis.reach(kind, axis.kernel), 0);
            assert_eq!(axis.reach(kind, usize::MAX), 0);
        }
    }
}

#[test]
fn reach_needs_no_loop() {
    let most = i32::MAX as usize;
    assert_eq!(Axis::new(most, 1).reach(Kind::Conv, 0), most);
    assert_eq!(Axis::new(most, 1).with_stride(2).reach(Kind::Conv, 0), most / 2 + 1);
}

/// Multiply-adds of a shape, by walking all pairs of a tap and an input or output position.
fn multiply_adds(shape: &Shape) -> usize {
    let mut total = shape.batch() * shape.in_channels() * shape.out_channels() / shape.groups();
    for axis in shape.axes() {
        total *= (0..axis.kernel).map(|tap| count(shape.kind(), axis, tap)).sum::<usize>();
    }
    total
}

#[test]
fn multiply_adds_of_many_shapes() {
    for shape in shapes() {
        assert_eq!(shape.multiply_adds(), multiply_adds(&shape) as u128, "{shape:?}");
    }
}

#[test]
fn mirrors_do_the_same_work() {
    for shape in shapes().into_iter().filter(has_mirror) {
        let mirror = shape.mirror().unwrap();
        assert_eq!(mirror.weight_len(), shape.weight_len());
        if mirror.output_sizes() == shape.input_sizes() {
            assert_eq!(mirror.multiply_adds(), shape.multiply_adds(), "{shape:?}");
        }
        if shape.kind() == Kind::Conv {
            assert_eq!(mirror.mirror(), Ok(shape));
        }
    }
}
