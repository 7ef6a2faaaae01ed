//! The output size of an axis, written out.

use core::fmt;

use super::{Axis, Kind, MAX_EXTENT};

/// The output size of an axis: its `Display` shows how the number comes about, and
/// [`Formula::value`] is the number.
///
/// * convolution: `floor((5 + 2·1 - 3) / 2) + 1 = 3`
/// * transposed convolution: `(3-1)·2 - 2·1 + 3 + 1 = 6`
///
/// Terms that are zero are left out, a dilated kernel is written `2·(3-1)+1`, and uneven padding
/// as one term an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Formula {
    axis: Axis,
    kind: Kind,
}

impl Formula {
    pub(super) const fn new(axis: Axis, kind: Kind) -> Self {
        Self { axis, kind }
    }

    /// What the formula gives, in elements; less than 1 for an axis without output.
    ///
    /// `None` when it has no meaning: a stride of 0, or a number above
    /// [`MAX_EXTENT`].
    #[must_use]
    pub const fn value(&self) -> Option<i128> {
        let Axis { input, kernel, stride, dilation, pad_before, pad_after, output_padding, .. } =
            self.axis;
        let numbers = [input, kernel, stride, dilation, pad_before, pad_after, output_padding];
        let mut i = 0;
        while i < numbers.len() {
            if numbers[i] > MAX_EXTENT {
                return None;
            }
            i += 1;
        }
        if stride == 0 {
            return None;
        }
        let padding = pad_before as i128 + pad_after as i128;
        let effective_kernel = dilation as i128 * (kernel as i128 - 1) + 1;
        Some(match self.kind {
            Kind::Conv => {
                (input as i128 + padding - effective_kernel).div_euclid(stride as i128) + 1
            }
            Kind::ConvTranspose => {
                (input as i128 - 1) * stride as i128 - padding
                    + effective_kernel
                    + output_padding as i128
            }
        })
    }

    fn write_padding(&self, f: &mut fmt::Formatter<'_>, sign: char) -> fmt::Result {
        let (before, after) = (self.axis.pad_before, self.axis.pad_after);
        if before == after && before > 0 {
            return write!(f, " {sign} 2·{before}");
        }
        for padding in [before, after] {
            if padding > 0 {
                write!(f, " {sign} {padding}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Axis { input, kernel, stride, dilation, output_padding, .. } = self.axis;
        match self.kind {
            Kind::Conv => {
                write!(f, "floor(({input}")?;
                self.write_padding(f, '+')?;
                match dilation {
                    1 => write!(f, " - {kernel}")?,
                    _ => write!(f, " - ({dilation}·({kernel}-1)+1)")?,
                }
                write!(f, ") / {stride}) + 1")?;
            }
            Kind::ConvTranspose => {
                write!(f, "({input}-1)·{stride}")?;
                self.write_padding(f, '-')?;
                match dilation {
                    1 => write!(f, " + {kernel}")?,
                    _ => write!(f, " + {dilation}·({kernel}-1)+1")?,
                }
                if output_padding > 0 {
                    write!(f, " + {output_padding}")?;
                }
            }
        }
        match self.value() {
            Some(value) => write!(f, " = {value}"),
            None => Ok(()),
        }
    }
}
