//! The matrix as an image.

use std::io::{self, Write};

use png::{BitDepth, ColorType, Encoder};

use super::build::Matrix;
use super::colour;

/// Pixels of the longer side: small matrices are enlarged up to this, entry by entry.
const SMALL: usize = 512;

/// The same for large ones, whose pixels are blocks: the entry with the largest absolute value.
const LARGE: usize = 4096;

pub(super) fn write(matrix: &Matrix, out: &mut dyn Write) -> io::Result<()> {
    let side = matrix.rows.max(matrix.columns).max(1);
    let (enlarge, block) = ((SMALL / side).max(1), side.div_ceil(LARGE));
    let (width, height) = (matrix.columns.div_ceil(block), matrix.rows.div_ceil(block));
    let mut cells = vec![0.0_f64; width * height];
    for entry in &matrix.entries {
        let cell = &mut cells[entry.row / block * width + entry.column / block];
        if entry.value.abs() > cell.abs() {
            *cell = entry.value;
        }
    }
    let largest = matrix.largest();
    let mut pixels = Vec::with_capacity(3 * cells.len() * enlarge * enlarge);
    for row in cells.chunks(width) {
        let mut line = Vec::with_capacity(3 * width * enlarge);
        for &value in row {
            line.extend(colour::of(value, largest).repeat(enlarge));
        }
        pixels.extend(line.repeat(enlarge));
    }
    let size = |pixels: usize| u32::try_from(pixels * enlarge).map_err(io::Error::other);
    let mut encoder = Encoder::new(out, size(width)?, size(height)?);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish().map_err(io::Error::from)
}
