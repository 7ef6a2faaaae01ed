//! The equivalent sparse matrix: `output = C · input + bias`, a view of the weighted stencil.

use std::collections::BTreeMap;

use super::Weighted;

/// One product of an output's sum: a weight and the input element that it meets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// The input element, a column of C.
    pub column: usize,
    /// The element's channel, in the group of the output's.
    pub channel: usize,
    /// Position of the weight in the kernel, along z, y, x.
    pub kernel: [usize; 3],
    /// The weight. May be zero.
    pub weight: f64,
}

impl Weighted {
    /// Row `row` of C, whose columns are input elements: the entries that are not zero, in kernel
    /// order. Weights that link the output to one and the same input element, as they may where the
    /// padding holds copies of the input, are one entry: their sum, at the place of the first.
    ///
    /// # Panics
    /// If there is no such output element.
    pub fn row(&self, row: usize) -> Vec<(usize, f64)> {
        let mut entries: Vec<(usize, f64)> = Vec::new();
        let mut places = BTreeMap::new();
        for Term { column, weight, .. } in self.terms(row) {
            if weight != 0.0 {
                let place = *places.entry(column).or_insert(entries.len());
                match entries.get_mut(place) {
                    Some((_, sum)) => *sum += weight,
                    None => entries.push((column, weight)),
                }
            }
        }
        entries.retain(|(_, weight)| *weight != 0.0);
        entries
    }

    /// The products that output element `row` is the sum of, those with zero weights included, by
    /// channel in kernel order.
    ///
    /// # Panics
    /// If there is no such output element.
    pub fn terms(&self, row: usize) -> Vec<Term> {
        let stencil = &self.stencil;
        let [z, y, x] = stencil.axes.each_ref();
        let output = &stencil.out_strides;
        let [oz, oy, ox] = [0, 1, 2].map(|n| row / output.axes[n] % stencil.axes[n].output);
        let batch = row / output.batch;
        let out_channel = row / output.channel % stencil.out_channels;
        assert!(batch < stencil.batch, "row {row} is past the matrix's end");
        let per_group = stencil.in_channels_per_group();
        let mut terms = Vec::new();
        for channel in 0..per_group {
            let in_channel = stencil.group(out_channel) * per_group + channel;
            for (kz, iz) in z.reads(oz) {
                for (ky, iy) in y.reads(oy) {
                    for (kx, ix) in x.reads(ox) {
                        let column = stencil.in_strides.index(batch, in_channel, [iz, iy, ix]);
                        let kernel = [kz, ky, kx];
                        let weight = self.weight(out_channel, channel, kernel);
                        terms.push(Term { column, channel, kernel, weight });
                    }
                }
            }
        }
        terms
    }
}
