//! The checked geometry of a layer.

use super::{Axis, Channels, Kind, Layout, MAX_ELEMENTS, ShapeError, Strides};

/// The geometry of a layer, which cannot be wrong: every rule is checked when it is made.
///
/// A layer with one or two axes is held as one with three whose leading axes are
/// [`Axis::POINT`]; flat indices do not change by that. Data is flat and row-major, in the order of
/// its [`Layout`]: `[batch, channel, z, y, x]` unless said otherwise. Weights are laid out as in PyTorch, see [`Shape::weight_dims`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    kind: Kind,
    batch: usize,
    channels: Channels,
    dims: usize,
    axes: [Axis; 3],
    outputs: [usize; 3],
    layouts: [Layout; 2],
}

impl Shape {
    /// Checks a geometry of 1 to 3 axes, the slowest varying one first.
    ///
    /// # Errors
    ///
    /// The first rule that is broken; see [`ShapeError`].
    pub const fn new(
        kind: Kind,
        batch: usize,
        channels: Channels,
        axes: &[Axis],
    ) -> Result<Self, ShapeError> {
        let dims = axes.len();
        match dims {
            0 => return Err(ShapeError::NoAxes),
            1..=3 => {}
            _ => return Err(ShapeError::TooManyAxes { axes: dims }),
        }
        if batch == 0 {
            return Err(ShapeError::ZeroBatch);
        }
        if let Err(error) = channels.check() {
            return Err(error);
        }
        let mut spatial = [Axis::POINT; 3];
        let mut outputs = [1; 3];
        let mut axis = 0;
        while axis < dims {
            spatial[3 - dims + axis] = axes[axis];
            outputs[3 - dims + axis] = match axes[axis].output(kind) {
                Ok(output) => output,
                Err(error) => return Err(ShapeError::Axis { axis, error }),
            };
            axis += 1;
        }
        let layouts = [Layout::Nchw; 2];
        Self { kind, batch, channels, dims, axes: spatial, outputs, layouts }.check_totals()
    }

    /// [`Shape::new`] for constants in generated code, whose geometry is known to be right.
    ///
    /// # Panics
    ///
    /// If the geometry breaks a rule. In a constant, its intended place, that is a compile error;
    /// anywhere else use [`Shape::new`].
    #[must_use]
    pub const fn checked(kind: Kind, batch: usize, channels: Channels, axes: &[Axis]) -> Self {
        match Self::new(kind, batch, channels, axes) {
            Ok(shape) => shape,
            Err(_) => panic!("the geometry breaks a rule of `Shape::new`"),
        }
    }

    const fn check_totals(self) -> Result<Self, ShapeError> {
        let Channels { input, output, groups } = self.channels;
        let totals = [
            ("input", self.batch, input, self.input_sizes()),
            ("output", self.batch, output, self.outputs),
            ("weights", input, output / groups, self.kernel_sizes()),
        ];
        let mut i = 0;
        while i < totals.len() {
            let (what, outer, inner, [z, y, x]) = totals[i];
            let elements = (outer as u128 * z as u128)
                .saturating_mul(inner as u128)
                .saturating_mul(y as u128)
                .saturating_mul(x as u128);
            if elements > MAX_ELEMENTS as u128 {
                return Err(ShapeError::TooLarge { what, elements });
            }
            i += 1;
        }
        Ok(self)
    }

    /// The same geometry with other orders of the input's and the output's elements.
    #[must_use]
    pub const fn with_layouts(self, input: Layout, output: Layout) -> Self {
        Self { layouts: [input, output], ..self }
    }

    /// The order of the input's elements.
    #[must_use]
    pub const fn input_layout(&self) -> Layout {
        self.layouts[0]
    }

    /// The order of the output's elements.
    #[must_use]
    pub const fn output_layout(&self) -> Layout {
        self.layouts[1]
    }

    /// Elements of the input from one index to the next.
    #[must_use]
    pub const fn input_strides(&self) -> Strides {
        self.layouts[0].strides(self.in_channels(), self.input_sizes())
    }

    /// Elements of the output from one index to the next.
    #[must_use]
    pub const fn output_strides(&self) -> Strides {
        self.layouts[1].strides(self.out_channels(), self.output_sizes())
    }

    /// Convolution or transposed convolution.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// How many inputs are computed in one call.
    #[must_use]
    pub const fn batch(&self) -> usize {
        self.batch
    }

    /// Channel counts and groups together.
    #[must_use]
    pub const fn channels(&self) -> Channels {
        self.channels
    }

    /// Input channels.
    #[must_use]
    pub const fn in_channels(&self) -> usize {
        self.channels.input
    }

    /// Output channels.
    #[must_use]
    pub const fn out_channels(&self) -> usize {
        self.channels.output
    }

    /// Groups; output channels see the input channels of their own group only.
    #[must_use]
    pub const fn groups(&self) -> usize {
        self.channels.groups
    }

    /// Input channels of one group.
    #[must_use]
    pub const fn in_channels_per_group(&self) -> usize {
        self.channels.input / self.channels.groups
    }

    /// Output channels of one group.
    #[must_use]
    pub const fn out_channels_per_group(&self) -> usize {
        self.channels.output / self.channels.groups
    }

    /// The number of axes the layer was given, 1 to 3.
    #[must_use]
    pub const fn dims(&self) -> usize {
        self.dims
    }

    /// The axes the layer was given.
    #[must_use]
    pub const fn axes(&self) -> &[Axis] {
        self.axes.split_at(3 - self.dims).1
    }

    /// All three axes `[z, y, x]`; the leading ones that were not given are [`Axis::POINT`].
    #[must_use]
    pub const fn spatial(&self) -> &[Axis; 3] {
        &self.axes
    }

    /// Input elements along `[z, y, x]`.
    #[must_use]
    pub const fn input_sizes(&self) -> [usize; 3] {
        [self.axes[0].input, self.axes[1].input, self.axes[2].input]
    }

    /// Output elements along `[z, y, x]`.
    #[must_use]
    pub const fn output_sizes(&self) -> [usize; 3] {
        self.outputs
    }

    /// Kernel elements along `[z, y, x]`.
    #[must_use]
    pub const fn kernel_sizes(&self) -> [usize; 3] {
        [self.axes[0].kernel, self.axes[1].kernel, self.axes[2].kernel]
    }
}
