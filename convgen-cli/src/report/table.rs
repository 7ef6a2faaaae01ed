//! Columns of text.

use std::io::{self, Write};

/// Writes rows as columns, indented by two spaces. The columns for which `right` says so are set
/// flush right; the last one is as wide as it is.
pub(crate) fn write(out: &mut dyn Write, rows: &[Vec<String>], right: &[bool]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, column: usize| row.get(column).map_or(0, |c| c.chars().count());
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().map(|row| cell(row, column)).max().unwrap_or(0))
        .collect();
    for row in rows {
        let mut line = String::new();
        for (column, (text, width)) in row.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width.saturating_sub(text.chars().count()));
            let (before, after) = if right.get(column) == Some(&true) {
                (gap, String::new())
            } else {
                (String::new(), gap)
            };
            line += &format!("  {before}{text}{after}");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A row of texts.
pub(crate) fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
