//! The matrix as a drawing.

use std::io::{self, Write};

use super::build::Matrix;
use super::colour;

/// Most entries of a drawing that a browser still scrolls.
pub(super) const MOST: u64 = 100_000;

/// Pixels of an entry.
const CELL: usize = 10;

pub(super) fn write(matrix: &Matrix, out: &mut dyn Write) -> io::Result<()> {
    let (width, height) = (CELL * matrix.columns, CELL * matrix.rows);
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
    )?;
    writeln!(out, r#"<path d="M0 0H{width}V{height}H0Z" fill="white" stroke="black"/>"#)?;
    let largest = matrix.largest();
    for entry in &matrix.entries {
        let [red, green, blue] = colour::of(entry.value, largest);
        let (x, y) = (CELL * entry.column, CELL * entry.row);
        writeln!(
            out,
            r##"<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="#{red:02x}{green:02x}{blue:02x}"><title>row {}, column {}: {}</title></rect>"##,
            entry.row, entry.column, entry.value
        )?;
    }
    writeln!(out, "</svg>")
}
