//! Programs: what they compute, and the proof that their calls fit together.

mod emit;
mod interpret;
mod layers;
mod parts;
mod verify;
