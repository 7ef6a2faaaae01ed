//! `.npy` files.

use std::io;

use npyz::{WriteOptions, WriterBuilder};

/// The file of an array in C order.
pub(crate) fn bytes(dims: &[u64], numbers: &[f32]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let npy = WriteOptions::new().default_dtype().shape(dims).writer(&mut bytes);
    let mut writer = npy.begin_nd()?;
    writer.extend(numbers.iter().copied())?;
    writer.finish()?;
    Ok(bytes)
}
