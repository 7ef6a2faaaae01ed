//! Eight lanes: x86-64 with AVX2 and FMA.

use core::arch::x86_64::{
    __m256, __m256i, _mm256_add_ps, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_loadu_si256,
    _mm256_maskload_ps, _mm256_maskstore_ps, _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps,
    _mm256_set1_ps, _mm256_storeu_ps,
};

super::x86::operations!(
    "avx2,fma", 8, __m256,
    load _mm256_loadu_ps, load_part, store _mm256_storeu_ps, store_part,
    splat _mm256_set1_ps, fma _mm256_fmadd_ps, add _mm256_add_ps, mul _mm256_mul_ps,
    max _mm256_max_ps, min _mm256_min_ps
);

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f32) -> V {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm256_maskload_ps(lane_0, mask(FIRST, COUNT)) }
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_part<const FIRST: usize, const COUNT: usize>(lane_0: *mut f32, value: V) {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm256_maskstore_ps(lane_0, mask(FIRST, COUNT), value) };
}

/// The lanes `first .. first + count`, all bits of each.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn mask(first: usize, count: usize) -> __m256i {
    let mut lanes = [0_i32; 8];
    lanes.iter_mut().skip(first).take(count).for_each(|lane| *lane = -1);
    // SAFETY: the array is as long as the register.
    unsafe { _mm256_loadu_si256(lanes.as_ptr().cast()) }
}
