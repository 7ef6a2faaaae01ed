//! The tables of packed weights and biases.

use crate::stencil::Stencil;
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
    /// Blocks of one group.
    blocks: Vec<Block>,
    /// Vectors of one group.
    vectors: usize,
    /// Weights of one output channel.
    channel_weights: usize,
}

impl Packing {
    pub(super) fn new(stencil: &Stencil, lanes: usize, vectors: usize) -> Self {
        let by_lanes = stencil.has_groups_as_lanes();
        let groups = if by_lanes { 1 } else { stencil.groups };
        let channels = stencil.out_channels / groups;
        Self {
            lanes,
            by_lanes,
            groups,
            channels,
            blocks: blocks(channels, lanes, vectors),
            vectors: channels.div_ceil(lanes),
            channel_weights: stencil.in_channels_per_group() * stencil.taps_per_channel(),
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        self.blocks.clone()
    }

    /// Table elements of one vector of channels.
    pub(super) fn vector_weights(&self) -> usize {
        self.channel_weights * self.lanes
    }

    /// Bytes of the whole table.
    pub(super) fn bytes(&self, stencil: &Stencil) -> usize {
        stencil.groups * self.group_weights() * stencil.element.bytes()
    }

    /// Table elements of one group.
    pub(super) fn group_weights(&self) -> usize {
        self.vectors * self.vector_weights()
    }

    /// Bias table elements of one group.
    pub(super) fn group_bias(&self) -> usize {
        self.vectors * self.lanes
    }

    /// `[group, block, in/groups, kz, ky, kx, vector, lane]`: in the order in which a block reads
    /// them. Zero where the last vector has no channel.
    pub(super) fn weights(&self, stencil: &Stencil) -> Vec<f64> {
        let channels = self.channels;
        let mut table = vec![0.0; self.groups * self.group_weights()];
        for group in 0..self.groups {
            for block in self.blocks.iter().flat_map(single) {
                let width = block.vectors * self.lanes;
                let start = group * self.group_weights() + block.first * self.vector_weights();
                let first = block.first * self.lanes;
                for within in first..channels.min(first + width) {
                    let slots = table[start + within - first..].iter_mut().step_by(width);
                    let weights = stencil.channel(group * channels + within);
                    slots.zip(weights).for_each(|(slot, weight)| *slot = *weight);
                }
            }
        }
        table
    }

    /// A number of each output channel, such as its bias: `[group, vector, lane]`.
    pub(super) fn per_channel(&self, of: impl Fn(usize) -> f64) -> Vec<f64> {
        let channels = self.channels;
        let slots = (0..self.groups).flat_map(|group| {
            (0..self.group_bias())
                .map(move |slot| (slot < channels).then_some(group * channels + slot))
        });
        slots.map(|channel| channel.map_or(0.0, &of)).collect()
    }
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
