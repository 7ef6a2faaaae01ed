//! From files to a checked layer, and what is said when that fails.

mod archives;
mod disk;
mod errors;
mod foreign;
mod garbage;
mod layer_archives;
mod layer_checks;
mod layer_files;
mod limits;
mod npy;
mod parameters;
mod spellings;
