//! Sixteen lanes: x86-64 with AVX-512F.

use core::arch::x86_64::{
    __m512, _mm512_add_ps, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_mask_storeu_ps,
    _mm512_maskz_loadu_ps, _mm512_max_ps, _mm512_min_ps, _mm512_mul_ps, _mm512_set1_ps,
    _mm512_storeu_ps,
};

super::x86::operations!(
    "avx512f", 16, __m512,
    load _mm512_loadu_ps, load_part, store _mm512_storeu_ps, store_part,
    splat _mm512_set1_ps, fma _mm512_fmadd_ps, add _mm512_add_ps, mul _mm512_mul_ps,
    max _mm512_max_ps, min _mm512_min_ps
);

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f32) -> V {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm512_maskz_loadu_ps(mask(FIRST, COUNT), lane_0) }
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn store_part<const FIRST: usize, const COUNT: usize>(lane_0: *mut f32, value: V) {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm512_mask_storeu_ps(lane_0, mask(FIRST, COUNT), value) };
}

/// The lanes `first .. first + count`, a bit each.
const fn mask(first: usize, count: usize) -> u16 {
    (((1_u32 << count) - 1) << first) as u16
}
