//! The sizes of values: what the model states, what is fixed from outside, and what follows from
//! the nodes before.

mod fixed;
pub mod geometry;
mod infer;
pub(crate) mod pads;
pub(crate) mod sizes;
mod stated;
mod why;

pub use fixed::Fixed;
pub use stated::Shapes;
