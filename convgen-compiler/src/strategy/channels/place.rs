//! Where a tile's accesses are: indices that grow loop by loop.

use convgen_runtime::geometry::Strides;

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
        let (from, to) = (&stencil.in_strides.axes, &stencil.out_strides.axes);
        let along = |n: usize| {
            let axis = &stencil.axes[n];
            [axis.in_step * from[n], axis.out_step * to[n]]
        };
        Self { row: along(region.row_axis), column: along(2) }
    }
}

impl Indices {
    /// Those of an input and a group.
    pub(super) fn start(lowering: &Lowering<'_>, batch: Option<Var>, group: Option<Var>) -> Self {
        let (stencil, packing) = (lowering.stencil, &lowering.packing);
        let start = |strides: &Strides, channels: usize| {
            Index::default()
                .linear(batch, strides.batch as i64)
                .linear(group, (channels * strides.channel) as i64)
        };
        Self {
            input: vec![start(&stencil.in_strides, stencil.in_channels_per_group())],
            output: start(&stencil.out_strides, stencil.out_channels_per_group()),
            weights: Index::default().linear(group, packing.group_step() as i64),
            bias: Index::default().linear(group, packing.channels() as i64),
        }
    }

    /// Those of a whole region.
    pub(super) fn of(lowering: &Lowering<'_>, region: &Region<'_>) -> Self {
        let stencil = lowering.stencil;
        let start = Self::start(lowering, region.batch, region.group);
        let phase = |n: usize| region.input(stencil, start.input[0].clone(), n);
        Self {
            input: (0..region.phases.len()).map(phase).collect(),
            output: region.output(stencil, start.output.clone()),
            ..start
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
        let (packing, stencil) = (&lowering.packing, lowering.stencil);
        let input = |index: &Index| match packing.by_lanes {
            true => at(index, packing.lanes * stencil.in_strides.channel),
            false => index.clone(),
        };
        Self {
            input: self.input.iter().map(input).collect(),
            output: at(&self.output, packing.lanes * stencil.out_strides.channel),
            weights: at(&self.weights, packing.block_step()),
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
        let rows = stencil.in_strides.axes.map(|stride| stride as i64);
        for axis in [0, 1] {
            let (loops, segments, row) = (&self.outer[axis], self.segments[axis], rows[axis]);
            index = loops.input_taps(index, segments, row);
            if axis != self.row_axis {
                index = loops.input(index, &stencil.axes[axis], row);
            }
        }
        // One phase only has a loop over segments, which all phases share.
        self.inner[n].input_taps(index, &self.phases[n], rows[2])
    }

    /// Adds the position on each axis to an index of the output.
    fn output(&self, stencil: &Stencil, mut index: Index) -> Index {
        let rows = stencil.out_strides.axes.map(|stride| stride as i64);
        for axis in [0, 1] {
            let (loops, segments, row) = (&self.outer[axis], self.segments[axis], rows[axis]);
            let by_tile = axis == self.row_axis;
            index = loops.output(index, &stencil.axes[axis], segments, row, by_tile);
        }
        self.inner[0].output(index, &stencil.axes[2], &self.phases[0], rows[2], true)
    }
}
