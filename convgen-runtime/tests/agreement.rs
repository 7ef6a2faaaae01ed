//! The five algorithms, which share no index arithmetic, agree on thousands of geometries.

mod common;

use common::{Lcg, has_mirror, shapes};
use convgen_runtime::reference::zero_insertion::DirectAxis;
use convgen_runtime::reference::{Algorithm, Definition, matrix, transposed_matrix};
use convgen_runtime::{Activation, Kind, Shape};

/// Small integers, so that sums are exact in `f32` in any order.
fn integers(random: &mut Lcg, len: usize) -> Vec<f32> {
    (0..len).map(|_| random.below(9) as f32 - 4.0).collect()
}

#[test]
fn all_algorithms_give_the_same() {
    let mut random = Lcg::new(2);
    let shapes = shapes();
    assert!(shapes.len() > 11_000, "{}", shapes.len());
    for (turn, shape) in shapes.into_iter().enumerate() {
        let weights = integers(&mut random, shape.weight_len());
        let bias = integers(&mut random, if turn % 3 == 0 { 0 } else { shape.out_channels() });
        let activation = [Activation::None, Activation::Relu][turn % 2];
        let residual = integers(&mut random, shape.output_len());
        let mut layer = Definition::new(shape, &weights, &bias, activation).unwrap();
        if turn % 5 == 0 {
            layer = layer.with_residual(&residual).unwrap();
        }
        let input = integers(&mut random, shape.input_len());
        let mut expected = vec![f32::NAN; shape.output_len()];
        Algorithm::SlidingWindow.run(&layer, &input, &mut expected).unwrap();
        let mut output = vec![f32::NAN; shape.output_len()];
        for algorithm in Algorithm::ALL {
            output.fill(f32::NAN);
            algorithm.run(&layer, &input, &mut output).unwrap();
            assert_eq!(output, expected, "{algorithm} of {shape:?}");
        }
    }
}

/// Reals, whose sums depend on the order: the same to the bit.
#[test]
fn sums_of_several_inputs_are_those_of_each() {
    let mut random = Lcg::new(5);
    let mut reals = |len: usize| -> Vec<f32> {
        (0..len).map(|_| random.below(1 << 20) as f32 / 1e6 - 0.5).collect()
    };
    for shape in shapes().into_iter().step_by(17) {
        let (weights, bias) = (reals(shape.weight_len()), reals(shape.out_channels()));
        let layer = Definition::new(shape, &weights, &bias, Activation::Sigmoid).unwrap();
        let inputs = [(); 3].map(|()| reals(shape.input_len()));
        let together: Vec<[f32; 3]> =
            (0..shape.input_len()).map(|n| inputs.each_ref().map(|input| input[n])).collect();
        for algorithm in Algorithm::ALL {
            let mut sums = vec![[f32::NAN; 3]; shape.output_len()];
            algorithm.sums(&layer, &together, &mut sums).unwrap();
            for (lane, input) in inputs.iter().enumerate() {
                let mut expected = vec![f32::NAN; shape.output_len()];
                algorithm.run(&layer, input, &mut expected).unwrap();
                let mut output: Vec<f32> = sums.iter().map(|sums| sums[lane]).collect();
                layer.finish(&mut output).unwrap();
                assert_eq!(output, expected, "{algorithm} of {shape:?}");
            }
        }
    }
}

/// Where each element of the input is in the mirror's output, whose planes may be larger.
fn embed(shape: &Shape, mirror: &Shape) -> Vec<usize> {
    let [depth, height, width] = shape.input_sizes();
    let mut indices = vec![0; shape.input_len()];
    for batch in 0..shape.batch() {
        for channel in 0..shape.in_channels() {
            for z in 0..depth {
                for y in 0..height {
                    for x in 0..width {
                        let position = [z, y, x];
                        indices[shape.input_index(batch, channel, position)] =
                            mirror.output_index(batch, channel, position);
                    }
                }
            }
        }
    }
    indices
}

#[test]
fn matrices_are_transposes_of_their_mirrors() {
    let mut random = Lcg::new(3);
    let mut with_surplus = 0;
    for shape in shapes().into_iter().filter(has_mirror).step_by(3) {
        // No zeros: an entry that is missing must show.
        let weights: Vec<f32> = (1..=shape.weight_len()).map(|w| w as f32).collect();
        let mirror_shape = shape.mirror().unwrap();
        let layer = Definition::new(shape, &weights, &[], Activation::None).unwrap();
        let mirror = Definition::new(mirror_shape, &weights, &[], Activation::None).unwrap();
        with_surplus += usize::from(mirror_shape.output_len() > shape.input_len());
        let embedded = embed(&shape, &mirror_shape);
        // Every row of small matrices, a few rows of the others.
        for row in 0..shape.output_len() {
            if shape.output_len() > 40 && random.below(8) > 0 {
                continue;
            }
            for (column, &mirror_row) in embedded.iter().enumerate() {
                let entry = matrix::entry(&layer, row, column);
                assert_eq!(entry, matrix::entry(&mirror, mirror_row, row), "{shape:?}");
                assert_eq!(entry, transposed_matrix::entry(&layer, row, column), "{shape:?}");
            }
        }
    }
    assert!(with_surplus > 50, "{with_surplus}");
}

#[test]
fn matrices_are_transposes_also_without_a_mirror() {
    for shape in shapes().into_iter().filter(|shape| !has_mirror(shape)).step_by(7) {
        let weights: Vec<f32> = (1..=shape.weight_len()).map(|w| w as f32).collect();
        let layer = Definition::new(shape, &weights, &[], Activation::None).unwrap();
        for row in (0..shape.output_len()).step_by(3) {
            for column in 0..shape.input_len() {
                let entry = matrix::entry(&layer, row, column);
                assert_eq!(entry, transposed_matrix::entry(&layer, row, column), "{shape:?}");
            }
        }
    }
}

/// Every weight is 1, and an entry the sum of those that link its elements.
#[test]
fn matrices_have_a_weight_for_every_multiply_add() {
    for shape in shapes().into_iter().step_by(7) {
        let weights = vec![1.0; shape.weight_len()];
        let layer = Definition::new(shape, &weights, &[], Activation::None).unwrap();
        let entries = (0..shape.output_len())
            .flat_map(|row| (0..shape.input_len()).map(move |column| (row, column)))
            .map(|(row, column)| matrix::entry(&layer, row, column) as u128);
        assert_eq!(entries.sum::<u128>(), shape.multiply_adds(), "{shape:?}");
    }
}

#[test]
fn entries_outside_the_matrix_are_zero() {
    for shape in shapes().into_iter().step_by(101) {
        let weights = vec![1.0; shape.weight_len()];
        let layer = Definition::new(shape, &weights, &[], Activation::None).unwrap();
        let (rows, columns) = (shape.output_len(), shape.input_len());
        for (row, column) in [(rows, 0), (0, columns), (rows, columns), (usize::MAX, usize::MAX)] {
            assert_eq!(matrix::entry(&layer, row, column), 0.0);
            assert_eq!(transposed_matrix::entry(&layer, row, column), 0.0);
        }
    }
}

#[test]
fn direct_convolutions_have_the_size_of_the_layer() {
    for shape in shapes() {
        for (axis, direct) in DirectAxis::of(&shape).iter().enumerate() {
            let (before, after) = direct.padding();
            let padded = direct.signal_len() as i64 + before + after;
            let results = padded - direct.kernel_len() as i64 + 1;
            let kept = (results + direct.keep() as i64 - 1) / direct.keep() as i64;
            assert_eq!(kept as usize, shape.output_sizes()[axis], "{shape:?}");
            let taps = (0..direct.kernel_len() + 2).filter_map(|u| direct.tap(u));
            assert_eq!(taps.count(), shape.kernel_sizes()[axis]);
            let around = if has_mirror(&shape) { 3 } else { 0 };
            let ends = -around..direct.signal_len() as i64 + around;
            assert!(ends.filter_map(|u| direct.source(u)).eq(0..shape.input_sizes()[axis]));
            let first = direct.tap(0).unwrap();
            let rotated = shape.kind() == Kind::ConvTranspose;
            assert_eq!(first, if rotated { shape.kernel_sizes()[axis] - 1 } else { 0 });
        }
    }
}
