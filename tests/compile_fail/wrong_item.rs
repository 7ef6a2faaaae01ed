//! Items that cannot be a layer.

#[convgen::layer("specs/good.toml")]
enum Enum {}

fn uses_it(_: Enum) {}

#[convgen::layer("specs/good.toml")]
struct Fields {
    weights: [f32; 9],
}

#[convgen::layer("specs/good.toml")]
struct Generic<T>;

#[convgen::layer(specs/good.toml)]
struct NoLiteral;

#[convgen::layer]
struct NoPath;

fn main() {}
