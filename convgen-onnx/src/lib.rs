//! Reads ONNX models: what they say, what follows from it, and the convolutions in them.
//!
//! ```text
//! bytes → model → graph → values → layers
//!         decode  type    infer    fold
//! ```
//!
//! * [`model`]: the messages of a file, and the numbers of tensors wherever they are stored;
//! * [`graph`]: nodes with their operators as types, who gives a value and who reads it;
//! * `rules`: what operators give, the sizes of it and the numbers where they follow from constants;
//! * [`values`]: the sizes of values, stated, given or inferred, those that are constant, and why something
//!   is not known;
//! * [`expand`]: functions and branches that are always taken become part of the graph;
//! * [`layer`]: a convolution with what is around it folded in.
//!
//! The crate is pure: the same bytes give the same result, and files beside a model are read through
//! [`model::Beside`]. Nothing in it panics, whatever the bytes are. Reasons are texts about "it", the
//! node; errors are data.

#![forbid(unsafe_code)]

pub mod expand;
pub mod graph;
pub mod layer;
pub mod model;
mod problem;
mod rules;
#[cfg(test)]
mod testing;
pub mod values;

pub use problem::Problem;
