//! Sets of a buffer's elements, as bits.

use crate::view::View;

/// Bits of one word.
const WORD: usize = u64::BITS as usize;

/// A set of the elements `0 .. len`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    words: Vec<u64>,
    len: usize,
}

impl Marks {
    /// None of them.
    pub(super) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(WORD)], len }
    }

    /// The elements of a view.
    pub(super) fn of(view: &View, len: usize) -> Self {
        let mut marks = Self::none(len);
        let (run, firsts) = view.runs();
        firsts.for_each(|first| marks.add_run(first, run));
        marks
    }

    /// Marks elements side by side; the error is one that was marked before.
    pub(super) fn claim_run(&mut self, start: usize, len: usize) -> Result<(), usize> {
        for (word, mask) in masks(start, len) {
            let again = self.words[word] & mask;
            if again != 0 {
                return Err(word * WORD + again.trailing_zeros() as usize);
            }
            self.words[word] |= mask;
        }
        Ok(())
    }

    /// The same for elements `factor` apart. A plain loop: an output of a hundred million in strides is
    /// marked in proc macros too, which run without optimisation.
    pub(super) fn claim_each(&mut self, base: i64, factor: i64, count: usize) -> Result<(), usize> {
        let (mut at, mut left) = (base, count);
        while left > 0 {
            let (word, bit) = (at as usize / WORD, 1_u64 << (at as usize % WORD));
            if self.words[word] & bit != 0 {
                return Err(at as usize);
            }
            self.words[word] |= bit;
            at += factor;
            left -= 1;
        }
        Ok(())
    }

    /// Marks elements side by side.
    pub(super) fn add_run(&mut self, start: usize, len: usize) {
        for (word, mask) in masks(start, len) {
            self.words[word] |= mask;
        }
    }

    /// Whether all elements are marked.
    pub(super) fn is_full(&self) -> bool {
        let last = self.words.len().saturating_sub(1);
        let full = |(at, word): (usize, &u64)| match self.len % WORD {
            rest @ 1.. if at == last => *word == u64::MAX >> (WORD - rest),
            _ => *word == u64::MAX,
        };
        self.words.iter().enumerate().all(full)
    }

    /// Marks all elements of another set of as many.
    pub(super) fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Adds every sum of an element with `0, factor, … (count - 1)·factor`; sums outside are dropped.
    pub(super) fn spread(&mut self, factor: i128, count: usize) {
        // Twice as many sums in each step.
        let mut have = 1;
        while have < count {
            let more = have.min(count - have);
            let shifted = self.shifted(factor * more as i128);
            self.add(&shifted);
            have += more;
        }
    }

    /// The elements `by` further on, as far as there are such.
    pub(super) fn shifted(&self, by: i128) -> Self {
        let mut shifted = Self::none(self.len);
        let distance = by.unsigned_abs();
        if distance >= self.len as u128 {
            return shifted;
        }
        let (words, bits) = (distance as usize / WORD, distance as usize % WORD);
        let count = self.words.len();
        let word = |at: usize| self.words.get(at).copied().unwrap_or(0);
        for at in 0..count - words {
            if by >= 0 {
                let below = if at > 0 && bits > 0 { word(at - 1) >> (WORD - bits) } else { 0 };
                shifted.words[at + words] = word(at) << bits | below;
            } else {
                let above = if bits > 0 { word(at + words + 1) << (WORD - bits) } else { 0 };
                shifted.words[at] = word(at + words) >> bits | above;
            }
        }
        // Nothing past the end.
        if let (Some(last), 1..) = (shifted.words.last_mut(), self.len % WORD) {
            *last &= u64::MAX >> (WORD - self.len % WORD);
        }
        shifted
    }

    /// The first element that another set does not have.
    pub(super) fn first_missing_in(&self, other: &Self) -> Option<usize> {
        if self.words == other.words {
            return None;
        }
        let missing = |(word, other): (&u64, &u64)| word & !other;
        let mut words = self.words.iter().zip(&other.words).map(missing).enumerate();
        let (word, bits) = words.find(|(_, bits)| *bits != 0)?;
        Some(word * WORD + bits.trailing_zeros() as usize)
    }
}

/// The words of a run, each with the bits that belong to it.
fn masks(start: usize, len: usize) -> impl Iterator<Item = (usize, u64)> {
    let end = start + len;
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let (word, bit) = (at / WORD, at % WORD);
        let count = (WORD - bit).min(end - at);
        at += count;
        Some((word, (u64::MAX >> (WORD - count)) << bit))
    })
}

#[cfg(test)]
mod tests {
    use super::Marks;

    fn set(len: usize, elements: &[usize]) -> Marks {
        let mut marks = Marks::none(len);
        elements.iter().for_each(|&element| marks.add_run(element, 1));
        marks
    }

    #[test]
    fn shifts_drop_what_leaves() {
        let marks = set(150, &[0, 1, 63, 64, 100, 149]);
        assert_eq!(marks.shifted(0), marks);
        assert_eq!(marks.shifted(1), set(150, &[1, 2, 64, 65, 101]));
        assert_eq!(marks.shifted(64), set(150, &[64, 65, 127, 128]));
        assert_eq!(marks.shifted(-64), set(150, &[0, 36, 85]));
        assert_eq!(marks.shifted(-100), set(150, &[0, 49]));
        assert_eq!(marks.shifted(150), set(150, &[]));
    }

    #[test]
    fn a_spread_is_all_sums() {
        for count in 1..9 {
            let mut marks = set(200, &[3, 5]);
            marks.spread(7, count);
            let sums: Vec<usize> = (0..count).flat_map(|n| [3 + 7 * n, 5 + 7 * n]).collect();
            assert_eq!(marks, set(200, &sums), "{count}");
        }
    }

    #[test]
    fn a_full_set() {
        for len in [0, 1, 63, 64, 65, 128, 130] {
            let mut marks = Marks::none(len);
            assert_eq!(marks.is_full(), len == 0, "{len}");
            marks.add_run(0, len.saturating_sub(1));
            assert_eq!(marks.is_full(), len == 0, "{len}");
            marks.add_run(0, len);
            assert!(marks.is_full(), "{len}");
        }
    }

    #[test]
    fn a_claim_is_made_once() {
        let mut marks = Marks::none(200);
        assert_eq!(marks.claim_run(60, 80), Ok(()));
        assert_eq!(marks.claim_each(141, 10, 5), Ok(()));
        assert_eq!(marks.claim_run(130, 20), Err(130));
        assert_eq!(marks.claim_each(191, -10, 3), Err(181));
    }

    #[test]
    fn what_another_set_lacks() {
        assert_eq!(set(99, &[1, 70, 98]).first_missing_in(&set(99, &[1, 2, 98])), Some(70));
        assert_eq!(set(99, &[1]).first_missing_in(&set(99, &[1, 2])), None);
    }
}
