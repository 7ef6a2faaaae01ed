//! Medians of repeated calls.

use std::time::{Duration, Instant};

/// Seconds of one call: the median of 15 runs, each long enough for the clock.
pub fn median(call: impl FnMut()) -> f64 {
    median_of(15, call)
}

/// The same of an odd number of runs, for calls that take long.
pub fn median_of(count: usize, mut call: impl FnMut()) -> f64 {
    let mut run = |calls: u32| {
        let start = Instant::now();
        (0..calls).for_each(|_| call());
        start.elapsed()
    };
    let mut calls = 1;
    while run(calls) < Duration::from_millis(8) {
        calls *= 2;
    }
    let mut runs: Vec<f64> =
        (0..count).map(|_| run(calls).as_secs_f64() / f64::from(calls)).collect();
    runs.sort_by(f64::total_cmp);
    runs[count / 2]
}
