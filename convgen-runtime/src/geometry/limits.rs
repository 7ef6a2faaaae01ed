//! The largest geometries.

/// The largest number an axis may hold, and the largest extent it may give rise to: `i32::MAX`.
///
/// Padded inputs, uncropped outputs and effective kernels are bounded too. So every position, and
/// every difference of two positions, fits an `i32`: index arithmetic cannot overflow, even where
/// `usize` has 32 bits or a vector instruction takes 32-bit offsets.
pub const MAX_EXTENT: usize = i32::MAX as usize;

/// The most elements that the input, the output or the weights may have.
///
/// A Rust object is at most `isize::MAX` bytes; this leaves room for elements of 8 bytes, so that
/// a layer can also be recomputed in double precision.
pub const MAX_ELEMENTS: usize = isize::MAX as usize / size_of::<f64>();
