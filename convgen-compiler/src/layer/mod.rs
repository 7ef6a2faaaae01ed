//! A checked spec: geometry, weights, bias and activation that cannot be wrong.

mod check;
mod cost;
mod definition;
mod geometry;
mod inline;
mod interface;
mod limit;
mod loader;
mod npy;
mod numbers;
mod schedule;
mod size;
mod transpose;
mod wanted;

pub use check::{Checked, check};
pub use cost::{BUFFER_LIMIT, LIST_LIMIT, PHASE_LIMIT, STRETCH_LIMIT, TEXT_LIMIT};
pub use definition::{Derivation, Layer, LayerError};
pub use interface::Interface;
pub use limit::{Excess, UNROLL_LIMIT};
pub use npy::read_npy;
