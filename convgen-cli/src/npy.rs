//! `.npy` files.

use std::io;

use npyz::{AutoSerialize, WriteOptions, WriterBuilder};

/// The file of an array in C order.
pub(crate) fn bytes<T: AutoSerialize + Copy>(dims: &[u64], numbers: &[T]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let npy = WriteOptions::new().default_dtype().shape(dims).writer(&mut bytes);
    let mut writer = npy.begin_nd()?;
    writer.extend(numbers.iter().copied())?;
    writer.finish()?;
    Ok(bytes)
}
