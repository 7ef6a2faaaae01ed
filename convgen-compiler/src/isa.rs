//! Instruction sets as data.

/// What the compiler knows of an instruction set.
#[derive(Debug, PartialEq, Eq)]
pub struct Isa {
    /// Its module below `convgen::isa`, a name for each level.
    pub module: &'static [&'static str],
    /// f32 elements of one register.
    pub lanes: usize,
}

impl Isa {
    /// One element at a time, on any target.
    pub const SCALAR: Self = Self { module: &["scalar"], lanes: 1 };

    /// Plain Rust arrays that LLVM turns into vectors of whatever target it compiles for.
    pub const PORTABLE: [Self; 3] = [
        Self { module: &["portable", "x4"], lanes: 4 },
        Self { module: &["portable", "x8"], lanes: 8 },
        Self { module: &["portable", "x16"], lanes: 16 },
    ];

    /// The portable instruction set for vectors of so many useful elements: the widest that they
    /// fill at least once, up to eight lanes. Sixteen are two AVX registers, four SSE ones, and
    /// leave nothing for the operands of wider tiles.
    pub fn portable(elements: usize) -> &'static Self {
        const ROWS: &[Isa] = &Isa::PORTABLE;
        let fits = ROWS.iter().rev().find(|isa| isa.lanes <= elements.min(8));
        fits.unwrap_or(&Self::SCALAR)
    }

    /// The name as a path.
    pub fn name(&self) -> String {
        self.module.join("::")
    }
}
