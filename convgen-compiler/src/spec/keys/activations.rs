//! The names of activations.

/// Those that a name says all of, in the order of `spec::activation`. One of them may be a key too, with a
/// number that it has by its name only as well.
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
    "elu",
    "mish",
    "softplus",
];
