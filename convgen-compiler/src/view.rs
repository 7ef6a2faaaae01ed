//! Parts of memory.

/// The elements `base + Σ index·stride`, each index from 0 to the count of its axis: a whole buffer, some
/// channels of one whose pixels lie side by side, the inner part of one with a border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The first element.
    base: usize,
    /// Count and stride, the longest stride first; each stride is longer than what the axes after it
    /// reach, so that no element is there twice.
    axes: Vec<(usize, usize)>,
}

impl View {
    /// `len` elements side by side.
    pub fn whole(len: usize) -> Self {
        Self { base: 0, axes: vec![(len, 1)] }
    }

    /// The elements of some axes, given as count and stride in any order, from element `base` on; `None`
    /// where two indices would be one element.
    pub fn new(base: usize, axes: &[(usize, usize)]) -> Option<Self> {
        if axes.iter().any(|&(count, _)| count == 0) {
            return Some(Self { base, axes: vec![(0, 1)] });
        }
        let mut long: Vec<_> = axes.iter().copied().filter(|&(count, _)| count > 1).collect();
        long.sort_by_key(|&(_, stride)| stride);
        let mut merged: Vec<(usize, usize)> = vec![(1, 1)];
        let mut reach = 1;
        for (count, stride) in long {
            if stride < reach {
                return None;
            }
            match merged.last_mut() {
                Some((inner, step)) if *inner * *step == stride => *inner *= count,
                _ => merged.push((count, stride)),
            }
            reach += (count - 1) * stride;
        }
        // The first is a single element unless it grew.
        if merged.len() > 1 && merged[0].0 == 1 {
            merged.remove(0);
        }
        merged.reverse();
        Some(Self { base, axes: merged })
    }

    /// The first element.
    pub fn base(&self) -> usize {
        self.base
    }

    /// Count and stride of each axis, the longest stride first.
    pub fn axes(&self) -> &[(usize, usize)] {
        &self.axes
    }

    /// How many elements it has.
    pub fn count(&self) -> usize {
        self.axes.iter().map(|(count, _)| count).product()
    }

    /// One past its last element; its base where it has none.
    pub fn end(&self) -> usize {
        if self.count() == 0 {
            return self.base;
        }
        self.base + self.axes.iter().map(|(count, stride)| (count - 1) * stride).sum::<usize>() + 1
    }

    /// The elements as runs that lie side by side, in order: the first of each, and all as long.
    pub fn runs(&self) -> (usize, impl Iterator<Item = usize>) {
        let (outer, run) = match self.axes.split_last() {
            Some((&(count, 1), outer)) => (outer, count),
            _ => (&self.axes[..], 1),
        };
        let count = if run == 0 { 0 } else { outer.iter().map(|(count, _)| count).product() };
        let base = self.base;
        let first = move |n: usize| {
            let place = |(rest, at): (usize, usize), &(count, stride): &(usize, usize)| {
                (rest / count, at + rest % count * stride)
            };
            outer.iter().rev().fold((n, base), place).1
        };
        (run, (0..count).map(first))
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn axes_that_continue_one_another_are_one() {
        assert_eq!(View::new(0, &[(2, 12), (3, 4), (4, 1)]), Some(View::whole(24)));
        assert_eq!(View::new(0, &[(4, 1), (1, 99), (3, 4)]), Some(View::whole(12)));
        assert_eq!(View::new(0, &[]), Some(View::whole(1)));
        assert_eq!(View::new(5, &[(3, 8), (0, 1)]).map(|view| view.count()), Some(0));
    }

    #[test]
    fn channels_of_a_wider_buffer() {
        // Three pixels of five channels, of which the second and third.
        let view = View::new(1, &[(3, 5), (2, 1)]).expect("no element is there twice");
        assert_eq!((view.count(), view.end()), (6, 13));
        let (run, firsts) = view.runs();
        assert_eq!((run, firsts.collect::<Vec<_>>()), (2, vec![1, 6, 11]));
    }

    #[test]
    fn elements_that_do_not_lie_side_by_side() {
        let view = View::new(2, &[(2, 9), (3, 2)]).expect("no element is there twice");
        let (run, firsts) = view.runs();
        assert_eq!((run, firsts.collect::<Vec<_>>()), (1, vec![2, 4, 6, 11, 13, 15]));
    }

    #[test]
    fn an_element_that_two_indices_name() {
        assert_eq!(View::new(0, &[(3, 4), (5, 1)]), None);
        assert_eq!(View::new(0, &[(2, 0)]), None);
    }
}
