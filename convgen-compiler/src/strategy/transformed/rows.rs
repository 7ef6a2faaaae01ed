//! Rows of a strip: which there are differs from strip to strip, and lists tell.

use super::strip::Strips;
use crate::kernel::{Builder, Index, Stmt, Trip, Var, nest};
use crate::stencil::Axis;

/// Some rows of each strip of an axis, each with two places.
pub(super) struct Rows {
    var: Option<Var>,
    trip: Trip,
    /// For each value of the loop over them, what it adds to the one index and to the other.
    places: [Vec<i64>; 2],
}

impl Rows {
    /// The rows of each strip in turn; `None` where no strip has any.
    pub(super) fn new(
        builder: &mut Builder,
        strip: Option<Var>,
        rows: Vec<Vec<[i64; 2]>>,
    ) -> Option<Self> {
        let mut end = 0;
        let ranges: Vec<_> = rows
            .iter()
            .map(|rows| {
                let start = end;
                end += rows.len();
                start..end
            })
            .collect();
        let trip = match strip {
            Some(var) => Trip::By { var, ranges },
            None => Trip::Fixed(end),
        };
        let each = rows.concat();
        let places = [0, 1].map(|n| each.iter().map(|places| places[n]).collect());
        (end > 0).then(|| Self { var: builder.var("row", &trip), trip, places })
    }

    /// Adds the first or the second places to an index.
    pub(super) fn at(&self, index: Index, n: usize) -> Index {
        index.table(self.var, &self.places[n])
    }

    pub(super) fn nest(&self, body: Vec<Stmt>) -> Vec<Stmt> {
        nest(self.var, self.trip.clone(), body)
    }
}

/// The rows of an axis' strips that are inside the input or have what the padding puts there, each with its
/// source; and those that are zeros.
pub(super) fn sources(
    strips: &Strips<'_>,
    axis: &Axis,
    [from, to]: [usize; 2],
) -> [Vec<Vec<[i64; 2]>>; 2] {
    let mut all = [Vec::new(), Vec::new()];
    for strip in 0..strips.count {
        let (mut inside, mut zeros) = (Vec::new(), Vec::new());
        for row in 0..strips.input() {
            let place = (row * to) as i64;
            let element = strips.input_start(strip) + row as i64;
            match source(axis, element) {
                Some(source) => inside.push([(source * from) as i64, place]),
                None => zeros.push([0, place]),
            }
        }
        all[0].push(inside);
        all[1].push(zeros);
    }
    all
}

/// The element of the input that stands somewhere, inside or in the padding. Tiles reach farther than the padding does:
/// what is there is of no output.
pub(super) fn source(axis: &Axis, element: i64) -> Option<usize> {
    axis.padding_mode.source(element, axis.input).filter(|source| *source < axis.input)
}
