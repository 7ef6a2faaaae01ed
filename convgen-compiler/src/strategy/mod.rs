//! Strategies: each lowers a stencil to a kernel, in its own way, for any geometry and any number
//! of lanes. One file or folder each, which holds all that is known of it: its parameters, what it proposes
//! for a layer, the model that scores a proposal, and the lowering. [`Method`] is the list of them.

mod axes;
mod channels;
mod contract;
mod epilogue;
mod estimate;
mod interleave;
mod looped;
mod parameters;
mod phases;
mod pieces;
mod pixels;
mod reach;
mod registry;
mod rounding;
mod row;
mod separable;
mod sparse;
mod split;
mod transformed;
mod unrolled;

pub use channels::Channels;
pub use contract::Strategy;
pub use looped::Looped;
pub use parameters::{Lowered, Source};
pub use pixels::{Form, Pixels};
pub use registry::Method;
pub use rounding::Rounding;
pub use separable::Separable;
pub use sparse::Sparse;
pub use transformed::Transformed;
pub use unrolled::Unrolled;
