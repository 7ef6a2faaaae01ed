//! The tables of packed weights and biases.

use crate::stencil::{Axis, Stencil, WeightStrides, Weighted};
use crate::strategy::split::{Block, blocks};

/// How output channels are laid out in vectors and blocks.
pub(super) struct Packing {
    pub(super) lanes: usize,
    /// Whether every channel is a group of its own, and all of them are packed as one.
    pub(super) by_lanes: bool,
    /// Groups.
    pub(super) groups: usize,
    /// Output channels of one group.
    channels: usize,
    /// Where weights are that are not packed.
    pub(super) direct: Option<WeightStrides>,
    /// Blocks of one group.
    blocks: Vec<Block>,
    /// Vectors of one group.
    vectors: usize,
    /// Input channels of one group.
    in_channels: usize,
    /// Taps of all phases of each axis.
    taps: [usize; 3],
}

impl Packing {
    pub(super) fn new(stencil: &Stencil, lanes: usize, vectors: usize, packed: bool) -> Self {
        let by_lanes = stencil.has_groups_as_lanes();
        let groups = if by_lanes { 1 } else { stencil.groups };
        let channels = stencil.out_channels / groups;
        Self {
            lanes,
            by_lanes,
            groups,
            channels,
            direct: (stencil.reads_weights && !packed).then_some(stencil.weight_strides),
            blocks: blocks(channels, lanes, vectors),
            vectors: channels.div_ceil(lanes),
            in_channels: stencil.in_channels_per_group(),
            taps: stencil.axes.each_ref().map(|axis| axis.taps().len()),
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        self.blocks.clone()
    }

    /// Table elements of one vector of channels.
    pub(super) fn vector_weights(&self) -> usize {
        self.in_channels * self.taps.iter().product::<usize>() * self.lanes
    }

    /// Taps, of all input channels, that lie between those of two phases of axis `n` for each tap of
    /// the phases between; on the axes before, a phase has so many.
    pub(super) fn phase_step(&self, slots: [usize; 3], n: usize) -> usize {
        let before: usize = slots[..n].iter().product();
        self.in_channels * before * self.taps[n + 1..].iter().product::<usize>()
    }

    /// Bytes of the whole table.
    pub(super) fn bytes(&self, stencil: &Stencil) -> usize {
        stencil.groups * self.group_weights() * stencil.element.bytes()
    }

    /// Table elements of all groups.
    pub(super) fn len(&self) -> usize {
        self.groups * self.group_weights()
    }

    /// Table elements of one group.
    pub(super) fn group_weights(&self) -> usize {
        self.vectors * self.vector_weights()
    }

    /// Elements of the weights from one group to the next.
    pub(super) fn group_step(&self) -> usize {
        self.direct.map_or_else(|| self.group_weights(), |strides| strides.group)
    }

    /// The same from one lane to the next.
    pub(super) fn lane_step(&self) -> usize {
        self.direct.map_or(1, |strides| self.lane_stride(strides))
    }

    /// The same from the first vector of a block to that of the next, for each vector.
    pub(super) fn block_step(&self) -> usize {
        match self.direct {
            Some(strides) => self.lanes * self.lane_stride(strides),
            None => self.vector_weights(),
        }
    }

    /// Elements of the caller's weights from one channel of a vector to the next.
    pub(super) fn lane_stride(&self, strides: WeightStrides) -> usize {
        if self.by_lanes { strides.group } else { strides.output }
    }

    /// Output channels of one group.
    pub(super) fn channels(&self) -> usize {
        self.channels
    }

    /// `[group, block, phase z, y, x, in/groups, tap z, y, x, vector, lane]`: in the order in which a
    /// block reads them, one phase after another. Zero where the last vector has no channel.
    pub(super) fn weights(&self, layer: &Weighted) -> Vec<f64> {
        self.pack(&layer.stencil, 0.0, |channel| layer.channel(channel).to_vec())
    }

    /// The same of anything that each weight has, given by output channel.
    pub(super) fn pack<T: Copy>(
        &self,
        stencil: &Stencil,
        absent: T,
        of: impl Fn(usize) -> Vec<T>,
    ) -> Vec<T> {
        let channels = self.channels;
        let mut table = vec![absent; self.len()];
        if table.is_empty() {
            return table;
        }
        let places = self.places(stencil);
        for group in 0..self.groups {
            for block in self.blocks.iter().flat_map(single) {
                let width = block.vectors * self.lanes;
                let start = group * self.group_weights() + block.first * self.vector_weights();
                let first = block.first * self.lanes;
                for within in first..channels.min(first + width) {
                    let slots = &mut table[start + within - first..];
                    let weights = of(group * channels + within);
                    for (channel, weights) in weights.chunks(places.len()).enumerate() {
                        for (place, weight) in places.iter().zip(weights) {
                            if let Some((start, step)) = place {
                                slots[(start + channel * step) * width] = *weight;
                            }
                        }
                    }
                }
            }
        }
        table
    }

    /// For each kernel position the place of its tap of the first input channel, and taps from there to
    /// that of the next; `None` where no output uses it.
    fn places(&self, stencil: &Stencil) -> Vec<Option<(usize, usize)>> {
        let [z, y, x] = stencil.axes.each_ref().map(slots);
        let mut places = Vec::new();
        for z in &z {
            for y in &y {
                for x in &x {
                    let place = |slots: [&Slot; 3]| {
                        let sizes = slots.map(|slot| slot.taps);
                        let before = (0..3).map(|n| self.phase_step(sizes, n) * slots[n].before);
                        let [_, height, width] = sizes;
                        let [z, y, x] = slots.map(|slot| slot.within);
                        let within = (z * height + y) * width + x;
                        (before.sum::<usize>() + within, sizes.iter().product())
                    };
                    let slots = z.as_ref().zip(y.as_ref()).zip(x.as_ref());
                    places.push(slots.map(|((z, y), x)| place([z, y, x])));
                }
            }
        }
        places
    }
}

/// Where a kernel position of an axis is in the table.
#[derive(Clone, Copy)]
struct Slot {
    /// Taps of the phases before its own.
    before: usize,
    /// Taps of its phase.
    taps: usize,
    /// Which of these it is.
    within: usize,
}

/// That of each kernel position; `None` where no output uses it.
fn slots(axis: &Axis) -> Vec<Option<Slot>> {
    let mut slots = vec![None; axis.kernel];
    let mut before = 0;
    for phase in &axis.phases {
        let taps = phase.taps.len();
        for (within, tap) in phase.taps.iter().enumerate() {
            slots[tap.kernel as usize] = Some(Slot { before, taps, within });
        }
        before += taps;
    }
    slots
}

/// The blocks of one form, one by one.
fn single(block: &Block) -> impl Iterator<Item = Block> {
    let block = *block;
    (0..block.count).map(move |n| Block {
        first: block.first + n * block.vectors,
        count: 1,
        ..block
    })
}
