//! Every key of a spec, once. Lookup, suggestions, ranges, the words of error messages, the JSON
//! Schema and the table of the reference follow from here.
//!
//! To add a key: an entry, its place in a table, a field in [`super::Spec`], and a line in
//! [`super::parse`] that reads it.

mod activations;
mod schedule;

use std::ops::RangeInclusive;

use convgen_runtime::geometry::MAX_EXTENT;

use super::key::{Key, Type};
use Type::{
    Above, Alias, AtLeast, Choice, File, List, Lists, Name, Number, OneOf, Pair, PerAxis, Sizes,
    Table, Truth, Whole, Word,
};
pub(super) use activations::ACTIVATIONS;
use schedule::SCHEDULE_KEYS;
pub(super) use schedule::{
    CHANNELS, COPIED, DIRECT, INTERLEAVED, ISAS, OUTPUTS, PIXELS, ROWS, SCRATCH, STRATEGY, VECTORS,
};

const MOST: i64 = MAX_EXTENT as i64;
const COUNT: Type = Whole(1..=MOST);
const SIZES: Type = PerAxis(&[Whole(1..=MOST)]);
const PADS: Type = PerAxis(&[Whole(0..=MOST)]);
const NPY: Type = File("a `.npy` file", Some(".npy"));
/// Numbers of the layer, wherever they are: see [`super::data`].
const NUMBERS: Type = Alias("numbers", &OneOf(&[NPY, NPZ_FILE, SAFETENSORS_FILE, RAW_FILE, Lists]));
/// The same, one an output channel.
const CHANNEL_NUMBERS: Type = Alias(
    "numbers, one an output channel",
    &OneOf(&[NPY, NPZ_FILE, SAFETENSORS_FILE, RAW_FILE, List]),
);
const NPZ_FILE: Type = Table(NPZ_KEYS);
const SAFETENSORS_FILE: Type = Table(SAFETENSORS_KEYS);
const RAW_FILE: Type = Table(RAW_KEYS);

const CONV: &str = "PyTorch `Conv2d`";
const TRANSPOSED: &str = "PyTorch `ConvTranspose2d`";
const BOTH: &str = "PyTorch `Conv2d`, `ConvTranspose2d`";

/// The keys of a spec.
pub static LAYER_KEYS: &[&Key] = &[
    &KIND,
    &TRANSPOSE_OF,
    &IN_CHANNELS,
    &OUT_CHANNELS,
    &GROUPS,
    &BATCH,
    &INPUT_LAYOUT,
    &OUTPUT_LAYOUT,
    &DIMS,
    &INPUT,
    &KERNEL,
    &STRIDE,
    &PADDING,
    &AUTO_PAD,
    &PADDING_MODE,
    &DILATION,
    &OUTPUT_PADDING,
    &OUTPUT_SIZE,
    &ELEMENT,
    &WEIGHTS,
    &PRUNE,
    &BIAS,
    &BATCH_NORM,
    &SUBNORMALS,
    &ADD,
    &ACTIVATION,
    &SCHEDULE,
];

pub(super) static KIND: Key = Key::new(
    &["kind"],
    Word(&["conv", "conv_transpose"]),
    "\"conv\"",
    "A convolution (a cross-correlation: the kernel is not flipped), or a transposed one.",
)
.required()
.of_map()
.source(BOTH);
pub(super) static TRANSPOSE_OF: Key = Key::new(
    &["transpose_of"],
    File("a spec", None),
    "\"conv.toml\"",
    "Another spec: this layer is the transpose of its linear map, with the same weights.",
);
pub(super) static IN_CHANNELS: Key =
    Key::new(&["in_channels"], COUNT, "3", "Input channels, a multiple of `groups`.")
        .default("1")
        .of_map()
        .source(BOTH);
pub(super) static OUT_CHANNELS: Key =
    Key::new(&["out_channels"], COUNT, "16", "Output channels, a multiple of `groups`.")
        .default("1")
        .of_map()
        .source(BOTH);
pub(super) static GROUPS: Key = Key::new(
    &["groups"],
    COUNT,
    "1",
    "Output channels see the input channels of their own group only; `groups = in_channels` is \
     depthwise.",
)
.default("1")
.of_map()
.source(BOTH);
pub(super) static BATCH: Key =
    Key::new(&["batch"], COUNT, "1", "Inputs that one call computes.").default("1");
pub(super) static INPUT_LAYOUT: Key = Key::new(
    &["input_layout"],
    Word(&["nchw", "nhwc"]),
    "\"nhwc\"",
    "The order of the input's elements: `[batch, channel, axes…]`, or `[batch, axes…, channel]`, for any \
     number of axes.",
)
.default("\"nchw\"")
.source("PyTorch `channels_last`");
pub(super) static OUTPUT_LAYOUT: Key = Key::new(
    &["output_layout"],
    Word(&["nchw", "nhwc"]),
    "\"nhwc\"",
    "The same of the output, and of the residual.",
)
.default("\"nchw\"")
.source("PyTorch `channels_last`");
pub(super) static DIMS: Key =
    Key::new(&["dims"], Whole(1..=3), "2", "The number of axes, where no list says it.")
        .default("2")
        .of_map();
pub(super) static INPUT: Key = Key::new(
    &["input_size", "i"],
    SIZES,
    "32",
    "Input elements along each axis, slowest axis first.",
)
.required()
.of_map();
pub(super) static KERNEL: Key = Key::new(
    &["kernel_size", "k"],
    SIZES,
    "3",
    "Kernel elements (taps). With the dilation they span `e = d(k-1) + 1`.",
)
.required()
.of_map()
.source(BOTH);
pub(super) static STRIDE: Key = Key::new(
    &["stride", "s"],
    SIZES,
    "2",
    "Distance between placements of the kernel: in the input of a convolution, in the output of a \
     transposed one.",
)
.default("1")
.of_map()
.source(BOTH);
pub(super) static PADDING: Key = Key::new(
    &["padding", "p"],
    PerAxis(&[Whole(0..=MOST), Table(PADDING_KEYS)]),
    "1",
    "Elements added at both ends of the input of a convolution, elements cropped from both ends of \
     the output of a transposed one.",
)
.default("0")
.of_map()
.excludes(&["auto_pad"])
.source(BOTH);
pub(super) static AUTO_PAD: Key = Key::new(
    &["auto_pad"],
    Word(&["same_upper", "same_lower", "valid"]),
    "\"same_upper\"",
    "The rule that the padding follows, in place of `padding`.",
)
.of_map()
.excludes(&["padding"])
.source("ONNX `Conv`, `ConvTranspose`");
pub(super) static PADDING_MODE: Key = Key::new(
    &["padding_mode"],
    Word(&["zeros", "reflect", "replicate", "circular"]),
    "\"reflect\"",
    "What the padding of a convolution holds: zeros, the input mirrored at its ends (padding less than \
     the input), its end elements, or the input again from its other end (padding at most the input).",
)
.default("\"zeros\"")
.of_map()
.source(CONV);
pub(super) static DILATION: Key =
    Key::new(&["dilation", "d"], SIZES, "1", "Distance between neighbouring taps.")
        .default("1")
        .of_map()
        .source(BOTH);
pub(super) static OUTPUT_PADDING: Key = Key::new(
    &["output_padding"],
    PADS,
    "1",
    "Elements added to the far end of the output of a transposed convolution, less than `max(s, d)`. \
     Taps may reach them.",
)
.default("0")
.of_map()
.excludes(&["output_size"])
.source(TRANSPOSED);
pub(super) static OUTPUT_SIZE: Key = Key::new(
    &["output_size"],
    SIZES,
    "64",
    "The output size of a transposed convolution, in place of `output_padding`, which follows from it.",
)
.of_map()
.excludes(&["output_padding"])
.source("PyTorch `ConvTranspose2d`'s argument `output_size`");
pub(super) static ELEMENT: Key = Key::new(
    &["dtype"],
    Word(&["f32", "f64"]),
    "\"f64\"",
    "The element type of input, output, weights and bias, and of the arithmetic.",
)
.default("\"f32\"")
.source("PyTorch `dtype`");
pub(super) static WEIGHTS: Key = Key::new(
    &["weights"],
    NUMBERS,
    "\"weights.npy\"",
    "`[out_channels, in_channels/groups, k…]`; transposed `[in_channels, out_channels/groups, k…]`. Without \
     it the weights are an argument of the layer's function, a flat array in this order.",
)
.of_map()
.source(BOTH);
pub(super) static BIAS: Key = Key::new(
    &["bias"],
    OneOf(&[CHANNEL_NUMBERS, Truth]),
    "\"bias.npy\"",
    "One number an output channel, added to every output; none without it. With `true` it is an argument \
     of the layer's function.",
)
.source(CONV);
pub(super) static ADD: Key = Key::new(
    &["add"],
    Truth,
    "true",
    "Whether a residual of the output's shape, which the caller gives, is added before the activation.",
)
.default("false");
pub(super) static PRUNE: Key = Key::new(
    &["prune"],
    Above(0.0),
    "1e-4",
    "Weights of a smaller magnitude become zero, as they are given: before `batch_norm` is folded.",
)
.of_map();
pub(super) static BATCH_NORM: Key = Key::new(
    &["batch_norm"],
    Table(BATCH_NORM_KEYS),
    "{ mean = \"mean.npy\", var = \"var.npy\" }",
    "The batch normalisation that follows, as it is at inference: folded into weights and bias.",
)
.source("PyTorch `BatchNorm2d`");
pub(super) static SUBNORMALS: Key = Key::new(
    &["subnormals"],
    Word(&["flush", "keep"]),
    "\"keep\"",
    "Whether weights and biases that are subnormal become zero.",
)
.default("\"flush\"");
pub(super) static ACTIVATION: Key = Key::new(
    &["activation"],
    OneOf(&[Word(ACTIVATIONS), Choice(ACTIVATION_KEYS)]),
    "\"relu\"",
    "What happens to every output after the bias and the residual.",
)
.default("\"none\"")
.source("PyTorch `torch.nn`");
pub(super) static LEAKY_RELU: Key = Key::new(
    &["leaky_relu"],
    Number,
    "0.1",
    "`x` for `x > 0`, this slope times `x` for the others.",
)
.excludes(&["prelu", "elu", "clamp"])
.source("PyTorch `LeakyReLU`");
pub(super) static PRELU: Key = Key::new(
    &["prelu"],
    CHANNEL_NUMBERS,
    "\"slopes.npy\"",
    "The same with a slope for each output channel.",
)
.excludes(&["leaky_relu", "elu", "clamp"])
.source("PyTorch `PReLU`");
pub(super) static ELU: Key = Key::new(
    &["elu"],
    Number,
    "0.5",
    "`x` for `x > 0`, this α times `e^x - 1` for the others; `activation = \"elu\"` has an α of 1.",
)
.excludes(&["leaky_relu", "prelu", "clamp"])
.source("PyTorch `ELU`");
pub(super) static CLAMP: Key = Key::new(
    &["clamp"],
    Pair,
    "[0.0, 6.0]",
    "`min(max(x, least), largest)`, of which one may be infinite.",
)
.excludes(&["leaky_relu", "prelu", "elu"])
.source("PyTorch `Hardtanh`");
static ACTIVATION_KEYS: &[&Key] = &[&LEAKY_RELU, &PRELU, &ELU, &CLAMP];
pub(super) static SCHEDULE: Key = Key::new(
    &["schedule"],
    Table(SCHEDULE_KEYS),
    "{ strategy = \"looped\" }",
    "How the layer is computed; never what.",
);

/// A required key of a table that names a file.
const fn part(
    names: &'static [&'static str],
    takes: Type,
    example: &'static str,
    about: &'static str,
) -> Key {
    Key::new(names, takes, example, about).required()
}
pub(super) static NPZ: Key = part(
    &["npz"],
    File("a `.npz` file", None),
    "\"weights.npz\"",
    "A file saved by `numpy.savez` or `numpy.savez_compressed`.",
);
pub(super) static MEMBER: Key =
    part(&["member"], Name("an array in the file"), "\"w\"", "The array, with or without `.npy`.");
static NPZ_KEYS: &[&Key] = &[&NPZ, &MEMBER];
pub(super) static SAFETENSORS: Key = part(
    &["safetensors"],
    File("a safetensors file", None),
    "\"model.safetensors\"",
    "A file in the format of Hugging Face's safetensors.",
);
pub(super) static TENSOR: Key =
    part(&["tensor"], Name("a tensor in the file"), "\"conv.weight\"", "The tensor.");
static SAFETENSORS_KEYS: &[&Key] = &[&SAFETENSORS, &TENSOR];
pub(super) static RAW: Key = part(
    &["raw"],
    File("a file of nothing but numbers", None),
    "\"weights.bin\"",
    "A file of little-endian numbers, row-major.",
);
pub(super) static DTYPE: Key = part(
    &["dtype"],
    Word(&["f32", "f64", "f16", "bf16"]),
    "\"f32\"",
    "What the file's numbers are.",
);
pub(super) static SHAPE: Key = part(
    &["shape"],
    Sizes,
    "[16, 3, 3, 3]",
    "The size of every dimension, which must be the layer's.",
);
static RAW_KEYS: &[&Key] = &[&RAW, &DTYPE, &SHAPE];

pub(super) static GAMMA: Key = Key::new(
    &["gamma", "weight"],
    CHANNEL_NUMBERS,
    "\"gamma.npy\"",
    "The learned scale; 1 without it.",
);
pub(super) static BETA: Key = Key::new(
    &["beta", "bias"],
    CHANNEL_NUMBERS,
    "\"beta.npy\"",
    "The learned shift; 0 without it.",
);
pub(super) static MEAN: Key =
    Key::new(&["mean", "running_mean"], CHANNEL_NUMBERS, "\"mean.npy\"", "The running mean.")
        .required();
pub(super) static VAR: Key =
    Key::new(&["var", "running_var"], CHANNEL_NUMBERS, "\"var.npy\"", "The running variance.")
        .required();
pub(super) static EPS: Key =
    Key::new(&["eps"], AtLeast(0.0), "1e-5", "What is added to the variance.").default("1e-5");
static BATCH_NORM_KEYS: &[&Key] = &[&GAMMA, &BETA, &MEAN, &VAR, &EPS];

pub(super) static BEFORE: Key =
    Key::new(&["before"], PADS, "1", "The padding at the front.").required();
pub(super) static AFTER: Key =
    Key::new(&["after"], PADS, "1", "The padding at the far end.").required();
static PADDING_KEYS: &[&Key] = &[&BEFORE, &AFTER];

/// The whole numbers that the key with this spelling, at any depth, may be.
pub(crate) fn range(name: &str) -> RangeInclusive<i64> {
    let key = LAYER_KEYS.iter().find_map(|key| key.find(name));
    key.and_then(|key| key.takes.range()).cloned().unwrap_or(0..=MOST)
}
