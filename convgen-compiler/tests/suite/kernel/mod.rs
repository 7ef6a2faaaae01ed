//! The kernel IR: proof, meaning, cost and text.

mod by_hand;
mod cost;
mod display;
mod interpret;
mod oracle;
mod tiles;
mod verify;
mod verify_bounds;
mod verify_coverage;
mod verify_filled;
mod verify_limits;
mod verify_random;
mod verify_scopes;
mod verify_views;
