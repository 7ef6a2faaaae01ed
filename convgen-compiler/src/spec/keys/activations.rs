//! The names of activations.

/// Those that a name says all of, in the order of `spec::activation`.
pub(in crate::spec) const ACTIVATIONS: &[&str] = &[
    "none",
    "relu",
    "relu6",
    "hard_sigmoid",
    "hard_swish",
    "sigmoid",
    "tanh",
    "silu",
    "gelu",
    "gelu_tanh",
];
