//! Eight lanes of `f64`.

use core::arch::x86_64::{
    __m256d, __m512d, __m512i, _mm256_storeu_pd, _mm512_add_pd, _mm512_castps_pd, _mm512_div_pd,
    _mm512_extractf64x4_pd, _mm512_fmadd_pd, _mm512_loadu_pd, _mm512_loadu_si512,
    _mm512_mask_loadu_pd, _mm512_mask_mov_pd, _mm512_mask_permutexvar_pd, _mm512_mask_storeu_pd,
    _mm512_maskz_loadu_pd, _mm512_max_pd, _mm512_min_pd, _mm512_mul_pd, _mm512_permutex2var_pd,
    _mm512_permutexvar_pd, _mm512_scalef_pd, _mm512_set1_pd, _mm512_setzero_pd, _mm512_storeu_pd,
    _mm512_unpackhi_pd, _mm512_unpacklo_pd,
};

pub use super::fence;
use crate::isa::lanes::{halves, picked, picked_of_two, picked_places, places, stretches};

crate::isa::x86::operations!(
    f64, "avx512f", 8, __m512d,
    load _mm512_loadu_pd, load_part, load_even, load_even_part, load_odd,
    store _mm512_storeu_pd, store_part, pick picked_lanes,
    splat _mm512_set1_pd, fma _mm512_fmadd_pd, add _mm512_add_pd, mul _mm512_mul_pd,
    max _mm512_max_pd, min _mm512_min_pd, div _mm512_div_pd, scale _mm512_scalef_pd
);
crate::isa::x86::tiles!(
    f64, "avx512f", 8,
    load load_pieces, cross,
    store _mm512_storeu_pd, store_part, interleave, transpose, _mm256_storeu_pd
);
crate::isa::functions::functions!(f64, #[target_feature(enable = "avx512f")]);

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f64) -> V {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm512_maskz_loadu_pd(const { mask(FIRST, COUNT) }, lane_0) }
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn store_part(lane_0: *mut f64, value: V, first: usize, count: usize) {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm512_mask_storeu_pd(lane_0, mask(first, count), value) };
}

/// The lanes `first .. first + count`, a bit each.
const fn mask(first: usize, count: usize) -> u8 {
    (((1_u16 << count) - 1) << first) as u8
}

/// # Safety
/// The 15 elements from the address on must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_even(from: *const f64) -> V {
    // SAFETY: the two registers end at the last element that is taken.
    let (low, high) = unsafe { (_mm512_loadu_pd(from), _mm512_loadu_pd(from.add(7))) };
    _mm512_permutex2var_pd(low, indices(&EVEN), high)
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_even_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f64) -> V {
    let (low, high) = const { halves(FIRST, COUNT) };
    // SAFETY: elements that the masks leave out are not touched.
    let (low, high) = unsafe {
        (
            _mm512_maskz_loadu_pd(bits(&low), lane_0),
            _mm512_maskz_loadu_pd(bits(&high), lane_0.wrapping_add(7)),
        )
    };
    _mm512_permutex2var_pd(low, indices(&EVEN), high)
}

/// # Safety
/// The lanes that take part must lie inside the buffer; the stride is odd and at most 7.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_odd<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
    lane_0: *const f64,
) -> V {
    let mut all = _mm512_setzero_pd();
    for (n, taken) in const { &stretches::<8, STRIDE>(FIRST, COUNT) }.iter().enumerate() {
        // SAFETY: elements that the mask leaves out are not touched.
        all = unsafe { _mm512_mask_loadu_pd(all, bits(taken), lane_0.wrapping_add(8 * n)) };
    }
    _mm512_permutexvar_pd(indices(const { &places::<8, STRIDE>() }), all)
}

/// Two registers that alternate the lanes of `a` and `b`.
#[inline]
#[target_feature(enable = "avx512f")]
fn interleave(a: V, b: V) -> [V; 2] {
    let half = |half: &[i32; 8]| _mm512_permutex2var_pd(a, indices(half), b);
    [half(&LOW), half(&HIGH)]
}

/// Every `STEP`-th lane of registers side by side.
#[inline]
#[target_feature(enable = "avx512f")]
fn picked_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(from: [V; COUNT]) -> V {
    if COUNT == 1 {
        return _mm512_permutexvar_pd(indices(const { &picked(FIRST, STEP).1 }), from[0]);
    }
    let mut all = from[0];
    if COUNT > 2 && STEP % 2 == 1 {
        // Each lane has a place of its own, whatever register it comes from.
        for (n, register) in from.into_iter().enumerate().skip(1) {
            let places = const { &picked_places::<8>(FIRST, STEP) };
            all = _mm512_mask_mov_pd(all, of_register(places, n), register);
        }
        return _mm512_permutexvar_pd(indices(const { &picked(FIRST, STEP).1 }), all);
    }
    all = _mm512_permutex2var_pd(all, indices(const { &picked_of_two(FIRST, STEP) }), from[1]);
    let (registers, lanes) = const { &picked::<8>(FIRST, STEP) };
    for (n, register) in from.into_iter().enumerate().skip(2) {
        let mask = of_register(registers, n);
        all = _mm512_mask_permutexvar_pd(all, mask, indices(lanes), register);
    }
    all
}

/// The lanes that belong to register `n`.
#[inline(always)]
fn of_register(registers: &[usize; 8], n: usize) -> u8 {
    registers.iter().rev().fold(0, |mask, &register| 2 * mask + u8::from(register == n))
}

/// Four registers transposed: the lanes `4·group + n` of all four are at `[n][group]`.
#[inline]
#[target_feature(enable = "avx512f")]
fn transpose(columns: &[[f64; 8]]) -> [[__m256d; 2]; 4] {
    // SAFETY: a column is as long as the register.
    let load = |n: usize| unsafe { _mm512_loadu_pd(columns[n].as_ptr()) };
    // Two lanes of all four columns each.
    let [a, b, c, d] = weave([load(0), load(1), load(2), load(3)]);
    let lower = |register| _mm512_extractf64x4_pd::<0>(register);
    let upper = |register| _mm512_extractf64x4_pd::<1>(register);
    [[lower(a), lower(c)], [upper(a), upper(c)], [lower(b), lower(d)], [upper(b), upper(d)]]
}

/// Two registers, the squares of two pieces of which at each place are transposed.
#[inline]
#[target_feature(enable = "avx512f")]
fn cross([a, b]: [V; 2]) -> [V; 2] {
    [_mm512_unpacklo_pd(a, b), _mm512_unpackhi_pd(a, b)]
}

/// # Safety
/// Two elements at each of the first `count` steps must lie inside the buffer; there is at least one
/// step and at most four.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_pieces(from: *const f64, step: usize, count: usize, width: usize) -> V {
    // AVX-512F inserts no two numbers of 64 bits, but four of 32.
    let step = 2 * step;
    // SAFETY: the same bytes.
    _mm512_castps_pd(unsafe { super::f32::load_pieces(from.cast(), step, count, 2 * width) })
}

/// Where `load_even` finds its lanes: in two registers of which the second begins 7 elements on.
const EVEN: [i32; 8] = [0, 2, 4, 6, 9, 11, 13, 15];
/// The lower lanes of two registers in turn, and the upper ones.
const LOW: [i32; 8] = [0, 8, 1, 9, 2, 10, 3, 11];
const HIGH: [i32; 8] = [4, 12, 5, 13, 6, 14, 7, 15];

#[inline]
#[target_feature(enable = "avx512f")]
fn indices(lanes: &[i32; 8]) -> __m512i {
    let lanes = lanes.map(i64::from);
    // SAFETY: the array is as long as the register.
    unsafe { _mm512_loadu_si512(lanes.as_ptr().cast()) }
}

/// A bit for each lane whose mask is set.
#[inline]
fn bits(lanes: &[i32; 8]) -> u8 {
    lanes.iter().rev().fold(0, |bits, &lane| 2 * bits + u8::from(lane != 0))
}
