//! The matrix as a list of its entries.

use std::io::{self, Write};

use super::build::Matrix;

pub(super) fn write(matrix: &Matrix, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "row,column,value")?;
    for entry in &matrix.entries {
        writeln!(out, "{},{},{}", entry.row, entry.column, entry.value)?;
    }
    Ok(())
}
