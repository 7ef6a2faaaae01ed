//! Five ways to compute a layer, each from its own definition, to check generated code against.
//!
//! | algorithm | idea |
//! |---|---|
//! | [`sliding_window()`] | every output element gathers what the taps link to it |
//! | [`matrix()`] | the equivalent matrix times the input |
//! | [`transposed_matrix()`] | the same with the transpose of the mirror layer's matrix |
//! | [`scatter()`] | every input element is added to where the taps take it |
//! | [`zero_insertion()`] | a direct convolution with stride 1, after putting zeros between elements |
//!
//! They share the flat indices of [`Shape`](crate::Shape) and next to nothing else, so that they are
//! unlikely to be wrong in the same way. A [`PaddingMode`](crate::PaddingMode) other than zeros is
//! read from the output's side by the first, where a tap falls; from the input's side by the next
//! three, where the copies of an element are; and as a signal without end by the last. None allocates, and none is fast:
//! [`Algorithm::steps`] says by what its time grows, and [`Algorithm::sums`] takes several inputs at once.
//!
//! Source of all five: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep
//! learning", 2016, arXiv:1603.07285. The convention is PyTorch's: the kernel of a convolution is
//! not flipped, and the bias, the residual and the activation come last, in this order.
//!
//! ```
//! use convgen_runtime::reference::{Algorithm, Definition};
//! use convgen_runtime::{Activation, Axis, Channels, Kind, Shape};
//!
//! let axes = [Axis::new(3, 2).with_stride(2)];
//! let shape = Shape::new(Kind::ConvTranspose, 1, Channels::new(1, 1), &axes)?;
//! let layer = Definition::new(shape, &[1.0, 10.0], &[0.5], Activation::None)?;
//! for algorithm in Algorithm::ALL {
//!     let mut output = [0.0; 6];
//!     algorithm.run(&layer, &[1.0, 2.0, 3.0], &mut output)?;
//!     assert_eq!(output, [1.5, 10.5, 2.5, 20.5, 3.5, 30.5]);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod algorithm;
mod copies;
mod definition;
mod grid;
mod lanes;
pub mod matrix;
mod scatter;
mod sliding_window;
pub mod transposed_matrix;
pub mod zero_insertion;

pub use algorithm::{Algorithm, forward, run};
pub use definition::Definition;
pub use matrix::matrix;
pub use scatter::scatter;
pub use sliding_window::sliding_window;
pub use transposed_matrix::transposed_matrix;
pub use zero_insertion::zero_insertion;
