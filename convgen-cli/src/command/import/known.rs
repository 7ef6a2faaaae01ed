//! What the compiler knows of what an import can make out. What it does not know is left in the graph,
//! with that reason; a name here is all it takes to fold it.

/// Names of activations, and the keys `add`, `batch_norm`, `dtype` and `padding_mode`.
const KNOWN: &[&str] = &[
    "add",
    "batch_norm",
    "clamp",
    "gelu",
    "gelu_tanh",
    "hard_sigmoid",
    "hard_swish",
    "leaky_relu",
    "padding_mode",
    "prelu",
    "relu",
    "relu6",
    "sigmoid",
    "silu",
    "tanh",
];

/// Whether a spec may say this.
pub(super) fn has(name: &str) -> bool {
    KNOWN.contains(&name)
}
