//! Random numbers that are the same in every run.

/// Marsaglia's xorshift generator, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A sequence of its own for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Evenly spread over -1 to 1, in steps that `f32` holds exactly.
    pub(crate) fn uniform(&mut self) -> f32 {
        const STEPS: f32 = (1 << 23) as f32;
        (self.next() >> 40) as f32 / STEPS - 1.0
    }
}
