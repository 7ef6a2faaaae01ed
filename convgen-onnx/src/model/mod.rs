//! What a model's file says.

mod array;
mod decode;
mod element;
mod external;
pub(crate) mod proto;
mod tensor;

pub use array::Numbers;
pub(crate) use array::{Array, Data};
pub use decode::Model;
pub(crate) use decode::is_standard;
pub use element::Element;
pub use external::Beside;
pub(crate) use tensor::{dims, read, read_sparse, sizes};
