//! Memory of one call.

use core::mem::MaybeUninit;

/// Room for `N` numbers, aligned to a cache line so that no vector load crosses one. Nothing is in
/// it before it is written.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Scratch<T, const N: usize>([MaybeUninit<T>; N]);

impl<T: Copy, const N: usize> Scratch<T, N> {
    /// Reserves the room.
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Self([MaybeUninit::uninit(); N])
    }

    /// The address of the first number.
    #[inline(always)]
    #[must_use]
    pub const fn as_mut_ptr(&mut self) -> *mut T {
        (&raw mut self.0).cast()
    }
}

impl<T: Copy, const N: usize> Default for Scratch<T, N> {
    fn default() -> Self {
        Self::new()
    }
}
