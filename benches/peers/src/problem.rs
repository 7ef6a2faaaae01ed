//! What every peer is given.

use convgen::{Axis, Buffer, Kind, Layer};

/// A layer of the suite and its input. Its axes are all the same, with as much
/// padding before as after, and it has no bias.
pub(crate) struct Problem {
    /// Which of the two kinds it is.
    pub(crate) kind: Kind,
    /// The number of axes.
    pub(crate) dims: usize,
    /// Input channels.
    pub(crate) in_channels: usize,
    /// Output channels.
    pub(crate) out_channels: usize,
    /// Groups of channels.
    pub(crate) groups: usize,
    /// Each of the axes.
    pub(crate) axis: Axis,
    /// The weights, as [`Problem::weight_shape`] says.
    pub(crate) weights: &'static [f32],
    /// The input, as [`Problem::input_shape`] says.
    pub(crate) input: Vec<f32>,
    multiply_adds: f64,
}

impl Problem {
    /// The layer, and the input that the suite gives it.
    pub(crate) fn of<L: Layer<Element = f32>>() -> Self {
        let shape = L::SHAPE;
        let axis = shape.axes()[0];
        assert!(shape.axes().iter().all(|other| *other == axis), "the axes differ");
        assert!(axis.pad_before == axis.pad_after, "the padding is uneven");
        assert!(shape.batch() == 1 && L::bias().is_empty(), "a batch, or a bias");
        Self {
            kind: shape.kind(),
            dims: shape.dims(),
            in_channels: shape.in_channels(),
            out_channels: shape.out_channels(),
            groups: shape.groups(),
            axis,
            weights: L::weights(),
            input: (0..L::Input::LEN).map(|n| (n * n % 251) as f32 / 251.0 - 0.5).collect(),
            multiply_adds: shape.multiply_adds() as f64,
        }
    }

    /// Multiply-adds that are needed: no border taps, no zero weights.
    pub(crate) fn needed_multiply_adds(&self) -> f64 {
        let nonzero = self.weights.iter().filter(|&&weight| weight != 0.0).count();
        self.multiply_adds * nonzero as f64 / self.weights.len() as f64
    }

    /// `[1, channels, spatial…]`
    pub(crate) fn input_shape(&self) -> Vec<usize> {
        self.shape(1, self.in_channels, self.axis.input)
    }

    /// `[1, channels, spatial…]`
    pub(crate) fn output_shape(&self) -> Vec<usize> {
        let output = self.axis.output(self.kind).expect("a compiled layer is consistent");
        self.shape(1, self.out_channels, output)
    }

    /// PyTorch's layout: `[out, in/groups, spatial…]`, transposed `[in, out/groups, spatial…]`.
    pub(crate) fn weight_shape(&self) -> Vec<usize> {
        let (first, second) = match self.kind {
            Kind::Conv => (self.out_channels, self.in_channels),
            Kind::ConvTranspose => (self.in_channels, self.out_channels),
        };
        self.shape(first, second / self.groups, self.axis.kernel)
    }

    fn shape(&self, first: usize, second: usize, size: usize) -> Vec<usize> {
        let mut shape = vec![first, second];
        shape.resize(2 + self.dims, size);
        shape
    }
}
