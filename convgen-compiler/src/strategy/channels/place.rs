//! Where a tile's accesses are: indices that grow loop by loop.

use super::{Lowering, Region, Tiles};
use crate::kernel::{Index, Var};
use crate::stencil::Stencil;
use crate::strategy::split::Block;

/// The indices of a tile, without taps, input channels and the place in the tile.
#[derive(Clone)]
pub(super) struct Indices {
    /// One a phase.
    pub(super) input: Vec<Index>,
    pub(super) output: Index,
    pub(super) weights: Index,
    pub(super) bias: Index,
}

/// Elements of the input and of the output from one row, and from one period of a row, to the next.
pub(super) struct Steps {
    pub(super) row: [usize; 2],
    pub(super) column: [usize; 2],
}

impl Steps {
    pub(super) fn of(stencil: &Stencil, region: &Region<'_>) -> Self {
        let inner = &stencil.axes[region.row_axis + 1..];
        let row_in: usize = inner.iter().map(|axis| axis.input).product();
        let row_out: usize = inner.iter().map(|axis| axis.output).product();
        let [rows, columns] = [&stencil.axes[region.row_axis], &stencil.axes[2]];
        Self {
            row: [rows.in_step * row_in, rows.out_step * row_out],
            column: [columns.in_step, columns.out_step],
        }
    }
}

impl Indices {
    /// Those of a whole region.
    pub(super) fn of(lowering: &Lowering<'_>, region: &Region<'_>) -> Self {
        let (stencil, packing) = (lowering.stencil, &lowering.packing);
        let start = |channels: usize, plane: usize| {
            Index::default()
                .linear(region.batch, (channels * plane) as i64)
                .linear(region.group, (channels / stencil.groups * plane) as i64)
        };
        let input = start(stencil.in_channels, stencil.in_plane());
        let output = start(stencil.out_channels, stencil.out_plane());
        let phase = |n: usize| region.input(stencil, input.clone(), n);
        Self {
            input: (0..region.phases.len()).map(phase).collect(),
            output: region.output(stencil, output),
            weights: Index::default().linear(region.group, packing.group_weights() as i64),
            bias: Index::default().linear(region.group, packing.group_bias() as i64),
        }
    }

    /// Those of a block of channels; `var` counts blocks of the same form.
    pub(super) fn at_block(
        &self,
        lowering: &Lowering<'_>,
        block: &Block,
        var: Option<Var>,
    ) -> Self {
        let at = |index: &Index, vector: usize| {
            let block_step = (block.vectors * vector) as i64;
            index.clone().offset((block.first * vector) as i64).linear(var, block_step)
        };
        let packing = &lowering.packing;
        Self {
            input: self.input.clone(),
            output: at(&self.output, packing.lanes * lowering.stencil.out_plane()),
            weights: at(&self.weights, packing.vector_weights()),
            bias: at(&self.bias, packing.lanes),
        }
    }

    /// Those of tiles along an axis, given the elements from one output to the next.
    pub(super) fn at_tiles(&self, tiles: &Tiles, [input, output]: [usize; 2]) -> Self {
        let at = |index: &Index, step: usize| {
            let first = index.clone().offset((tiles.first * step) as i64);
            first.linear(tiles.var, (tiles.size * step) as i64)
        };
        Self {
            input: self.input.iter().map(|index| at(index, input)).collect(),
            output: at(&self.output, output),
            ..self.clone()
        }
    }
}

impl Region<'_> {
    /// Adds the position on each axis, and the taps of phase `n`, to an index of the input.
    fn input(&self, stencil: &Stencil, mut index: Index, n: usize) -> Index {
        let [_, y, x] = stencil.axes.each_ref();
        let rows = [(x.input * y.input) as i64, x.input as i64];
        for axis in [0, 1] {
            let (loops, segments, row) = (&self.outer[axis], self.segments[axis], rows[axis]);
            index = loops.input_taps(index, segments, row);
            if axis != self.row_axis {
                index = loops.input(index, &stencil.axes[axis], row);
            }
        }
        // One phase only has a loop over segments, which all phases share.
        self.inner[n].input_taps(index, &self.phases[n], 1)
    }

    /// Adds the position on each axis to an index of the output.
    fn output(&self, stencil: &Stencil, mut index: Index) -> Index {
        let [_, y, x] = stencil.axes.each_ref();
        let rows = [(x.output * y.output) as i64, x.output as i64];
        for axis in [0, 1] {
            let (loops, segments, row) = (&self.outer[axis], self.segments[axis], rows[axis]);
            let by_tile = axis == self.row_axis;
            index = loops.output(index, &stencil.axes[axis], segments, row, by_tile);
        }
        self.inner[0].output(index, x, &self.phases[0], 1, true)
    }
}
