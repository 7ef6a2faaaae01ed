//! The keys of the table `[schedule]`.

use super::COUNT;
use super::Type::{PerAxis, Table, Truth, Whole, Word};
use crate::isa::Outputs;
use crate::spec::key::Key;

pub(in crate::spec) static STRATEGY: Key = Key::new(
    &["strategy"],
    Word(&["unrolled", "looped", "channels", "pixels", "sparse", "separable", "transformed"]),
    "\"looped\"",
    "The strategy, instead of the compiler's choice.",
);
pub(super) static SCHEDULE_KEYS: &[&Key] =
    &[&STRATEGY, &DIRECT, &SCRATCH, ISAS[0], ISAS[1], ISAS[2]];
pub(in crate::spec) static DIRECT: Key = Key::new(
    &["direct"],
    Truth,
    "true",
    "Whether every product of a weight and an input is computed as written: `separable` and `transformed`, whose products are others, are never chosen.",
)
.default("false");
pub(in crate::spec) static SCRATCH: Key = Key::new(
    &["scratch"],
    Whole(0..=SCRATCH_MOST),
    "65536",
    "Bytes of stack that a kernel may take, for rows of the input, weights of the caller's or transformed tiles.",
)
.default("1048576");
/// Half of what a thread of Rust has.
const SCRATCH_MOST: i64 = 1_048_576;

/// A key for each instruction set of [`crate::isa::Isa::VECTOR`].
pub(in crate::spec) static ISAS: [&Key; 3] = [
    &isa(&["portable"], "The same for machines without the vector extensions below."),
    &isa(&["avx2"], "The same for AVX2 with FMA."),
    &isa(&["avx512"], "The same for AVX-512F."),
];
const fn isa(names: &'static [&'static str], about: &'static str) -> Key {
    Key::new(names, Table(ISA_KEYS), "{ strategy = \"channels\" }", about)
}
static ISA_KEYS: &[&Key] =
    &[&STRATEGY, &VECTORS, &PIXELS, &ROWS, &CHANNELS, &INTERLEAVED, &COPIED, &OUTPUTS];
pub(in crate::spec) static OUTPUTS: Key = Key::new(
    &["outputs"],
    PerAxis(&[Whole(1..=Outputs::MOST as i64)]),
    "[4, 4]",
    "Outputs of each phase that a tile of `transformed` has along an axis, of which there is an algorithm; 1 is a direct sum.",
);
pub(in crate::spec) static VECTORS: Key =
    Key::new(&["vectors"], COUNT, "2", "Vectors of a register tile.");
pub(in crate::spec) static PIXELS: Key =
    Key::new(&["pixels"], COUNT, "6", "Neighbouring outputs of a tile of `channels`.");
pub(in crate::spec) static ROWS: Key =
    Key::new(&["rows"], COUNT, "2", "Rows of a tile of `pixels` or `sparse`.");
pub(in crate::spec) static CHANNELS: Key =
    Key::new(&["channels"], COUNT, "1", "Output channels of a tile of `pixels`.");
pub(in crate::spec) static INTERLEAVED: Key = Key::new(
    &["interleaved"],
    Truth,
    "true",
    "Whether a tile of `channels` has the pixels of all phases in turn.",
)
.default("false");

pub(in crate::spec) static COPIED: Key = Key::new(
    &["copied"],
    Truth,
    "true",
    "Whether the rows that a tile of `sparse` reads are copied to the stack first.",
)
.default("false");
