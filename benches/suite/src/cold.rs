//! Times of calls that find nothing in the nearer caches.

use std::hint::black_box;
use std::time::Instant;

/// What a cache holds at once, in bytes.
const LINE: usize = 64;

/// Memory that has nothing to do with a layer.
pub struct Other(Vec<u8>);

impl Other {
    /// As many megabytes of it.
    pub fn new(megabytes: usize) -> Self {
        // Ones are written, where zeros would all be one page of the system's.
        Self(vec![1; megabytes << 20])
    }

    /// Seconds of one call: the median of 31, each timed by itself after all of this memory was read.
    pub fn median(&self, mut call: impl FnMut()) -> f64 {
        let mut seconds = [(); 31].map(|()| {
            self.read();
            let start = Instant::now();
            call();
            start.elapsed().as_secs_f64()
        });
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    }

    /// Takes the place of what the caches held, data and code.
    fn read(&self) {
        let sum: u64 = self.0.iter().step_by(LINE).map(|&byte| u64::from(byte)).sum();
        black_box(sum);
    }
}
