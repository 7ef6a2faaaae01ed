//! The error of algorithms in `f32`, which chooses their points.

use super::combine::{Plan, plan};
use super::points::ROWS;
use super::rational::Rational;
use super::toom::{Point, Toom};

/// Numbers that are distributed normally, always the same ones for a seed.
pub(super) struct Normal(u64);

impl Normal {
    /// The numbers of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number: the sum of twelve uniform ones, made by the generator SplitMix64.
    pub(super) fn next(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    /// `count` numbers, rounded to `f32`.
    fn singles(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.next() as f32).collect()
    }

    /// A number from 0 up to 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A matrix as `f64`.
pub(super) fn numbers(rows: &[Vec<Rational>]) -> Vec<Vec<f64>> {
    rows.iter().map(|row| row.iter().map(|value| value.to_f64()).collect()).collect()
}

/// An algorithm on one axis, or the same on two, as kernels compute it.
struct Trial {
    axes: usize,
    taps: usize,
    outputs: usize,
    inputs: Plan,
    results: Plan,
    weights: Vec<Vec<f64>>,
}

/// A matrix along each axis of a line or a square, `columns` long an axis: `apply` gives its product with a line.
fn along<T: Copy>(
    axes: usize,
    from: &[T],
    columns: usize,
    apply: impl Fn(&[T]) -> Vec<T>,
) -> Vec<T> {
    if axes == 1 {
        return apply(from);
    }
    let rows: Vec<Vec<T>> = from.chunks(columns).map(&apply).collect();
    let columns =
        (0..rows[0].len()).map(|at| apply(&rows.iter().map(|row| row[at]).collect::<Vec<_>>()));
    let turned: Vec<Vec<T>> = columns.collect();
    (0..turned[0].len()).flat_map(|at| turned.iter().map(move |column| column[at])).collect()
}

/// A step of a plan on single numbers.
fn step(factor: Option<f64>, term: f32, before: Option<f32>) -> f32 {
    match (factor, before) {
        (Some(factor), Some(before)) => (factor as f32).mul_add(term, before),
        (Some(factor), None) => factor as f32 * term,
        (None, before) => term + before.unwrap_or(0.0),
    }
}

impl Trial {
    fn new(toom: &Toom, axes: usize) -> Self {
        Self {
            axes,
            taps: toom.g[0].len(),
            outputs: toom.a.len(),
            inputs: plan(&numbers(&toom.b)),
            results: plan(&numbers(&toom.a)),
            weights: numbers(&toom.g),
        }
    }

    /// The largest errors of the algorithm and of the sum in `f32`, relative to the largest value: means over `seeds`
    /// runs of 32 tiles, each of which is a sum over 64 channels.
    fn errors(&self, seeds: u64) -> (f64, f64) {
        let runs: Vec<(f64, f64)> =
            (0..seeds).map(|seed| self.run(&mut Normal::new(seed))).collect();
        let mean = |part: fn(&(f64, f64)) -> f64| runs.iter().map(part).sum::<f64>() / seeds as f64;
        (mean(|run| run.0), mean(|run| run.1))
    }

    fn run(&self, normal: &mut Normal) -> (f64, f64) {
        let size = |count: usize| count.pow(self.axes as u32);
        let window = self.outputs + self.taps - 1;
        let channels: Vec<Vec<f32>> = (0..64).map(|_| normal.singles(size(self.taps))).collect();
        let transformed: Vec<Vec<f32>> =
            channels.iter().map(|weights| self.transformed(weights)).collect();
        let (mut largest, mut fast, mut direct) = (0.0_f64, 0.0_f64, 0.0_f64);
        for _ in 0..32 {
            let mut products = vec![0.0_f32; size(window)];
            let (mut plain, mut exact) =
                (vec![0.0_f32; size(self.outputs)], vec![0.0; size(self.outputs)]);
            for (weights, transformed) in channels.iter().zip(&transformed) {
                let input = normal.singles(size(window));
                let apply = |line: &[f32]| self.inputs.apply(line, 0.0, step);
                let values = along(self.axes, &input, window, apply);
                for ((sum, value), weight) in products.iter_mut().zip(values).zip(transformed) {
                    *sum = value.mul_add(*weight, *sum);
                }
                self.direct(weights, &input, &mut plain, &mut exact);
            }
            let results =
                along(self.axes, &products, window, |line| self.results.apply(line, 0.0, step));
            for ((exact, result), plain) in exact.iter().zip(results).zip(plain) {
                largest = largest.max(exact.abs());
                fast = fast.max((f64::from(result) - exact).abs());
                direct = direct.max((f64::from(plain) - exact).abs());
            }
        }
        (fast / largest, direct / largest)
    }

    /// The transformed weights of a channel, rounded once.
    fn transformed(&self, weights: &[f32]) -> Vec<f32> {
        let weights: Vec<f64> = weights.iter().copied().map(f64::from).collect();
        let product = |line: &[f64]| {
            let row = |row: &Vec<f64>| row.iter().zip(line).map(|(a, b)| a * b).sum();
            self.weights.iter().map(row).collect()
        };
        along(self.axes, &weights, self.taps, product)
            .into_iter()
            .map(|value: f64| value as f32)
            .collect()
    }

    /// Adds a channel to the outputs of a tile, in `f32` and in `f64`.
    fn direct(&self, weights: &[f32], input: &[f32], plain: &mut [f32], exact: &mut [f64]) {
        let window = self.outputs + self.taps - 1;
        let columns = |count: usize| if self.axes == 1 { 1 } else { count };
        for y in 0..columns(self.outputs) {
            for x in 0..self.outputs {
                let at = y * self.outputs + x;
                for dy in 0..columns(self.taps) {
                    for dx in 0..self.taps {
                        let (value, weight) =
                            (input[(y + dy) * window + x + dx], weights[dy * self.taps + dx]);
                        plain[at] = value.mul_add(weight, plain[at]);
                        exact[at] += f64::from(value) * f64::from(weight);
                    }
                }
            }
        }
    }
}

/// An algorithm's name and points, its errors on one axis and on two (relative to the largest value, and to the error
/// of a direct sum), and the operations of `B` and `A`. Gives the second error.
fn show(points: &[Point], kept: &[usize], outputs: usize, taps: usize, seeds: u64) -> f64 {
    let toom = Toom::nested(points, kept, outputs, taps).unwrap();
    let [line, square] = [1, 2].map(|axes| Trial::new(&toom, axes));
    let [one, two] = [&line, &square].map(|trial| trial.errors(seeds));
    let names: Vec<String> = kept.iter().map(|&at| name(points[at])).collect();
    println!(
        "F({outputs},{taps}) {:40} {:.1e} {:5.2}   {:.1e} {:5.2}   {} + {}",
        names.join(" "),
        one.0,
        one.0 / one.1,
        two.0,
        two.0 / two.1,
        line.inputs.steps.len(),
        line.results.steps.len()
    );
    two.0
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
    for row in ROWS {
        println!();
        let all: Vec<usize> = (0..row.points.len()).collect();
        show(row.points, &all, row.outputs, row.taps, 40);
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
                let steps = trial.inputs.steps.len() + trial.results.steps.len();
                steps as f64 + trial.errors(20).0
            };
            let best = best(picks, cost, 2);
            for kept in &best {
                show(row.points, kept, part, row.taps, 40);
            }
            assert_eq!(best[0], row.parts[part - 1]);
        }
    }
}

/// For every row of the table, the best pairs of opposite numbers for it.
#[test]
#[ignore = "prints measurements"]
fn candidates() {
    let numbers: Vec<Point> = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20]
        .into_iter()
        .map(|eighths: i32| {
            let divisor = 1 << eighths.trailing_zeros().min(3);
            Point::Finite(eighths / divisor, 8 / divisor)
        })
        .collect();
    for row in ROWS {
        println!();
        let fixed: Vec<Point> = row
            .points
            .iter()
            .copied()
            .filter(|point| matches!(point, Point::Finite(0, _) | Point::Infinity))
            .collect();
        let pairs = (row.points.len() - fixed.len()) / 2;
        let points = |pick: Vec<usize>| {
            let both = |at: usize| match numbers[at] {
                Point::Finite(above, below) => [numbers[at], Point::Finite(-above, below)],
                Point::Infinity => [numbers[at]; 2],
            };
            fixed.iter().copied().chain(pick.into_iter().flat_map(both)).collect::<Vec<Point>>()
        };
        let all = picks(numbers.len(), pairs).into_iter().map(points);
        let trial = |points: &Vec<Point>, axes| {
            Trial::new(&Toom::new(points, row.outputs, row.taps).unwrap(), axes)
        };
        // Quickly on one axis first: with two, the errors are about those squared.
        let near = best(all, |points| trial(points, 1).errors(10).0, 12);
        for points in best(near.into_iter(), |points| trial(points, 2).errors(20).0, 4) {
            let indices: Vec<usize> = (0..points.len()).collect();
            show(&points, &indices, row.outputs, row.taps, 40);
        }
    }
}
