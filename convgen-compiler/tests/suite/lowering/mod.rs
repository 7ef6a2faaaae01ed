//! From a layer to a kernel: what every strategy must compute.

mod batch_norm;
mod fixtures;
mod goldens;
mod properties;
mod schedules;
mod separable;
mod stencil_matrix;
mod text;
mod transformed;
mod transpose_of;
