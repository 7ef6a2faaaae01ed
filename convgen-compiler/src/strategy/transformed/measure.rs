//! What chooses the points: errors and operations, of the table and of other points.

use super::points::ROWS;
use super::toom::{Point, Toom};
use super::trial::Trial;

/// Channels of the sums: as many as layers have that gain from fast algorithms.
const CHANNELS: usize = 64;

/// The points that most take for F(4,3): whole numbers, which cost digits.
const WHOLE: [Point; 6] = [
    Point::Finite(0, 1),
    Point::Finite(1, 1),
    Point::Finite(-1, 1),
    Point::Finite(2, 1),
    Point::Finite(-2, 1),
    Point::Infinity,
];

/// Prints an algorithm's name and points, its errors on one axis and on two (relative to the largest value, and to the
/// error of a direct sum), the latter for few channels, and the operations of `B` and `A`.
fn show(points: &[Point], kept: &[usize], outputs: usize, taps: usize) {
    let toom = Toom::nested(points, kept, outputs, taps).unwrap();
    let [line, square] = [1, 2].map(|axes| Trial::new(&toom, axes));
    let [inputs, results] = line.operations();
    let [one, two] = [&line, &square].map(|trial| trial.errors(40, CHANNELS));
    let few = square.errors(40, 8);
    let names: Vec<String> = kept.iter().map(|&at| name(points[at])).collect();
    println!(
        "F({outputs},{taps}) {:40} {:.1e} {:5.2}   {:.1e} {:5.2}   8 channels {:5.2}   {} + {}",
        names.join(" "),
        one.0,
        one.0 / one.1,
        two.0,
        two.0 / two.1,
        few.0 / few.1,
        inputs,
        results
    );
}

fn name(point: Point) -> String {
    match point {
        Point::Infinity => "∞".into(),
        Point::Finite(number, 1) => number.to_string(),
        Point::Finite(numerator, denominator) => format!("{numerator}/{denominator}"),
    }
}

/// All ways to take `count` of the numbers below `end`, in ascending order.
fn picks(end: usize, count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let ending = |last: usize| {
        let rest = picks(last, count - 1).into_iter();
        rest.map(move |pick| pick.into_iter().chain([last]).collect())
    };
    (0..end).flat_map(ending).collect()
}

/// The best few of some choices.
fn best<T>(choices: impl Iterator<Item = T>, error: impl Fn(&T) -> f64, count: usize) -> Vec<T> {
    let mut all: Vec<(f64, T)> = choices.map(|choice| (error(&choice), choice)).collect();
    all.sort_by(|left, right| left.0.total_cmp(&right.0));
    all.into_iter().take(count).map(|(_, choice)| choice).collect()
}

/// The table with its measurements, and for every part the best two sets of points in which every number has its
/// opposite: the first is the one of the table.
#[test]
#[ignore = "prints measurements"]
fn table() {
    show(&WHOLE, &[0, 1, 2, 3, 4, 5], 4, 3);
    for row in ROWS {
        println!();
        let all: Vec<usize> = (0..row.points.len()).collect();
        show(row.points, &all, row.outputs, row.taps);
        for part in (1..row.outputs).rev() {
            let opposite = |at: usize| match row.points[at] {
                Point::Finite(numerator, denominator) => Point::Finite(-numerator, denominator),
                Point::Infinity => Point::Infinity,
            };
            let paired = |pick: &Vec<usize>| {
                pick.iter().all(|&at| pick.iter().any(|&other| row.points[other] == opposite(at)))
            };
            let picks = picks(row.points.len(), part + row.taps - 1).into_iter().filter(paired);
            // Fewest operations first: errors are far below 1.
            let cost = |pick: &Vec<usize>| {
                let toom = Toom::nested(row.points, pick, part, row.taps).unwrap();
                let trial = Trial::new(&toom, 2);
                let [inputs, results] = trial.operations();
                (inputs + results) as f64 + trial.errors(20, CHANNELS).0
            };
            let best = best(picks, cost, 2);
            for kept in &best {
                show(row.points, kept, part, row.taps);
            }
            assert_eq!(best[0], row.parts[part - 1]);
        }
    }
}

/// Taps and outputs of algorithms that are not in the table for their error.
const LEFT_OUT: [(usize, usize); 4] = [(3, 6), (5, 4), (7, 3), (7, 4)];

/// For every algorithm, the best pairs of opposite numbers beside infinity and, if one more point is needed, 0.
#[test]
#[ignore = "prints measurements for minutes"]
fn candidates() {
    let numbers: Vec<Point> = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20]
        .into_iter()
        .map(|eighths: i32| {
            let divisor = 1 << eighths.trailing_zeros().min(3);
            Point::Finite(eighths / divisor, 8 / divisor)
        })
        .collect();
    let sizes = ROWS.iter().map(|row| (row.taps, row.outputs)).chain(LEFT_OUT);
    for (taps, outputs) in sizes {
        println!();
        let points = |pick: Vec<usize>| {
            let both = |at: usize| match numbers[at] {
                Point::Finite(above, below) => [numbers[at], Point::Finite(-above, below)],
                Point::Infinity => [numbers[at]; 2],
            };
            let zero = (taps + outputs) % 2 == 1;
            let fixed = zero.then_some(Point::Finite(0, 1)).into_iter().chain([Point::Infinity]);
            fixed.chain(pick.into_iter().flat_map(both)).collect::<Vec<Point>>()
        };
        let all = picks(numbers.len(), (taps + outputs) / 2 - 1).into_iter().map(points);
        let trial = |points: &Vec<Point>, axes| {
            Trial::new(&Toom::new(points, outputs, taps).unwrap(), axes)
        };
        // Quickly on one axis first: what an algorithm adds to the error, it adds on each axis.
        let near = best(all, |points| trial(points, 1).errors(10, CHANNELS).0, 12);
        for points in best(near.into_iter(), |points| trial(points, 2).errors(20, CHANNELS).0, 4) {
            show(&points, &(0..points.len()).collect::<Vec<_>>(), outputs, taps);
        }
    }
}
