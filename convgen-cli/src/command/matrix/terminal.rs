//! Small matrices as text.

use super::build::{Matrix, Size};
use crate::problem::Problem;
use crate::report::number::grouped;

/// Most rows and most columns.
const MOST: usize = 64;

/// Most entries that JSON lists.
pub(super) const MOST_ENTRIES: u64 = 10_000;

/// Refuses what no terminal shows.
pub(super) fn check(size: &Size) -> Result<(), Problem> {
    if size.rows <= MOST && size.columns <= MOST {
        return Ok(());
    }
    let (rows, columns) = (grouped(size.rows as u64), grouped(size.columns as u64));
    let nonzeros = grouped(size.nonzeros);
    let message = format!(
        "the matrix has {rows} rows × {columns} columns and {nonzeros} entries, but the terminal shows at most {MOST} × {MOST}"
    );
    Err(Problem::new(message).help("write it to a file with --csv, --svg or --png"))
}

/// Rows of numbers, a dot for each zero.
pub(super) fn text(matrix: &Matrix) -> String {
    let mut cells = vec![String::from("·"); matrix.rows * matrix.columns];
    for entry in &matrix.entries {
        cells[entry.row * matrix.columns + entry.column] = number(entry.value);
    }
    let width = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(1);
    let line = |row: &[String]| {
        let cells: Vec<_> = row.iter().map(|cell| format!("{cell:>width$}")).collect();
        format!("  {}\n", cells.join(" "))
    };
    cells.chunks(matrix.columns).map(line).collect()
}

/// The number itself if it is short, or its first digits.
fn number(value: f64) -> String {
    let exact = value.to_string();
    if exact.len() <= 7 { exact } else { format!("{value:.2e}") }
}
