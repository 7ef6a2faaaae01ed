//! The equivalent sparse matrix: `output = C · input + bias`, a view of the stencil.

use std::collections::BTreeMap;

use super::Stencil;

impl Stencil {
    /// Row `row` of C, whose columns are input elements: the entries that are not zero, in kernel
    /// order. Weights that link the output to one and the same input element, as they may where the
    /// padding holds copies of the input, are one entry: their sum, at the place of the first.
    ///
    /// # Panics
    /// If there is no such output element.
    pub fn row(&self, row: usize) -> Vec<(usize, f32)> {
        let [z, y, x] = self.axes.each_ref();
        let (rest, ox) = (row / x.output, row % x.output);
        let (rest, oy) = (rest / y.output, rest % y.output);
        let (rest, oz) = (rest / z.output, rest % z.output);
        let (batch, channel) = (rest / self.out_channels, rest % self.out_channels);
        assert!(batch < self.batch, "row {row} is past the matrix's end");
        let mut entries: Vec<(usize, f32)> = Vec::new();
        let mut places = BTreeMap::new();
        for local in 0..self.in_channels_per_group() {
            let plane = batch * self.in_channels
                + self.group(channel) * self.in_channels_per_group()
                + local;
            for (kz, iz) in z.reads(oz) {
                for (ky, iy) in y.reads(oy) {
                    for (kx, ix) in x.reads(ox) {
                        let column = ((plane * z.input + iz) * y.input + iy) * x.input + ix;
                        let weight = self.weight(channel, local, [kz, ky, kx]);
                        if weight != 0.0 {
                            let place = *places.entry(column).or_insert(entries.len());
                            match entries.get_mut(place) {
                                Some((_, sum)) => *sum += weight,
                                None => entries.push((column, weight)),
                            }
                        }
                    }
                }
            }
        }
        entries.retain(|(_, weight)| *weight != 0.0);
        entries
    }
}
