//! Constant data of a kernel.

mod sealed {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
    impl Sealed for i32 {}
}

/// What tables hold: numbers, and the entries of lists. Every bit pattern is a value.
pub trait Entry: sealed::Sealed + Copy {}

impl<T: sealed::Sealed + Copy> Entry for T {}

/// `N` entries, aligned to a cache line so that no vector load crosses one.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Table<T, const N: usize>([T; N]);

impl<T: Entry, const N: usize> Table<T, N> {
    /// Reads little-endian entries: a byte string is by far the cheapest way to bring a large table
    /// through rustc.
    ///
    /// # Panics
    /// In constant evaluation, if there are not as many bytes as the entries have.
    #[must_use]
    pub const fn from_le_bytes<const BYTES: usize>(bytes: &[u8; BYTES]) -> Self {
        assert!(BYTES == N * size_of::<T>(), "a table's bytes must be those of its entries");
        let native =
            if cfg!(target_endian = "big") { &reverse_each(*bytes, size_of::<T>()) } else { bytes };
        // SAFETY: the lengths were compared above, every bit pattern is an entry, and the read does
        // not need alignment.
        Self(unsafe { native.as_ptr().cast::<[T; N]>().read_unaligned() })
    }

    /// The entries.
    #[inline(always)]
    #[must_use]
    pub const fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The address of the first entry.
    #[inline(always)]
    #[must_use]
    pub const fn as_ptr(&self) -> *const T {
        self.0.as_ptr()
    }
}

/// The bytes with every `size` of them in reverse.
const fn reverse_each<const BYTES: usize>(bytes: [u8; BYTES], size: usize) -> [u8; BYTES] {
    let mut reversed = bytes;
    let mut at = 0;
    while at < BYTES {
        reversed[at] = bytes[at / size * size + (size - 1 - at % size)];
        at += 1;
    }
    reversed
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

/// Asks for the cache line of an element, where there is a way to.
#[inline(always)]
pub const fn prefetch<T>(_buffer: *const T, _at: isize) {}

/// The compiler moves no load across it.
///
/// Taps that are written out are one block, in which LLVM orders loads of several taps before their use,
/// and finds no register for some accumulators.
#[inline(always)]
pub fn fence() {
    core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);
}

/// A loop's trip count.
#[inline(always)]
#[must_use]
pub const fn count(count: isize) -> isize {
    count
}
