//! The points of the algorithms in use, chosen by measurement.
//!
//! Points are pairs of opposite numbers, infinity, and 0 where there is one more. The numbers are short in binary,
//! eighths at most, so that all coefficients are exact in `f32`, and their error is the smallest or within a tenth of
//! it. For a part of a tile, the points that take the fewest operations stay, and of several such sets the one with
//! the smallest error, which is at most 1.4 times the whole tile's.
//!
//! The largest errors of sums over 64 channels in `f32`, divided by those of direct sums, on one axis and on two:
//!
//! ```text
//! outputs, taps   one    two         outputs, taps   one    two        left out   two
//! F(2,2)          0.75   0.51        F(2,4)          0.74   0.56       F(4,5)      3.9
//! F(3,2)          0.86   0.70        F(3,4)          1.03   1.04       F(3,7)      6.4
//! F(4,2)          1.23   1.35        F(4,4)          1.61   2.38       F(6,3)      8.9
//! F(5,2)          1.92   2.91        F(2,5)          0.98   0.87       F(4,7)     18.3
//! F(2,3)          0.72   0.50        F(3,5)          1.32   1.59
//! F(3,3)          0.98   0.78        F(2,7)          1.66   2.74
//! F(4,3)          1.16   1.66
//! ```
//!
//! Some are below 1, since a direct sum has more additions in a row. Over 8 channels they are up to 1.7 times as large.
//! F(4,3) at the points 0, ±1, ±2, ∞ has 2.4 and 5.6. These figures and those of parts are printed by
//! `cargo test -p convgen-compiler --lib measure::table -- --ignored --nocapture`, and the best points for every
//! algorithm, those left out too, by the same with `measure::candidates`.

use super::toom::{Point, Toom};
use Point::{Finite, Infinity};

/// An algorithm for tiles of some outputs, and for those that are cut off.
pub(super) struct Row {
    /// Taps of the correlation.
    pub(super) taps: usize,
    /// Outputs of a tile.
    pub(super) outputs: usize,
    /// Where polynomials are evaluated, a product each.
    pub(super) points: &'static [Point],
    /// For tiles of one output, two and so on up to all but one: the points that stay, as indices.
    pub(super) parts: &'static [&'static [usize]],
}

const fn at(numerator: i32, denominator: i32) -> Point {
    Finite(numerator, denominator)
}

/// All algorithms, for every number of taps in the order of [`choices`].
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    Row {
        taps: 2, outputs: 4,
        points: &[at(1, 2), at(-1, 2), at(5, 4), at(-5, 4), Infinity],
        parts: &[&[2, 3], &[0, 1, 4], &[0, 1, 2, 3]],
    },
    Row {
        taps: 2, outputs: 3,
        points: &[at(0, 1), at(1, 1), at(-1, 1), Infinity],
        parts: &[&[0, 3], &[1, 2, 3]],
    },
    Row {
        taps: 2, outputs: 2,
        points: &[at(3, 4), at(-3, 4), Infinity],
        parts: &[&[0, 1]],
    },
    Row {
        taps: 2, outputs: 5,
        points: &[at(0, 1), at(3, 4), at(-3, 4), at(11, 8), at(-11, 8), Infinity],
        parts: &[&[0, 5], &[1, 2, 5], &[0, 1, 2, 5], &[0, 1, 2, 3, 4]],
    },
    Row {
        taps: 3, outputs: 4,
        points: &[at(0, 1), at(5, 8), at(-5, 8), at(3, 2), at(-3, 2), Infinity],
        parts: &[&[1, 2, 5], &[0, 3, 4, 5], &[1, 2, 3, 4, 5]],
    },
    Row {
        taps: 3, outputs: 3,
        points: &[at(3, 8), at(-3, 8), at(5, 4), at(-5, 4), Infinity],
        parts: &[&[0, 1, 4], &[0, 1, 2, 3]],
    },
    Row {
        taps: 3, outputs: 2,
        points: &[at(0, 1), at(1, 1), at(-1, 1), Infinity],
        parts: &[&[1, 2, 3]],
    },
    Row {
        taps: 4, outputs: 3,
        points: &[at(0, 1), at(5, 8), at(-5, 8), at(3, 2), at(-3, 2), Infinity],
        parts: &[&[0, 3, 4, 5], &[1, 2, 3, 4, 5]],
    },
    Row {
        taps: 4, outputs: 2,
        points: &[at(3, 8), at(-3, 8), at(5, 4), at(-5, 4), Infinity],
        parts: &[&[0, 1, 2, 3]],
    },
    Row {
        taps: 4, outputs: 4,
        points: &[at(3, 8), at(-3, 8), at(7, 8), at(-7, 8), at(7, 4), at(-7, 4), Infinity],
        parts: &[&[0, 1, 4, 5], &[0, 1, 4, 5, 6], &[0, 1, 2, 3, 4, 5]],
    },
    Row {
        taps: 5, outputs: 3,
        points: &[at(1, 4), at(-1, 4), at(7, 8), at(-7, 8), at(7, 4), at(-7, 4), Infinity],
        parts: &[&[0, 1, 4, 5, 6], &[0, 1, 2, 3, 4, 5]],
    },
    Row {
        taps: 5, outputs: 2,
        points: &[at(0, 1), at(5, 8), at(-5, 8), at(3, 2), at(-3, 2), Infinity],
        parts: &[&[0, 1, 2, 3, 4]],
    },
    Row {
        taps: 7, outputs: 2,
        points: &[at(0, 1), at(1, 2), at(-1, 2), at(1, 1), at(-1, 1), at(2, 1), at(-2, 1), Infinity],
        parts: &[&[0, 1, 2, 3, 4, 5, 6]],
    },
];

/// How many outputs a tile can have, the best first: those with the fewest products an output, and last those with
/// more than twice a direct sum's error. One tap needs no tiles, and has [`algorithm`]s of any number of outputs.
pub(super) fn choices(taps: usize) -> Vec<usize> {
    if taps == 1 {
        return vec![1];
    }
    ROWS.iter().filter(|row| row.taps == taps).map(|row| row.outputs).collect()
}

/// The algorithm of a tile: for one tap or one output without points, else that of the table. `None` if the number
/// of outputs is none of [`choices`] then.
pub(super) fn algorithm(taps: usize, outputs: usize) -> Option<Toom> {
    match (taps, outputs) {
        (1, _) => Some(Toom::identity(outputs)),
        (_, 1) => Some(Toom::direct(taps)),
        _ => Toom::new(row(taps, outputs)?.points, outputs, taps),
    }
}

/// The algorithm of `part` outputs with some of the products of a tile's: the indices of these, and what has the
/// rows of `G` that they have in [`algorithm`]. `None` where that is, or if `part` is none of one to `outputs`.
pub(super) fn nested(taps: usize, outputs: usize, part: usize) -> Option<(Vec<usize>, Toom)> {
    if part == 0 || part > outputs {
        return None;
    }
    if taps == 1 || part == outputs {
        return Some(((0..part + taps - 1).collect(), algorithm(taps, part)?));
    }
    let row = row(taps, outputs)?;
    let kept = *row.parts.get(part - 1)?;
    Some((kept.to_vec(), Toom::nested(row.points, kept, part, taps)?))
}

/// An algorithm of the table.
fn row(taps: usize, outputs: usize) -> Option<&'static Row> {
    ROWS.iter().find(|row| (row.taps, row.outputs) == (taps, outputs))
}

#[cfg(test)]
mod tests {
    use super::{ROWS, algorithm, choices, nested};
    use crate::strategy::transformed::rational::numbers;
    use crate::strategy::transformed::toom::{Toom, is_exact};

    /// Every algorithm of the table and every part of one, with its taps.
    fn all() -> impl Iterator<Item = (usize, Toom)> {
        let parts = |row: &'static super::Row| (1..=row.outputs).map(move |part| (row, part));
        ROWS.iter()
            .flat_map(parts)
            .map(|(row, part)| (row.taps, nested(row.taps, row.outputs, part).unwrap().1))
    }

    #[test]
    fn every_algorithm_is_exact() {
        assert!(all().all(|(taps, toom)| is_exact(&toom, taps)));
        assert!(all().count() > 2 * ROWS.len());
    }

    #[test]
    fn parts_have_the_weights_of_the_whole() {
        for taps in 1..8 {
            for outputs in choices(taps).into_iter().chain([1]) {
                let full = algorithm(taps, outputs).unwrap();
                assert_eq!(
                    (full.products(), full.window()),
                    (outputs + taps - 1, outputs + taps - 1)
                );
                for part in 1..=outputs {
                    let (kept, toom) = nested(taps, outputs, part).unwrap();
                    assert_eq!((toom.a.len(), toom.products()), (part, part + taps - 1));
                    let rows: Vec<_> = kept.iter().map(|&k| full.g[k].clone()).collect();
                    assert_eq!(toom.g, rows);
                }
                assert_eq!(nested(taps, outputs, 0), None);
                assert_eq!(nested(taps, outputs, outputs + 1), None);
            }
        }
    }

    #[test]
    fn coefficients_are_exact_in_f32() {
        let exact = |value: &f64| f64::from(*value as f32) == *value;
        assert!(all().all(|(_, toom)| {
            numbers(&toom.a).iter().chain(&numbers(&toom.b)).flatten().all(exact)
        }));
    }

    #[test]
    fn other_sizes_are_direct_or_none() {
        assert!(choices(6).is_empty());
        assert_eq!(algorithm(6, 2), None);
        assert_eq!(algorithm(3, 7), None);
        assert_eq!(nested(3, 7, 2), None);
        assert_eq!(algorithm(1, 5), Some(Toom::identity(5)));
        assert_eq!(algorithm(6, 1), Some(Toom::direct(6)));
        assert_eq!(nested(1, 5, 3), Some((vec![0, 1, 2], Toom::identity(3))));
    }
}
