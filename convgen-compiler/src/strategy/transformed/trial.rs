//! The rounding error of an algorithm in `f32`.

use super::combine::{Plan, plan};
use super::normal::Normal;
use super::rational::numbers;
use super::toom::Toom;

/// An algorithm on one axis, or the same on two, as kernels compute it.
pub(super) struct Trial {
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
    /// A trial of an algorithm on one or two axes.
    pub(super) fn new(toom: &Toom, axes: usize) -> Self {
        Self {
            axes,
            taps: toom.g[0].len(),
            outputs: toom.a.len(),
            inputs: plan(&numbers(&toom.b)),
            results: plan(&numbers(&toom.a)),
            weights: numbers(&toom.g),
        }
    }

    /// How many operations `B` and `A` take on vectors.
    pub(super) fn operations(&self) -> [usize; 2] {
        [self.inputs.steps.len(), self.results.steps.len()]
    }

    /// The largest errors of the algorithm and of the sum in `f32`, relative to the largest value: means over `seeds`
    /// runs of 32 tiles, each of which is a sum over some channels.
    pub(super) fn errors(&self, seeds: u64, channels: usize) -> (f64, f64) {
        let runs: Vec<(f64, f64)> =
            (0..seeds).map(|seed| self.run(&mut Normal::new(seed), channels)).collect();
        let mean = |part: fn(&(f64, f64)) -> f64| runs.iter().map(part).sum::<f64>() / seeds as f64;
        (mean(|run| run.0), mean(|run| run.1))
    }

    /// The errors of one run.
    fn run(&self, normal: &mut Normal, channels: usize) -> (f64, f64) {
        let size = |count: usize| count.pow(self.axes as u32);
        let window = self.outputs + self.taps - 1;
        let channels: Vec<Vec<f32>> =
            (0..channels).map(|_| normal.singles(size(self.taps))).collect();
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
