//! What a model's file says.

mod decode;
mod external;
pub(crate) mod proto;
mod tensor;

pub use decode::Model;
pub(crate) use decode::is_standard;
pub use external::Beside;
pub use tensor::{Element, Numbers};
pub(crate) use tensor::{dims, integers, is_zero, read};
