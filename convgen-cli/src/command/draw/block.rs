//! The block of the sparse matrix between two channels.

use convgen_compiler::stencil::Stencil;
use serde::Serialize;

use super::axis::Axis;

/// The entries between an output plane and an input plane that both are shown. They lie at the same
/// places for any two channels of a group; what differs are the weights.
#[derive(Serialize)]
pub(super) struct Block {
    /// Outputs and inputs of the planes, `y·width + x` of what is shown.
    rows: usize,
    columns: usize,
    /// `[row, column, kernel position y·width + x]`; those at one place, which there are where the
    /// padding holds copies, add up.
    entries: Vec<[usize; 3]>,
}

impl Block {
    pub(super) fn of(stencil: &Stencil, axes: &[Axis; 3]) -> Self {
        let [_, y, x] = axes;
        let [_, rows, columns] = stencil.axes.each_ref();
        // The kernel position and the place of the input element, where both are shown.
        let shown = |(kernel, input): (usize, usize), of: &Axis| {
            let place = of.elements().binary_search(&input).ok();
            place.filter(|_| kernel < of.kernel_shown()).map(|place| (kernel, place))
        };
        let mut entries = Vec::new();
        for (oy, ox) in (0..y.outputs()).flat_map(|oy| (0..x.outputs()).map(move |ox| (oy, ox))) {
            for (ky, iy) in rows.reads(oy).filter_map(|read| shown(read, y)) {
                for (kx, ix) in columns.reads(ox).filter_map(|read| shown(read, x)) {
                    entries.push([
                        oy * x.outputs() + ox,
                        iy * x.elements().len() + ix,
                        ky * x.kernel_shown() + kx,
                    ]);
                }
            }
        }
        Self {
            rows: y.outputs() * x.outputs(),
            columns: y.elements().len() * x.elements().len(),
            entries,
        }
    }
}
