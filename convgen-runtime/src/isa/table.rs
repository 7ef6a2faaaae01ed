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
        let words: [u32; N] = words(bytes);
        // SAFETY: every bit pattern is an f32, which is as large.
        Self(unsafe { (&raw const words).cast::<[f32; N]>().read() })
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

/// `N` ranges' ends or offsets.
#[derive(Debug)]
pub struct List<const N: usize>([i32; N]);

impl<const N: usize> List<N> {
    /// Reads little-endian numbers.
    ///
    /// # Panics
    /// In constant evaluation, if there are not `4·N` bytes.
    #[must_use]
    pub const fn from_le_bytes<const BYTES: usize>(bytes: &[u8; BYTES]) -> Self {
        let words: [u32; N] = words(bytes);
        // SAFETY: every bit pattern is an i32, which is as large.
        Self(unsafe { (&raw const words).cast::<[i32; N]>().read() })
    }

    /// The entries.
    #[inline(always)]
    #[must_use]
    pub const fn as_slice(&self) -> &[i32] {
        &self.0
    }
}

/// Little-endian words.
const fn words<const N: usize, const BYTES: usize>(bytes: &[u8; BYTES]) -> [u32; N] {
    assert!(BYTES == N * size_of::<u32>(), "a table's bytes must be four a number");
    // SAFETY: the lengths were compared above, every bit pattern is a u32, and the read does not
    // need alignment.
    let mut words = unsafe { bytes.as_ptr().cast::<[u32; N]>().read_unaligned() };
    if cfg!(target_endian = "big") {
        let mut at = 0;
        while at < N {
            words[at] = words[at].swap_bytes();
            at += 1;
        }
    }
    words
}

/// Entry `at` of a list of ranges' ends or offsets.
///
/// # Safety
/// `at` must be an index of the list.
#[inline(always)]
#[must_use]
pub unsafe fn pick<T: Copy + Into<i64>>(list: &'static [T], at: isize) -> isize {
    // SAFETY: the entry exists by the caller's contract.
    let entry: i64 = unsafe { *list.as_ptr().offset(at) }.into();
    entry as isize
}

/// The address of an element; the tag does not matter here.
///
/// # Safety
/// See the contract of [`isa`](super).
#[inline(always)]
#[must_use]
pub unsafe fn place<const TAG: usize>(buffer: *const f32, at: isize) -> *const f32 {
    // SAFETY: the element lies inside the buffer by the caller's contract.
    unsafe { buffer.offset(at) }
}

/// Asks for the cache line of an element, where there is a way to.
#[inline(always)]
pub const fn prefetch(_buffer: *const f32, _at: isize) {}

/// A loop's trip count.
#[inline(always)]
#[must_use]
pub const fn count(count: isize) -> isize {
    count
}
