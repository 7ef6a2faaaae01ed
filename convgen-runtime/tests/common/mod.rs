//! What several tests need.

use convgen_runtime::{Axis, Channels, Kind, Layout, PaddingMode, Shape};

/// A linear congruential generator: the same numbers in every run.
pub(crate) struct Lcg(u64);

impl Lcg {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number of `0..end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

pub(crate) const KINDS: [Kind; 2] = [Kind::Conv, Kind::ConvTranspose];

const PADDINGS: [(usize, usize); 7] = [(0, 0), (1, 1), (0, 1), (2, 0), (1, 3), (4, 4), (0, 5)];

/// Every correct axis of this kind with small numbers.
pub(crate) fn axes(kind: Kind) -> Vec<Axis> {
    let mut axes: Vec<Axis> = PaddingMode::ALL.iter().copied().flat_map(axes_of_mode).collect();
    axes.retain(|axis| axis.output(kind).is_ok());
    axes
}

fn axes_of_mode(padding_mode: PaddingMode) -> Vec<Axis> {
    let mut axes = Vec::new();
    for input in 1..=6 {
        for kernel in 1..=5 {
            for stride in 1..=3 {
                for dilation in 1..=3 {
                    for (before, after) in PADDINGS {
                        for output_padding in 0..stride.max(dilation) {
                            axes.push(Axis {
                                input,
                                kernel,
                                stride,
                                dilation,
                                pad_before: before,
                                pad_after: after,
                                padding_mode,
                                output_padding,
                            });
                        }
                    }
                }
            }
        }
    }
    axes
}

const CHANNELS: [(usize, usize, usize); 6] =
    [(1, 1, 1), (2, 3, 1), (2, 2, 2), (4, 2, 2), (1, 2, 1), (2, 4, 2)];

/// Whether the adjoint of a shape is a layer too.
pub(crate) fn has_mirror(shape: &Shape) -> bool {
    shape.axes().iter().all(|axis| axis.padding_mode == PaddingMode::Zeros)
}

/// Thousands of shapes: every axis of [`axes`] alone, and random pairs and triples of them; the
/// channels, groups and batches take turns, as do the layouts.
pub(crate) fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut random = Lcg::new(1);
    let mut push = |kind, axes: &[Axis]| {
        let turn = shapes.len();
        let (input, output, groups) = CHANNELS[turn % CHANNELS.len()];
        let channels = Channels { input, output, groups };
        let shape = Shape::new(kind, 1 + usize::from(turn % 11 == 0), channels, axes).unwrap();
        let layout = |of: usize| Layout::ALL[usize::from(of.is_multiple_of(3))];
        shapes.push(shape.with_layouts(layout(turn / 2), layout(turn / 5)));
    };
    for kind in KINDS {
        let axes = axes(kind);
        let small: Vec<Axis> = axes
            .iter()
            .copied()
            .filter(|axis| axis.input <= 3 && axis.kernel <= 3 && axis.output(kind).unwrap() <= 4)
            .collect();
        for axis in &axes {
            push(kind, &[*axis]);
        }
        for _ in 0..1000 {
            push(kind, &[small[random.below(small.len())], small[random.below(small.len())]]);
        }
        for _ in 0..300 {
            let mut pick = || small[random.below(small.len())];
            push(kind, &[pick(), pick(), pick()]);
        }
    }
    shapes
}
