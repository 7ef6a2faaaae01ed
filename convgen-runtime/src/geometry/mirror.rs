//! The adjoint of a layer, as a layer.

use super::{Axis, AxisError, Channels, Kind, Shape, ShapeError};

impl Axis {
    /// The axis of the adjoint layer, of the other kind: input and output change places, all else
    /// stays. `kind` is the kind of the layer that this axis belongs to.
    ///
    /// For a convolution that is the transposed convolution with
    /// `output_padding = (input + pad_before + pad_after - e) mod stride`, which gives the input
    /// size back. For a transposed convolution it is the convolution it is the transpose of. With
    /// the same padding that one has `floor(output_padding / stride)` outputs more than this axis has
    /// inputs, which is not 0 only when the dilation exceeds the stride; they have no counterpart
    /// here. The far end loses `stride` elements of padding for each of them, as long as it has any.
    ///
    /// # Errors
    ///
    /// Those of [`Axis::output`], and [`AxisError::PaddingModeOfConvTranspose`] for an axis with
    /// another padding than zeros: its adjoint is no layer. Any other correct axis has a correct
    /// mirror.
    pub const fn mirror(&self, kind: Kind) -> Result<Self, AxisError> {
        let output = match self.output(kind) {
            Ok(output) => output,
            Err(error) => return Err(error),
        };
        if let Err(error) = self.check_padding_mode(kind.mirror()) {
            return Err(error);
        }
        let mirror = Self { input: output, output_padding: 0, ..*self };
        Ok(match kind {
            // Bounded by MAX_EXTENT each, so the sum cannot overflow where usize has 32 bits.
            Kind::Conv => {
                let padded = self.input + self.pad_before + self.pad_after;
                mirror.with_output_padding((padded - self.effective_kernel()) % self.stride)
            }
            Kind::ConvTranspose => {
                let (surplus, spare) =
                    (self.output_padding / self.stride, self.pad_after / self.stride);
                let fewer = if surplus < spare { surplus } else { spare };
                mirror.with_padding(self.pad_before, self.pad_after - fewer * self.stride)
            }
        })
    }
}

impl Shape {
    /// The geometry of the adjoint layer: the other kind, with input and output, channels
    /// included, in exchanged roles; see [`Axis::mirror`]. The same flat weights serve both.
    ///
    /// # Errors
    ///
    /// [`ShapeError::TooLarge`] when the outputs without counterpart take the mirror of a
    /// transposed convolution over the limit, and [`ShapeError::Axis`] when an axis has no mirror.
    pub const fn mirror(&self) -> Result<Self, ShapeError> {
        let mut axes = *self.spatial();
        let hidden = 3 - self.dims();
        let mut axis = hidden;
        while axis < 3 {
            axes[axis] = match axes[axis].mirror(self.kind()) {
                Ok(mirror) => mirror,
                Err(error) => {
                    return Err(ShapeError::Axis { axis: axis - hidden, error });
                }
            };
            axis += 1;
        }
        let Channels { input, output, groups } = self.channels();
        let channels = Channels { input: output, output: input, groups };
        match Self::new(self.kind().mirror(), self.batch(), channels, axes.split_at(hidden).1) {
            Ok(mirror) => Ok(mirror.with_layouts(self.output_layout(), self.input_layout())),
            Err(error) => Err(error),
        }
    }
}
