//! A model's graph: typed nodes, who gives a value, and who reads it.

mod attributes;
mod constants;
mod links;
mod node;
pub(crate) mod operator;
pub(crate) mod window;

pub use links::{Graph, Reader};
pub use node::Node;
