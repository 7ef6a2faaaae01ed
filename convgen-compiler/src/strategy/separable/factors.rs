//! The kernels of a layer as sums of products of a column and a row.

use std::ops::Range;

use super::fit::{self, Allowance};
use super::matrix::{Matrix, Term};
use crate::stencil::Weighted;

/// A layer whose kernels all are sums of one or two terms.
pub(super) struct Factors {
    /// Terms of the kernel that has most.
    pub(super) rank: usize,
    /// By output channel and input channel of its group.
    pairs: Vec<Vec<Term>>,
    /// Input channels of a group.
    inputs: usize,
    /// Kernel positions on y and on x.
    height: usize,
    width: usize,
}

/// Terms of a kernel at most: with three, two passes are no shorter than one, but for large kernels.
const RANKS: usize = 2;

impl Factors {
    /// `None` where a kernel is no such sum, within the allowance, or where there is none that is not zero.
    pub(super) fn of(layer: &Weighted) -> Option<Self> {
        (1..=RANKS).find_map(|rank| Self::of_rank(layer, rank))
    }

    fn of_rank(layer: &Weighted, rank: usize) -> Option<Self> {
        let stencil = &layer.stencil;
        let inputs = stencil.in_channels_per_group();
        let [_, y, x] = stencil.axes.each_ref();
        let allowance = Allowance {
            element: stencil.element,
            direct: (inputs * y.kernel * x.kernel) as f64,
            passes: (x.kernel + inputs * rank * y.kernel) as f64,
        };
        let pair = |channel: usize, local: usize| {
            let row =
                |ky| (0..x.kernel).map(|kx| layer.weight(channel, local, [0, ky, kx])).collect();
            let matrix = Matrix::new((0..y.kernel).map(row).collect());
            fit::terms(&matrix, rank, &allowance)
        };
        let all = (0..stencil.out_channels).flat_map(|o| (0..inputs).map(move |i| (o, i)));
        let pairs: Vec<_> = all.map(|(o, i)| pair(o, i)).collect::<Option<_>>()?;
        let rank = pairs.iter().map(Vec::len).max().filter(|&rank| rank > 0)?;
        Some(Self { rank, pairs, inputs, height: y.kernel, width: x.kernel })
    }

    /// Rows that are kept of each row of the input, for one output channel.
    pub(super) fn kept(&self) -> usize {
        self.rank * self.inputs
    }

    /// Factors on y, and those on x, that are not zero for all pairs: for one output channel, whatever its
    /// phases.
    pub(super) fn taps(&self) -> [usize; 2] {
        let is_used = |at: &usize| self.common(*at) != Some(0.0);
        let of = |places: Range<usize>| {
            let all = (0..self.rank).flat_map(|term| places.clone().map(move |n| (term, n)));
            all.map(|(term, n)| self.column(term, n)).filter(is_used).count() * self.inputs
        };
        [of(0..self.height), of(self.height..self.height + self.width)]
    }

    /// The numbers of each pair one after another: for each term its column and its row, zeros where it has none.
    pub(super) fn table(&self) -> Vec<f64> {
        self.pairs.iter().flat_map(|terms| self.numbers(terms)).collect()
    }

    /// How many numbers of the table a pair has.
    pub(super) fn len(&self) -> usize {
        self.rank * (self.height + self.width)
    }

    /// A number of the table that is the same for all pairs, given where it lies among those of one.
    pub(super) fn common(&self, at: usize) -> Option<f64> {
        let (term, place) = (at / (self.height + self.width), at % (self.height + self.width));
        let mut all =
            self.pairs.iter().map(|terms| terms.get(term).map_or(0.0, |term| term.number(place)));
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }

    /// Where the factor of a term at a kernel position on y lies among the numbers of a pair.
    pub(super) fn column(&self, term: usize, ky: usize) -> usize {
        term * (self.height + self.width) + ky
    }

    /// The same on x.
    pub(super) fn row(&self, term: usize, kx: usize) -> usize {
        self.column(term, self.height + kx)
    }

    fn numbers(&self, terms: &[Term]) -> Vec<f64> {
        let mut numbers: Vec<f64> =
            terms.iter().flat_map(|term| [&term.column[..], &term.row].concat()).collect();
        numbers.resize(self.len(), 0.0);
        numbers
    }
}
