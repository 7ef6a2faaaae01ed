//! An array in a file: what the file says of it, and its bytes.

use super::fault::Fault;
use super::wanted::{Wanted, list};
use crate::diagnostic::Code;
use crate::source::{Content, DATA_LIMIT, ReadError};
use crate::spec::Float;

/// An array. What it says of itself may be a lie until [`Array::numbers`] has compared it
/// with its bytes.
pub(super) struct Array<'a> {
    pub(super) shape: Vec<u64>,
    pub(super) float: Float,
    pub(super) is_big_endian: bool,
    /// Whether the first index changes fastest; otherwise the last one does.
    pub(super) is_fortran: bool,
    /// What it is in.
    pub(super) file: &'a Content<'a>,
    /// Where its numbers begin in the file.
    pub(super) start: u64,
    /// How many bytes there are of them, all of which lie in the file.
    pub(super) len: u64,
    /// How to write such a file again.
    pub(super) resave: &'static str,
}

impl Array<'_> {
    /// The numbers, which must have the wanted shape and fit.
    ///
    /// Nothing is read or allocated for a header's claim before it is compared with the wanted shape and
    /// with the length of the file.
    pub(super) fn numbers(&self, wanted: &Wanted) -> Result<Vec<f64>, Fault> {
        self.check_shape(wanted)?;
        let numbers = self.all()?;
        match wanted.fits.first_unfit(&numbers) {
            None => Ok(numbers),
            Some(flat) => Err(unfit(numbers[flat], flat, wanted)),
        }
    }

    /// The numbers, whatever they are.
    pub(super) fn all(&self) -> Result<Vec<f64>, Fault> {
        self.check_length()?;
        let bytes = self.file.part(self.start, self.len)?;
        if bytes.len() as u64 != self.len {
            return Err(Fault::from(ReadError::Other("it has become shorter".to_owned())));
        }
        Ok(self.decode(&bytes))
    }

    pub(super) fn check_shape(&self, wanted: &Wanted) -> Result<(), Fault> {
        if wanted.dims.iter().map(|dim| *dim as u64).eq(self.shape.iter().copied()) {
            return Ok(());
        }
        Err(Fault::new(
            Code::WrongWeightShape,
            format!("has {}", wanted.mismatch(&list(&self.shape))),
            wanted.advice(Some(&self.shape)),
        ))
    }

    /// Whether there are as many bytes as the elements need, and not too many.
    fn check_length(&self) -> Result<(), Fault> {
        let (found, needed) = (self.len, self.needed());
        if u128::from(found) != needed {
            let message = format!("has {found} bytes of data, but its header promises {needed}");
            return Err(Fault::malformed(message, self.resave));
        }
        if found > DATA_LIMIT { Err(Fault::too_large(found)) } else { Ok(()) }
    }

    /// The bytes that the elements take.
    pub(super) fn needed(&self) -> u128 {
        let size = self.float.size() as u128;
        self.shape.iter().fold(size, |bytes, &dim| bytes.saturating_mul(dim.into()))
    }

    /// All numbers in C order; exact, because f64 holds those of every other type.
    fn decode(&self, bytes: &[u8]) -> Vec<f64> {
        let mut numbers = Vec::with_capacity(bytes.len() / self.float.size());
        match self.float {
            Float::F16 => self.each(bytes, &mut numbers, |bytes| half(u16::from_le_bytes(bytes))),
            Float::Bf16 => self.each(bytes, &mut numbers, |bytes| brain(u16::from_le_bytes(bytes))),
            Float::F32 => self.each(bytes, &mut numbers, |bytes| f32::from_le_bytes(bytes).into()),
            Float::F64 => self.each(bytes, &mut numbers, f64::from_le_bytes),
        }
        if self.is_fortran { self.to_c_order(&numbers) } else { numbers }
    }

    /// The numbers of Fortran order, as many as the shape has, in C order.
    fn to_c_order(&self, numbers: &[f64]) -> Vec<f64> {
        let shape: Vec<usize> = self.shape.iter().map(|&dim| dim as usize).collect();
        let mut index = vec![0; shape.len()];
        let mut reordered = Vec::with_capacity(numbers.len());
        while reordered.len() < numbers.len() {
            let place = shape.iter().zip(&index).rev().fold(0, |place, (dim, at)| place * dim + at);
            reordered.push(numbers[place]);
            // The next index of C order.
            for (dim, at) in shape.iter().zip(&mut index).rev() {
                *at += 1;
                if *at < *dim {
                    break;
                }
                *at = 0;
            }
        }
        reordered
    }

    /// A plain loop, because proc macros run without optimisation.
    fn each<const SIZE: usize>(
        &self,
        bytes: &[u8],
        numbers: &mut Vec<f64>,
        decode: fn([u8; SIZE]) -> f64,
    ) {
        for bytes in bytes.as_chunks().0 {
            let mut bytes = *bytes;
            if self.is_big_endian {
                bytes.reverse();
            }
            numbers.push(decode(bytes));
        }
    }
}

/// The number that the bits of an [`Float::F16`] stand for.
fn half(bits: u16) -> f64 {
    const INFINITE: u16 = 0x7c00;
    let magnitude = match bits & 0x7fff {
        INFINITE => f64::INFINITY,
        nan if nan > INFINITE => f64::NAN,
        // In the place of an f32's exponent and fraction, the exponent is too small by the
        // difference of the biases, 127 - 15. This holds for subnormal numbers as well.
        finite => {
            const SCALE: f64 = (1_u128 << 112) as f64;
            f64::from(f32::from_bits(u32::from(finite) << 13)) * SCALE
        }
    };
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

/// The same for a [`Float::Bf16`].
fn brain(bits: u16) -> f64 {
    f32::from_bits(u32::from(bits) << 16).into()
}

/// The fault of a number that the wanted type does not hold.
pub(super) fn unfit(number: f64, flat: usize, wanted: &Wanted) -> Fault {
    let index = list(&wanted.index(flat));
    let (message, help) = if number.is_finite() {
        (
            format!("holds {number:e} at {index}, which does not fit `{}`", wanted.fits),
            format!("save numbers between -{max} and {max}", max = wanted.fits.max()),
        )
    } else {
        (
            format!("holds {number} at {index}, which is not finite"),
            "save finite numbers; others in weights usually come from failed training".to_owned(),
        )
    };
    Fault::new(Code::NonFiniteWeight, message, help)
}
