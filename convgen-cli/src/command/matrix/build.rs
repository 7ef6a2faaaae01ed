//! The matrix itself, from the compiler's stencil.

use convgen_compiler::driver::Compiled;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::PaddingMode;
use serde::{Serialize, Serializer};

use crate::problem::Problem;
use crate::report::number::grouped;

/// Most entries of a matrix that is held in memory: half a gigabyte.
pub(super) const MOST: u64 = 20_000_000;

/// How large a matrix is; known before it is built.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Exact, if they are few enough to be held in memory; otherwise there may be fewer.
    pub(super) nonzeros: u64,
}

/// A sparse matrix.
#[derive(Debug)]
pub(super) struct Matrix {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Those that are not zero, by row and then by column.
    pub(super) entries: Vec<Entry>,
}

/// One element that is not zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) value: f64,
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.row, self.column, self.value).serialize(serializer)
    }
}

impl Size {
    pub(super) fn of(compiled: &Compiled, transpose: bool) -> Self {
        let (output, input) = (compiled.shape().output_len(), compiled.shape().input_len());
        let (rows, columns) = if transpose { (input, output) } else { (output, input) };
        Self { rows, columns, nonzeros: nonzeros(compiled) }
    }

    /// Refuses a matrix with too many entries for something.
    pub(super) fn at_most(&self, most: u64, what: &str) -> Result<(), Problem> {
        if self.nonzeros <= most {
            return Ok(());
        }
        let (rows, columns) = (grouped(self.rows as u64), grouped(self.columns as u64));
        let (nonzeros, most) = (grouped(self.nonzeros), grouped(most));
        let message = format!(
            "the matrix has {rows} rows × {columns} columns and {nonzeros} entries, but {what} holds at most {most}"
        );
        Err(Problem::new(message)
            .help("make the input of the spec smaller: the pattern stays the same"))
    }
}

/// Every multiply-add is a weight that links two elements. No two link the same ones, unless the
/// padding holds copies of the input.
fn nonzeros(compiled: &Compiled) -> u64 {
    let links = compiled.layer().multiply_adds();
    let axes = compiled.shape().axes();
    if links > MOST || axes.iter().all(|axis| axis.padding_mode == PaddingMode::Zeros) {
        return links;
    }
    let layer = Weighted::new(compiled.layer());
    (0..compiled.shape().output_len()).map(|row| layer.row(row).len() as u64).sum()
}

impl Matrix {
    pub(super) fn of(compiled: &Compiled, transpose: bool) -> Self {
        let (layer, shape) = (Weighted::new(compiled.layer()), compiled.shape());
        let (mut rows, mut columns) = (shape.output_len(), shape.input_len());
        let mut entries: Vec<Entry> = (0..rows)
            .flat_map(|row| {
                let entry = move |(column, value)| Entry { row, column, value };
                layer.row(row).into_iter().map(entry)
            })
            .collect();
        if transpose {
            (rows, columns) = (columns, rows);
            for entry in &mut entries {
                (entry.row, entry.column) = (entry.column, entry.row);
            }
        }
        entries.sort_unstable_by_key(|entry| (entry.row, entry.column));
        Self { rows, columns, entries }
    }

    /// The largest absolute value.
    pub(super) fn largest(&self) -> f64 {
        self.entries.iter().fold(0.0, |largest, entry| largest.max(entry.value.abs()))
    }
}
