//! From files to a checked layer, and what is said when that fails.

mod disk;
mod errors;
mod garbage;
mod layer_checks;
mod layer_files;
mod limits;
mod npy;
mod spellings;
