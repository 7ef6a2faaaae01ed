//! The rules of an axis.

use super::{Axis, AxisError, Field, Kind, MAX_EXTENT, PaddingMode};

impl Axis {
    pub(super) const fn check_numbers(&self) -> Result<(), AxisError> {
        let numbers = [
            (Field::Input, self.input, 1),
            (Field::Kernel, self.kernel, 1),
            (Field::Stride, self.stride, 1),
            (Field::Dilation, self.dilation, 1),
            (Field::Padding, self.pad_before, 0),
            (Field::Padding, self.pad_after, 0),
            (Field::OutputPadding, self.output_padding, 0),
        ];
        let mut i = 0;
        while i < numbers.len() {
            let (field, value, least) = numbers[i];
            if value < least {
                return Err(AxisError::Zero { field });
            }
            if value > MAX_EXTENT {
                return Err(AxisError::TooLarge { field, value });
            }
            i += 1;
        }
        Ok(())
    }

    pub(super) const fn check_output_padding(&self, kind: Kind) -> Result<(), AxisError> {
        let Self { stride, dilation, output_padding, .. } = *self;
        match kind {
            Kind::Conv if output_padding > 0 => {
                Err(AxisError::OutputPaddingOfConv { output_padding })
            }
            Kind::ConvTranspose if output_padding >= stride && output_padding >= dilation => {
                Err(AxisError::OutputPaddingTooLarge { output_padding, stride, dilation })
            }
            _ => Ok(()),
        }
    }

    pub(super) const fn check_padding_mode(&self, kind: Kind) -> Result<(), AxisError> {
        let Self { input, pad_before, pad_after, padding_mode: mode, .. } = *self;
        if matches!(kind, Kind::ConvTranspose) && !matches!(mode, PaddingMode::Zeros) {
            return Err(AxisError::PaddingModeOfConvTranspose { mode });
        }
        let padding = if pad_before > pad_after { pad_before } else { pad_after };
        match mode.most(input) {
            Some(most) if padding > most => {
                Err(AxisError::PaddingTooLarge { mode, padding, input, most })
            }
            _ => Ok(()),
        }
    }

    /// Needs `check_numbers` to have passed: then no sum or product here can overflow.
    pub(super) const fn check_extents(&self, kind: Kind) -> Result<(), AxisError> {
        let most = MAX_EXTENT as u128;
        let effective_kernel = self.dilation as u128 * (self.kernel as u128 - 1) + 1;
        if effective_kernel > most {
            let (what, field) = ("effective kernel", Field::Dilation);
            return Err(AxisError::ExtentTooLarge { what, field, extent: effective_kernel });
        }
        match kind {
            Kind::Conv => {
                let padded = self.input as u128 + self.pad_before as u128 + self.pad_after as u128;
                if padded > most {
                    let (what, field) = ("padded input", Field::Padding);
                    return Err(AxisError::ExtentTooLarge { what, field, extent: padded });
                }
                if padded < effective_kernel {
                    return Err(AxisError::KernelTooLarge {
                        effective_kernel: effective_kernel as usize,
                        padded_input: padded as usize,
                    });
                }
            }
            Kind::ConvTranspose => {
                let steps = (self.input as u128 - 1) * self.stride as u128;
                let uncropped = steps + effective_kernel + self.output_padding as u128;
                if uncropped > most {
                    let (what, field) = ("uncropped output", Field::Stride);
                    return Err(AxisError::ExtentTooLarge { what, field, extent: uncropped });
                }
            }
        }
        Ok(())
    }
}
