//! The layer as a page draws it.

use convgen_compiler::driver::Compiled;
use convgen_compiler::stencil::Weighted;
use serde::Serialize;

use super::axis::Axis;
use super::block::Block;
use super::channels::Channels;
use super::window::Limits;

/// What the page's scripts draw. They compute nothing of it.
#[derive(Serialize)]
pub(super) struct Picture {
    dims: usize,
    /// Whether nothing is left out.
    whole: bool,
    /// Along z, y, x; those that the layer does not have are single points.
    axes: [Axis; 3],
    channels: Channels,
    block: Block,
}

impl Picture {
    pub(super) fn of(compiled: &Compiled) -> Self {
        let (shape, layer) = (compiled.shape(), Weighted::new(compiled.layer()));
        let stencil = &layer.stencil;
        let limits = Limits::of(shape.dims());
        let axes = [0, 1, 2]
            .map(|n| Axis::of(&stencil.axes[n], &shape.spatial()[n], shape.kind(), limits));
        let channels = Channels::of(&layer, &axes);
        Self {
            dims: shape.dims(),
            whole: axes.iter().all(Axis::whole) && channels.whole(),
            block: Block::of(stencil, &axes),
            channels,
            axes,
        }
    }

    /// Whether nothing is left out.
    pub(super) fn whole(&self) -> bool {
        self.whole
    }

    /// How many outputs are shown, along z, y, x.
    pub(super) fn shown(&self) -> [usize; 3] {
        self.axes.each_ref().map(Axis::outputs)
    }
}
