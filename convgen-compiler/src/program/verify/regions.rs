//! Whose value each byte of a memory holds.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::program::BufferId;

/// Ranges of bytes with the buffer whose value is there; all others hold nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Regions(BTreeMap<usize, (usize, BufferId)>);

impl Regions {
    /// A value of a buffer is written over whatever was there.
    pub(super) fn write(&mut self, bytes: Range<usize>, owner: BufferId) {
        if bytes.is_empty() {
            return;
        }
        // What reaches over an end of the range keeps the rest.
        let before = self.0.range(..bytes.start).next_back().map(|(&start, &held)| (start, held));
        let inside: Vec<usize> = self.0.range(bytes.clone()).map(|(&start, _)| start).collect();
        let mut last = before;
        for start in inside {
            last = self.0.remove(&start).map(|held| (start, held));
        }
        if let Some((_, (end, other))) = last
            && end > bytes.end
        {
            self.0.insert(bytes.end, (end, other));
        }
        if let Some((start, (end, other))) = before
            && end > bytes.start
        {
            self.0.insert(start, (bytes.start, other));
        }
        self.0.insert(bytes.start, (bytes.end, owner));
    }

    /// The first byte of a range that does not hold a value of a buffer.
    pub(super) fn first_other(&self, bytes: Range<usize>, owner: BufferId) -> Option<usize> {
        let mut at = bytes.start;
        while at < bytes.end {
            match self.0.range(..=at).next_back() {
                Some((_, &(end, held))) if held == owner && end > at => at = end,
                _ => return Some(at),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{BufferId, Regions};

    /// Against an array with an owner for each byte.
    #[test]
    fn regions_are_what_was_written_last() {
        let mut regions = Regions::default();
        let mut bytes = [None; 40];
        let mut state = 1_usize;
        for _ in 0..500 {
            state = (state * 1_103_515_245 + 12_345) % (1 << 31);
            let (start, len, owner) = (state / 7 % 40, state / 300 % 12, state / 5_000 % 3);
            let range = start..(start + len).min(40);
            regions.write(range.clone(), BufferId(owner));
            bytes[range].fill(Some(owner));
            for owner in 0..3 {
                for start in 0..40 {
                    let other = (start..40).find(|&at| bytes[at] != Some(owner));
                    assert_eq!(regions.first_other(start..40, BufferId(owner)), other);
                }
            }
        }
    }
}
