//! Every key of a spec, once. Lookup, suggestions, ranges, the words of error messages, the JSON
//! Schema and the table of the reference follow from here.
//!
//! To add a key: an entry, its place in a table, a field in [`super::Spec`], and a line in
//! [`super::parse`] that reads it.

use std::ops::RangeInclusive;

use convgen_runtime::geometry::MAX_EXTENT;

use super::key::{Key, Type};
use Type::{File, List, Lists, OneOf, PerAxis, Table, Truth, Whole, Word};

const MOST: i64 = MAX_EXTENT as i64;
const COUNT: Type = Whole(1..=MOST);
const SIZES: Type = PerAxis(&[Whole(1..=MOST)]);
const PADS: Type = PerAxis(&[Whole(0..=MOST)]);
const NPY: Type = File("a `.npy` file", Some(".npy"));

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
    &WEIGHTS,
    &BIAS,
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
pub(super) static WEIGHTS: Key = Key::new(
    &["weights"],
    OneOf(&[NPY, Lists]),
    "\"weights.npy\"",
    "`[out_channels, in_channels/groups, k…]`; transposed `[in_channels, out_channels/groups, k…]`.",
)
.required()
.of_map()
.source(BOTH);
pub(super) static BIAS: Key = Key::new(
    &["bias"],
    OneOf(&[NPY, List]),
    "\"bias.npy\"",
    "One number an output channel, added to every output; none without it.",
)
.source(CONV);
pub(super) static ADD: Key = Key::new(
    &["add"],
    Truth,
    "true",
    "Whether a residual of the output's shape, which the caller gives, is added before the activation.",
)
.default("false");
pub(super) static ACTIVATION: Key = Key::new(
    &["activation"],
    Word(&["none", "relu"]),
    "\"relu\"",
    "What happens to every output after the bias; `relu` is `max(x, 0)`.",
)
.default("\"none\"")
.source("PyTorch `ReLU`");
pub(super) static SCHEDULE: Key = Key::new(
    &["schedule"],
    Table(SCHEDULE_KEYS),
    "{ strategy = \"looped\" }",
    "How the layer is computed; never what.",
);

pub(super) static BEFORE: Key =
    Key::new(&["before"], PADS, "1", "The padding at the front.").required();
pub(super) static AFTER: Key =
    Key::new(&["after"], PADS, "1", "The padding at the far end.").required();
static PADDING_KEYS: &[&Key] = &[&BEFORE, &AFTER];

pub(super) static STRATEGY: Key = Key::new(
    &["strategy"],
    Word(&["unrolled", "looped", "channels", "pixels", "sparse"]),
    "\"looped\"",
    "The strategy, instead of the compiler's choice.",
);
static SCHEDULE_KEYS: &[&Key] = &[&STRATEGY, ISAS[0], ISAS[1], ISAS[2]];

/// A key for each instruction set of [`crate::isa::Isa::VECTOR`].
pub(super) static ISAS: [&Key; 3] = [
    &isa(&["portable"], "The same for machines without the vector extensions below."),
    &isa(&["avx2"], "The same for AVX2 with FMA."),
    &isa(&["avx512"], "The same for AVX-512F."),
];
const fn isa(names: &'static [&'static str], about: &'static str) -> Key {
    Key::new(names, Table(ISA_KEYS), "{ strategy = \"channels\" }", about)
}
static ISA_KEYS: &[&Key] = &[&STRATEGY, &VECTORS, &PIXELS, &ROWS, &CHANNELS, &INTERLEAVED];
pub(super) static VECTORS: Key = Key::new(&["vectors"], COUNT, "2", "Vectors of a register tile.");
pub(super) static PIXELS: Key =
    Key::new(&["pixels"], COUNT, "6", "Neighbouring outputs of a tile of `channels`.");
pub(super) static ROWS: Key =
    Key::new(&["rows"], COUNT, "2", "Rows of a tile of `pixels` or `sparse`.");
pub(super) static CHANNELS: Key =
    Key::new(&["channels"], COUNT, "1", "Output channels of a tile of `pixels`.");
pub(super) static INTERLEAVED: Key = Key::new(
    &["interleaved"],
    Truth,
    "true",
    "Whether a tile of `channels` has the pixels of all phases in turn.",
)
.default("false");

/// The whole numbers that the key with this spelling, at any depth, may be.
pub(crate) fn range(name: &str) -> RangeInclusive<i64> {
    let key = LAYER_KEYS.iter().find_map(|key| key.find(name));
    key.and_then(|key| key.takes.range()).cloned().unwrap_or(0..=MOST)
}
