//! Memory of one call.

use core::mem::MaybeUninit;

/// Room for `N` f32 numbers, aligned to a cache line so that no vector load crosses one. Nothing is in
/// it before it is written.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Scratch<const N: usize>([MaybeUninit<f32>; N]);

impl<const N: usize> Scratch<N> {
    /// Reserves the room.
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Self([MaybeUninit::uninit(); N])
    }

    /// The address of the first number.
    #[inline(always)]
    #[must_use]
    pub const fn as_mut_ptr(&mut self) -> *mut f32 {
        (&raw mut self.0).cast()
    }
}

impl<const N: usize> Default for Scratch<N> {
    fn default() -> Self {
        Self::new()
    }
}
