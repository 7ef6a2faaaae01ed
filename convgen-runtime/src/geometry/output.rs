//! The outputs of an axis.

use super::{Axis, AxisError, Formula, Kind};

impl Axis {
    /// The output size as a formula with the numbers filled in.
    #[must_use]
    pub const fn formula(&self, kind: Kind) -> Formula {
        Formula::new(*self, kind)
    }

    /// The output size in elements.
    ///
    /// # Errors
    ///
    /// The first rule that the axis breaks as an axis of a layer of this kind; see [`AxisError`].
    pub const fn output(&self, kind: Kind) -> Result<usize, AxisError> {
        if let Err(error) = self.check_numbers() {
            return Err(error);
        }
        if let Err(error) = self.check_output_padding(kind) {
            return Err(error);
        }
        if let Err(error) = self.check_padding_mode(kind) {
            return Err(error);
        }
        if let Err(error) = self.check_extents(kind) {
            return Err(error);
        }
        let formula = self.formula(kind);
        match formula.value() {
            // The extents bound the value by MAX_EXTENT, so the cast loses nothing.
            Some(value) if value >= 1 => Ok(value as usize),
            _ => Err(AxisError::EmptyOutput { formula }),
        }
    }
}
