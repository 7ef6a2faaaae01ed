//! Layers: a convolution with what is around it folded in, as far as a layer reaches.

mod activation;
mod batch_norm;
mod channels;
mod context;
pub mod convolution;
mod gate;
pub mod pad;
mod polynomial;
pub mod tail;

pub use activation::{Activation, Parameter};
pub use batch_norm::BatchNorm;
pub use channels::Affine;
pub use context::Context;
pub use convolution::Convolution;
pub use pad::{Before, Pad};
pub use tail::{Linear, Tail};
