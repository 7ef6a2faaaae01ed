//! The compiler's tests, in one program: linking costs more than running.

#[path = "../../../tests/support/archives.rs"]
mod archives;
#[path = "../../../tests/support/bound.rs"]
mod bound;
mod cases;
#[path = "../../../tests/support/fixtures.rs"]
mod fixtures;
mod front;
mod kernel;
mod layers;
mod lowering;
#[path = "../../../tests/support/networks.rs"]
mod networks;
mod program;
#[path = "../../../tests/support/skip.rs"]
mod skip;
#[path = "../../../tests/support/transposition.rs"]
mod transposition;
