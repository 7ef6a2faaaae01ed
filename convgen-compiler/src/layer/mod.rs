//! A checked spec: geometry, weights, bias and activation that cannot be wrong.

mod activation;
mod batch_norm;
mod check;
mod copied;
mod cost;
mod data;
mod definition;
mod geometry;
mod interface;
mod lanes;
mod limit;
mod numbers;
mod parameters;
mod reference;
mod schedule;
mod size;
mod transpose;

pub use check::{Checked, check};
pub use cost::{BUFFER_LIMIT, LIST_LIMIT, PHASE_LIMIT, STRETCH_LIMIT};
pub use data::read_npy;
pub use definition::{Derivation, Layer, LayerError};
pub use interface::Interface;
pub use lanes::lane_channels;
pub use limit::{Excess, UNROLL_LIMIT};
pub use reference::Reference;
