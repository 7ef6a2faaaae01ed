//! Instruction sets as data.

use convgen_runtime::isa;

use crate::element::Element;

/// What the compiler knows of an instruction set.
#[derive(Debug, PartialEq)]
pub struct Isa {
    /// The level of the machine that it needs.
    pub level: isa::Isa,
    /// Its name, and that of its module below `convgen::isa`.
    pub name: &'static str,
    /// Bytes of one register; `None` where a register is a single element.
    pub bytes: Option<usize>,
    /// How many vector registers there are.
    pub registers: usize,
    /// Target features that its functions need, as rustc spells them.
    pub features: Option<&'static str>,
    /// Most accumulators of a register tile, beside its operands.
    pub sums: usize,
    /// Vectors of a tile of channels. Each is loaded once for all pixels, each input once for all
    /// vectors; one is enough where a broadcast input is an operand of the multiply-add.
    pub vectors: usize,
    /// Multiply-adds that storing one vector of channels takes as long as, when the pixels of a tile
    /// lie side by side and when they do not; measured on `benches/suite`.
    pub channel_store: [f64; 2],
    /// What a broadcast costs, as a part of a load: little where it is an operand of the multiply-add.
    pub broadcast: f64,
    /// Part of the peak that full tiles of pixels reach, measured likewise. Each multiply-add needs
    /// a broadcast weight: AVX-512 takes it from memory as an operand, others load it first.
    pub pixels_part: f64,
    /// Part of the peak that full tiles of a loop over single weights reach, measured likewise, when they
    /// read the input and when they read copied rows. Each multiply-add loads its input; loads from the
    /// input often cross a cache line.
    pub sparse_part: [f64; 2],
    /// The shortest row of which unrolled code makes vectors, measured on layers of 64 to 1,000
    /// multiply-adds; `None` where scalars are as good.
    pub unrolled_row: Option<usize>,
    /// What a statement costs the Rust compiler, as a multiple of one on vectors of the machine. Lanes of
    /// plain arrays are as many operations until LLVM has made vectors of them.
    pub text: u64,
}

/// Accumulators that stay in registers through a reduction: vectors of output channels × pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Vectors of output channels.
    pub vectors: usize,
    /// Neighbouring outputs, of one row or of several short ones.
    pub pixels: usize,
    /// Whether these are of all phases in turn, where there are several, or of one.
    pub interleaved: bool,
}

impl Tile {
    /// One accumulator.
    pub const UNIT: Self = Self { vectors: 1, pixels: 1, interleaved: false };
}

/// Accumulators of neighbouring outputs; each phase of a row has as many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelTile {
    /// Vectors of a row.
    pub vectors: usize,
    /// Rows.
    pub rows: usize,
    /// Output channels of one group.
    pub channels: usize,
}

/// Accumulators of neighbouring outputs of one channel; each phase of a row has as many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowTile {
    /// Vectors of a row.
    pub vectors: usize,
    /// Rows.
    pub rows: usize,
    /// Whether the rows that it reads are first copied to scratch memory, where that can be: no load
    /// crosses a cache line then.
    pub copied: bool,
}

/// Outputs of each phase that a tile by Cook–Toom algorithms has; one is a direct sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Axes of the layer.
    pub dims: usize,
    /// Along z, y and x, one along those that the layer does not have.
    pub each: [usize; 3],
}

impl Outputs {
    /// Most along an axis: algorithms for more round too much.
    pub const MOST: usize = 5;
}

/// The tile of any strategy that has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnyTile {
    /// Of `channels`.
    Channels(Tile),
    /// Of `pixels`.
    Pixels(PixelTile),
    /// Of `sparse`.
    Sparse(RowTile),
    /// Of `transformed`.
    Transformed(Outputs),
}

impl Isa {
    /// One element at a time, on any target.
    pub const SCALAR: Self = Self {
        level: isa::Isa::Portable,
        name: "scalar",
        bytes: None,
        registers: 16,
        features: None,
        sums: 1,
        vectors: 1,
        channel_store: [0.0; 2],
        broadcast: 1.0,
        pixels_part: 1.0,
        sparse_part: [1.0; 2],
        unrolled_row: None,
        text: 1,
    };

    /// Plain Rust arrays that LLVM turns into vectors of whatever target it compiles for; sixteen
    /// bytes are one register of SSE, NEON or WebAssembly. Sixteen registers, of which the weights,
    /// the broadcast value and the product before its addition need some.
    /// Four vectors of channels are the sixteen that the others pack, so that all share a table; two
    /// vectors and more pixels would be up to a tenth faster.
    pub const PORTABLE: Self = Self {
        level: isa::Isa::Portable,
        name: "portable",
        bytes: Some(16),
        registers: 16,
        features: None,
        sums: 10,
        vectors: 4,
        channel_store: [15.0, 20.0],
        broadcast: 1.0,
        pixels_part: 0.55,
        sparse_part: [0.56, 0.72],
        unrolled_row: None,
        text: 2,
    };

    /// Sixteen registers: twelve accumulators, two weights, a broadcast value or two.
    pub const AVX2: Self = Self {
        level: isa::Isa::Avx2,
        name: "avx2",
        bytes: Some(32),
        registers: 16,
        features: Some("avx2,fma"),
        sums: 12,
        vectors: 2,
        channel_store: [10.0, 23.0],
        broadcast: 1.0,
        pixels_part: 0.7,
        sparse_part: [0.45, 0.6],
        unrolled_row: Some(3),
        text: 1,
    };

    /// Thirty-two registers. Where weights come from the third-level cache, two vectors × 14 pixels are
    /// as fast as or faster than one × 28 by up to a fiftieth; elsewhere one is, by up to a tenth.
    pub const AVX512: Self = Self {
        level: isa::Isa::Avx512,
        name: "avx512",
        bytes: Some(64),
        registers: 32,
        features: Some("avx512f"),
        sums: 28,
        vectors: 1,
        channel_store: [10.0, 25.0],
        broadcast: 0.25,
        pixels_part: 0.96,
        sparse_part: [0.5, 0.65],
        unrolled_row: Some(9),
        text: 1,
    };

    /// Those with vectors, from the least to the most capable.
    pub const VECTOR: [Self; 3] = [Self::PORTABLE, Self::AVX2, Self::AVX512];

    /// The architecture that it belongs to, as `target_arch` has it; `None` if any machine can run it.
    pub fn target_arch(&self) -> Option<&'static str> {
        self.level.family().target_arch()
    }

    /// Elements of one register.
    pub fn lanes(&self, element: Element) -> usize {
        self.bytes.map_or(1, |bytes| bytes / element.bytes())
    }

    /// The module of its functions below `convgen::isa`, a name for each level.
    pub fn module(&self, element: Element) -> [&'static str; 2] {
        [self.name, element.name()]
    }
}
