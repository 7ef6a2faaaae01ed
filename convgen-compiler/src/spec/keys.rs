//! Every key of a spec, once. Lookup, suggestions and the words of error messages follow from
//! here.
//!
//! To add a key: a constant, a place in its table, a field in [`super::Spec`], and a line in
//! [`super::parse`] that reads it.

/// A key.
pub(super) struct Key {
    /// Its spellings, the one that messages prefer first.
    pub(super) names: &'static [&'static str],
    /// What it takes, to follow the word "takes".
    pub(super) takes: &'static str,
    /// A value to show.
    pub(super) example: &'static str,
    /// The keys inside, for a key that takes a table.
    pub(super) table: &'static [&'static Key],
}

impl Key {
    const fn new(
        names: &'static [&'static str],
        takes: &'static str,
        example: &'static str,
    ) -> Self {
        Self { names, takes, example, table: &[] }
    }

    const fn table(self, table: &'static [&'static Key]) -> Self {
        Self { table, ..self }
    }

    /// The spelling that messages use when the spec uses none.
    pub(super) const fn name(&self) -> &'static str {
        self.names[0]
    }
}

const NUMBER: &str = "a whole number";
const PER_AXIS: &str = "a whole number, or a list with one whole number an axis";
const FILE_OR_LISTS: &str = "the path of a `.npy` file, or nested lists of numbers";
const FILE_OR_LIST: &str = "the path of a `.npy` file, or a list of numbers";

pub(super) static KIND: Key = Key::new(&["kind"], "`\"conv\"` or `\"conv_transpose\"`", "\"conv\"");
pub(super) static IN_CHANNELS: Key = Key::new(&["in_channels"], NUMBER, "3");
pub(super) static OUT_CHANNELS: Key = Key::new(&["out_channels"], NUMBER, "16");
pub(super) static GROUPS: Key = Key::new(&["groups"], NUMBER, "1");
pub(super) static BATCH: Key = Key::new(&["batch"], NUMBER, "1");
pub(super) static DIMS: Key = Key::new(&["dims"], "`1`, `2` or `3`", "2");
pub(super) static INPUT: Key = Key::new(&["input_size", "i"], PER_AXIS, "32");
pub(super) static KERNEL: Key = Key::new(&["kernel_size", "k"], PER_AXIS, "3");
pub(super) static STRIDE: Key = Key::new(&["stride", "s"], PER_AXIS, "2");
pub(super) static PADDING: Key = Key::new(
    &["padding", "p"],
    "a whole number, a table `{ before = .., after = .. }`, or a list with one of these an axis",
    "1",
)
.table(PADDING_KEYS);
pub(super) static DILATION: Key = Key::new(&["dilation", "d"], PER_AXIS, "1");
pub(super) static OUTPUT_PADDING: Key = Key::new(&["output_padding"], PER_AXIS, "1");
pub(super) static WEIGHTS: Key = Key::new(&["weights"], FILE_OR_LISTS, "\"weights.npy\"");
pub(super) static BIAS: Key = Key::new(&["bias"], FILE_OR_LIST, "\"bias.npy\"");
pub(super) static ACTIVATION: Key =
    Key::new(&["activation"], "`\"none\"` or `\"relu\"`", "\"relu\"");
pub(super) static SCHEDULE: Key =
    Key::new(&["schedule"], "a table", "{ strategy = \"looped\" }").table(SCHEDULE_KEYS);

/// The keys of a spec.
pub(super) static LAYER_KEYS: &[&Key] = &[
    &KIND,
    &IN_CHANNELS,
    &OUT_CHANNELS,
    &GROUPS,
    &BATCH,
    &DIMS,
    &INPUT,
    &KERNEL,
    &STRIDE,
    &PADDING,
    &DILATION,
    &OUTPUT_PADDING,
    &WEIGHTS,
    &BIAS,
    &ACTIVATION,
    &SCHEDULE,
];

pub(super) static BEFORE: Key = Key::new(&["before"], PER_AXIS, "1");
pub(super) static AFTER: Key = Key::new(&["after"], PER_AXIS, "1");
static PADDING_KEYS: &[&Key] = &[&BEFORE, &AFTER];

pub(super) static STRATEGY: Key = Key::new(
    &["strategy"],
    "`\"unrolled\"`, `\"looped\"`, `\"channels\"`, `\"pixels\"` or `\"sparse\"`",
    "\"looped\"",
);
static SCHEDULE_KEYS: &[&Key] = &[&STRATEGY, ISAS[0], ISAS[1], ISAS[2]];

/// A key for each instruction set of [`crate::isa::Isa::VECTOR`].
pub(super) static ISAS: [&Key; 3] = [
    &Key::new(&["portable"], "a table", "{ strategy = \"channels\" }").table(ISA_KEYS),
    &Key::new(&["avx2"], "a table", "{ strategy = \"channels\" }").table(ISA_KEYS),
    &Key::new(&["avx512"], "a table", "{ strategy = \"channels\" }").table(ISA_KEYS),
];
static ISA_KEYS: &[&Key] = &[&STRATEGY, &VECTORS, &PIXELS, &ROWS, &CHANNELS, &INTERLEAVED];
pub(super) static VECTORS: Key = Key::new(&["vectors"], NUMBER, "2");
pub(super) static PIXELS: Key = Key::new(&["pixels"], NUMBER, "6");
pub(super) static ROWS: Key = Key::new(&["rows"], NUMBER, "2");
pub(super) static CHANNELS: Key = Key::new(&["channels"], NUMBER, "1");
pub(super) static INTERLEAVED: Key = Key::new(&["interleaved"], "`true` or `false`", "true");
