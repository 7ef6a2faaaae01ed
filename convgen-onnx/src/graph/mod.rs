//! A model's graph: typed nodes, who gives a value, and who reads it.

mod attributes;
mod constants;
mod node;
pub(crate) mod operator;
mod values;
pub(crate) mod window;

pub use node::Node;
pub use values::{Graph, Reader};
