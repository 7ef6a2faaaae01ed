//! Constant data of a kernel.

/// `N` f32 numbers, aligned to a cache line so that no vector load crosses one.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Table<const N: usize>([f32; N]);

impl<const N: usize> Table<N> {
    /// Reads little-endian numbers: a byte string is by far the cheapest way to bring a large table
    /// through rustc.
    ///
    /// # Panics
    /// In constant evaluation, if there are not `4·N` bytes.
    #[must_use]
    pub const fn from_le_bytes<const BYTES: usize>(bytes: &[u8; BYTES]) -> Self {
        assert!(BYTES == N * size_of::<f32>(), "a table's bytes must be four a number");
        // SAFETY: the lengths were compared above, every bit pattern is an f32, and the read does
        // not need alignment.
        let numbers = unsafe { bytes.as_ptr().cast::<[f32; N]>().read_unaligned() };
        Self(if cfg!(target_endian = "big") { swapped(numbers) } else { numbers })
    }

    /// The numbers.
    #[inline(always)]
    #[must_use]
    pub const fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// The address of the first number.
    #[inline(always)]
    #[must_use]
    pub const fn as_ptr(&self) -> *const f32 {
        self.0.as_ptr()
    }
}

/// Each number with its bytes in the opposite order.
const fn swapped<const N: usize>(mut numbers: [f32; N]) -> [f32; N] {
    let mut at = 0;
    while at < N {
        numbers[at] = f32::from_bits(numbers[at].to_bits().swap_bytes());
        at += 1;
    }
    numbers
}

/// Entry `at` of a short list of trip counts or offsets.
///
/// # Safety
/// `at` must be an index of the list.
#[inline(always)]
#[must_use]
pub const unsafe fn pick(list: &'static [isize], at: isize) -> isize {
    // SAFETY: the entry exists by the caller's contract.
    unsafe { *list.as_ptr().offset(at) }
}

/// The address of an element.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn place(buffer: *const f32, at: isize) -> *const f32 {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    unsafe { buffer.offset(at) }
}
