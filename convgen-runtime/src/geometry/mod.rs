//! The sizes of convolution layers: checked, exact, and usable in constants.
//!
//! All sizes count elements, never bytes. For one axis with the effective kernel
//! `e = dilation·(kernel - 1) + 1`:
//!
//! * convolution: `output = floor((input + pad_before + pad_after - e) / stride) + 1`
//! * transposed convolution:
//!   `output = (input - 1)·stride - pad_before - pad_after + e + output_padding`
//!
//! An [`Axis`] is what somebody wrote and may break a rule; a [`Shape`] has passed every check.
//!
//! ```
//! use convgen_runtime::{Axis, Channels, Kind, Shape};
//!
//! const SHAPE: Shape = Shape::checked(
//!     Kind::ConvTranspose,
//!     1,
//!     Channels::new(64, 3),
//!     &[Axis::new(32, 4).with_stride(2).with_padding(1, 1); 2],
//! );
//! assert_eq!(SHAPE.output_sizes(), [1, 64, 64]);
//! assert_eq!(SHAPE.weight_dims(), [64, 3, 1, 4, 4]);
//! ```

mod auto_pad;
mod axis;
mod channels;
mod check;
mod count;
mod error;
mod formula;
mod index;
mod kind;
mod layout;
mod limits;
mod mirror;
mod output;
mod padding_mode;
mod shape;
mod shape_error;

pub use auto_pad::AutoPad;
pub use axis::Axis;
pub use channels::Channels;
pub use error::{AxisError, Field};
pub use formula::Formula;
pub use kind::Kind;
pub use layout::{Layout, Strides};
pub use limits::{MAX_ELEMENTS, MAX_EXTENT};
pub use padding_mode::PaddingMode;
pub use shape::Shape;
pub use shape_error::ShapeError;
