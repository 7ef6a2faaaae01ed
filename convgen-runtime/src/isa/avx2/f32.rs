//! Eight lanes of `f32`.

use core::arch::x86_64::{
    __m128, __m256, __m256i, _mm_castps_si128, _mm_castsi128_ps, _mm_loadl_epi64, _mm_loadu_ps,
    _mm_maskload_ps, _mm_movehl_ps, _mm_setr_epi32, _mm_store_ss, _mm_storel_epi64, _mm_storeu_ps,
    _mm256_add_epi32, _mm256_add_ps, _mm256_blendv_ps, _mm256_castpd_ps, _mm256_castps_pd,
    _mm256_castps256_ps128, _mm256_castsi256_ps, _mm256_cvtps_epi32, _mm256_div_ps,
    _mm256_extractf128_ps, _mm256_fmadd_ps, _mm256_insertf128_ps, _mm256_loadu_ps,
    _mm256_loadu_si256, _mm256_maskload_ps, _mm256_maskstore_ps, _mm256_max_ps, _mm256_min_ps,
    _mm256_mul_ps, _mm256_or_ps, _mm256_permute2f128_ps, _mm256_permute4x64_pd,
    _mm256_permutevar8x32_ps, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps,
    _mm256_shuffle_ps, _mm256_slli_epi32, _mm256_srai_epi32, _mm256_storeu_ps, _mm256_sub_epi32,
    _mm256_unpackhi_pd, _mm256_unpackhi_ps, _mm256_unpacklo_pd, _mm256_unpacklo_ps,
    _mm256_zextps128_ps256,
};

use crate::isa::lanes::{halves, picked, picked_places, places, stretches};
pub use crate::isa::table::fence;

crate::isa::x86::operations!(
    f32, "avx2,fma", 8, __m256,
    load _mm256_loadu_ps, load_part, load_even, load_even_part, load_odd,
    store _mm256_storeu_ps, store_part, pick picked_lanes,
    splat _mm256_set1_ps, fma _mm256_fmadd_ps, add _mm256_add_ps, mul _mm256_mul_ps,
    max _mm256_max_ps, min _mm256_min_ps, div _mm256_div_ps, scale scale_by
);
crate::isa::x86::tiles!(
    f32, "avx2,fma", 8,
    load load_pieces, cross,
    store _mm256_storeu_ps, store_part, interleave, transpose, _mm_storeu_ps
);
crate::isa::functions::functions!(f32, #[target_feature(enable = "avx2,fma")]);

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f32) -> V {
    if (FIRST, COUNT) == (0, 4) {
        // SAFETY: four lanes take part; the others become zero.
        return _mm256_zextps128_ps256(unsafe { _mm_loadu_ps(lane_0) });
    }
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm256_maskload_ps(lane_0, mask(FIRST, COUNT)) }
}

/// The first lanes are stored in pieces of four, two and one: a masked store takes some processors
/// tens of cycles.
///
/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_part(lane_0: *mut f32, value: V, first: usize, count: usize) {
    if first > 0 {
        // SAFETY: lanes that the mask leaves out are not touched.
        return unsafe { _mm256_maskstore_ps(lane_0, mask(first, count), value) };
    }
    if count == 8 {
        // SAFETY: all lanes take part.
        return unsafe { _mm256_storeu_ps(lane_0, value) };
    }
    let (mut rest, mut stored) = (_mm256_castps256_ps128(value), 0);
    // SAFETY: each piece is of lanes below `count`; none needs alignment.
    unsafe {
        if count & 4 != 0 {
            _mm_storeu_ps(lane_0, rest);
            (rest, stored) = (_mm256_extractf128_ps::<1>(value), 4);
        }
        if count & 2 != 0 {
            _mm_storel_epi64(lane_0.add(stored).cast(), _mm_castps_si128(rest));
            (rest, stored) = (_mm_movehl_ps(rest, rest), stored + 2);
        }
        if count & 1 != 0 {
            _mm_store_ss(lane_0.add(stored), rest);
        }
    }
}

/// # Safety
/// The 15 elements from the address on must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_even(from: *const f32) -> V {
    // SAFETY: the two registers end at the last element that is taken.
    unsafe { even(_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(7))) }
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_even_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f32) -> V {
    let (low, high) = const { halves(FIRST, COUNT) };
    // SAFETY: elements that the masks leave out are not touched.
    unsafe {
        let low = _mm256_maskload_ps(lane_0, bits(&low));
        even(low, _mm256_maskload_ps(lane_0.wrapping_add(7), bits(&high)))
    }
}

/// Every second element, from two registers of which the second begins 7 elements on.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn even(low: V, high: V) -> V {
    // Elements 0, 2, 8, 10 | 4, 6, 12, 14; then the middle pairs change places.
    let pairs = _mm256_shuffle_ps::<0b11_01_10_00>(low, high);
    _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(_mm256_castps_pd(pairs)))
}

/// # Safety
/// The lanes that take part must lie inside the buffer; the stride is odd and at most 7.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_odd<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
    lane_0: *const f32,
) -> V {
    let mut all = _mm256_setzero_ps();
    for (n, taken) in const { &stretches::<8, STRIDE>(FIRST, COUNT) }.iter().enumerate() {
        // SAFETY: elements that the mask leaves out are not touched.
        let part = unsafe { _mm256_maskload_ps(lane_0.wrapping_add(8 * n), bits(taken)) };
        all = _mm256_or_ps(all, part);
    }
    _mm256_permutevar8x32_ps(all, bits(const { &places::<8, STRIDE>() }))
}

/// Two registers that alternate the lanes of `a` and `b`.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn interleave(a: V, b: V) -> [V; 2] {
    // Pairs of lanes 0, 1 | 4, 5 and 2, 3 | 6, 7.
    let (low, high) = (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
    [_mm256_permute2f128_ps::<0x20>(low, high), _mm256_permute2f128_ps::<0x31>(low, high)]
}

/// Every `STEP`-th lane of registers side by side.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn picked_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(from: [V; COUNT]) -> V {
    let (registers, lanes) = const { &picked::<8>(FIRST, STEP) };
    let mut all = from[0];
    if STEP % 2 == 1 {
        // Each lane has a place of its own, whatever register it comes from.
        let places = const { &picked_places::<8>(FIRST, STEP) };
        for (n, register) in from.into_iter().enumerate().skip(1) {
            all = _mm256_blendv_ps(all, register, of_register(places, n));
        }
        return _mm256_permutevar8x32_ps(all, bits(lanes));
    }
    // Constants: LLVM finds the shuffles that do it.
    all = _mm256_permutevar8x32_ps(all, bits(lanes));
    for (n, register) in from.into_iter().enumerate().skip(1) {
        let lanes = _mm256_permutevar8x32_ps(register, bits(lanes));
        all = _mm256_blendv_ps(all, lanes, of_register(registers, n));
    }
    all
}

/// All bits of the lanes that belong to register `n`.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn of_register(registers: &[usize; 8], n: usize) -> V {
    _mm256_castsi256_ps(bits(&registers.map(|register| if register == n { -1 } else { 0 })))
}

/// Four registers transposed: the lanes `4·group + n` of all four are at `[n][group]`.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn transpose(columns: &[[f32; 8]]) -> [[__m128; 2]; 4] {
    // SAFETY: a column is as long as the register.
    let load = |n: usize| unsafe { _mm256_loadu_ps(columns[n].as_ptr()) };
    cross([load(0), load(1), load(2), load(3)])
        .map(|row| [_mm256_extractf128_ps::<0>(row), _mm256_extractf128_ps::<1>(row)])
}

/// Four registers, the squares of four pieces of which at each place are transposed.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn cross([a, b, c, d]: [V; 4]) -> [V; 4] {
    let pair = |low: V, high: V| (_mm256_castps_pd(low), _mm256_castps_pd(high));
    let (ab, cd) = pair(_mm256_unpacklo_ps(a, b), _mm256_unpacklo_ps(c, d));
    let (ab_high, cd_high) = pair(_mm256_unpackhi_ps(a, b), _mm256_unpackhi_ps(c, d));
    [
        _mm256_castpd_ps(_mm256_unpacklo_pd(ab, cd)),
        _mm256_castpd_ps(_mm256_unpackhi_pd(ab, cd)),
        _mm256_castpd_ps(_mm256_unpacklo_pd(ab_high, cd_high)),
        _mm256_castpd_ps(_mm256_unpackhi_pd(ab_high, cd_high)),
    ]
}

/// # Safety
/// `width` elements at each of the first `count` steps must lie inside the buffer; there is one step or
/// two, and a width of 2 to 4.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_pieces(from: *const f32, step: usize, count: usize, width: usize) -> V {
    // SAFETY: only pieces below `count` are loaded.
    unsafe {
        let all = _mm256_zextps128_ps256(load_piece(from, width));
        if count > 1 {
            return _mm256_insertf128_ps::<1>(all, load_piece(from.add(step), width));
        }
        all
    }
}

/// The first elements of 128 bits, and zeros.
///
/// # Safety
/// The elements must lie inside the buffer; a width of 2 to 4.
#[inline]
#[target_feature(enable = "avx2")]
pub(in crate::isa) unsafe fn load_piece(from: *const f32, width: usize) -> __m128 {
    // SAFETY: elements from `width` on are not touched; none needs alignment.
    unsafe {
        match width {
            2 => _mm_castsi128_ps(_mm_loadl_epi64(from.cast())),
            3 => _mm_maskload_ps(from, _mm_setr_epi32(-1, -1, -1, 0)),
            _ => _mm_loadu_ps(from),
        }
    }
}

/// The lanes `first .. first + count`, all bits of each.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn mask(first: usize, count: usize) -> __m256i {
    let mut lanes = [0_i32; 8];
    lanes.iter_mut().skip(first).take(count).for_each(|lane| *lane = -1);
    bits(&lanes)
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn bits(lanes: &[i32; 8]) -> __m256i {
    // SAFETY: the array is as long as the register.
    unsafe { _mm256_loadu_si256(lanes.as_ptr().cast()) }
}

/// In two steps, neither of whose factors overflows.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn scale_by(a: V, n: V) -> V {
    let n = _mm256_cvtps_epi32(n);
    let half = _mm256_srai_epi32::<1>(n);
    let power = |n: __m256i| {
        let exponent = _mm256_add_epi32(n, _mm256_set1_epi32(127));
        _mm256_castsi256_ps(_mm256_slli_epi32::<23>(exponent))
    };
    _mm256_mul_ps(_mm256_mul_ps(a, power(half)), power(_mm256_sub_epi32(n, half)))
}
