//! What may stand between the parentheses.

use convgen::layer;

#[layer]
struct Nothing;

#[layer(specs)]
struct NoString;

#[layer("specs/two.toml", strategy = "looped")]
struct Unknown;

#[layer("specs/two.toml", outside = "true")]
struct NoTruth;

#[layer("specs/two.toml", outside = false, outside = true)]
struct Twice;

#[layer("specs/two.toml", crate = "super::convgen")]
struct Relative;

#[layer("../two.toml")]
struct Outside;

fn main() {}
