//! Four lanes of `f64`.

use core::arch::x86_64::{
    __m256d, __m256i, _mm_loadu_pd, _mm_store_sd, _mm_storeu_pd, _mm256_add_epi32, _mm256_add_pd,
    _mm256_blendv_pd, _mm256_castpd_ps, _mm256_castpd256_pd128, _mm256_castps_pd,
    _mm256_castsi256_pd, _mm256_cvtepi32_epi64, _mm256_cvtpd_epi32, _mm256_div_pd,
    _mm256_extractf128_pd, _mm256_fmadd_pd, _mm256_insertf128_pd, _mm256_loadu_pd,
    _mm256_loadu_si256, _mm256_maskload_pd, _mm256_maskstore_pd, _mm256_max_pd, _mm256_min_pd,
    _mm256_mul_pd, _mm256_or_pd, _mm256_permute2f128_pd, _mm256_permute4x64_pd,
    _mm256_permutevar8x32_ps, _mm256_set1_epi32, _mm256_set1_pd, _mm256_setzero_pd,
    _mm256_shuffle_pd, _mm256_slli_epi64, _mm256_srai_epi32, _mm256_storeu_pd, _mm256_sub_epi32,
    _mm256_unpackhi_pd, _mm256_unpacklo_pd, _mm256_zextpd128_pd256,
};

use crate::isa::lanes::{halves, picked, places, stretches};
pub use crate::isa::table::fence;

crate::isa::x86::operations!(
    f64, "avx2,fma", 4, __m256d,
    load _mm256_loadu_pd, load_part, load_even, load_even_part, load_odd,
    store _mm256_storeu_pd, store_part, pick picked_lanes,
    splat _mm256_set1_pd, fma _mm256_fmadd_pd, add _mm256_add_pd, mul _mm256_mul_pd,
    max _mm256_max_pd, min _mm256_min_pd, div _mm256_div_pd, scale scale_by
);
crate::isa::x86::tiles!(
    f64, "avx2,fma", 4,
    load load_pieces, cross,
    store _mm256_storeu_pd, store_part, interleave, transpose, _mm256_storeu_pd
);
crate::isa::functions::functions!(f64, #[target_feature(enable = "avx2,fma")]);

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f64) -> V {
    if (FIRST, COUNT) == (0, 2) {
        // SAFETY: two lanes take part; the others become zero.
        return _mm256_zextpd128_pd256(unsafe { _mm_loadu_pd(lane_0) });
    }
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm256_maskload_pd(lane_0, mask(FIRST, COUNT)) }
}

/// The first lanes are stored in pieces of two and one: a masked store takes some processors tens
/// of cycles.
///
/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_part(lane_0: *mut f64, value: V, first: usize, count: usize) {
    if first > 0 {
        // SAFETY: lanes that the mask leaves out are not touched.
        return unsafe { _mm256_maskstore_pd(lane_0, mask(first, count), value) };
    }
    if count == 4 {
        // SAFETY: all lanes take part.
        return unsafe { _mm256_storeu_pd(lane_0, value) };
    }
    let (mut rest, mut stored) = (_mm256_castpd256_pd128(value), 0);
    // SAFETY: each piece is of lanes below `count`; none needs alignment.
    unsafe {
        if count & 2 != 0 {
            _mm_storeu_pd(lane_0, rest);
            (rest, stored) = (_mm256_extractf128_pd::<1>(value), 2);
        }
        if count & 1 != 0 {
            _mm_store_sd(lane_0.add(stored), rest);
        }
    }
}

/// # Safety
/// The 7 elements from the address on must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_even(from: *const f64) -> V {
    // SAFETY: the two registers end at the last element that is taken.
    unsafe { even(_mm256_loadu_pd(from), _mm256_loadu_pd(from.add(3))) }
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_even_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f64) -> V {
    let (low, high) = const { halves(FIRST, COUNT) };
    // SAFETY: elements that the masks leave out are not touched.
    unsafe {
        let low = _mm256_maskload_pd(lane_0, bits(&low));
        even(low, _mm256_maskload_pd(lane_0.wrapping_add(3), bits(&high)))
    }
}

/// Every second element, from two registers of which the second begins 3 elements on.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn even(low: V, high: V) -> V {
    // Elements 0, 4 | 2, 6; then the middle two change places.
    let pairs = _mm256_shuffle_pd::<0b1010>(low, high);
    _mm256_permute4x64_pd::<0b11_01_10_00>(pairs)
}

/// # Safety
/// The lanes that take part must lie inside the buffer; the stride is odd and at most 7.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_odd<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
    lane_0: *const f64,
) -> V {
    let mut all = _mm256_setzero_pd();
    for (n, taken) in const { &stretches::<4, STRIDE>(FIRST, COUNT) }.iter().enumerate() {
        // SAFETY: elements that the mask leaves out are not touched.
        let part = unsafe { _mm256_maskload_pd(lane_0.wrapping_add(4 * n), bits(taken)) };
        all = _mm256_or_pd(all, part);
    }
    permuted(all, const { &places::<4, STRIDE>() })
}

/// No instruction permutes numbers of 64 bits by a register: each is moved as two of 32.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn permuted(from: V, lanes: &[i32; 4]) -> V {
    let halves = core::array::from_fn(|n| 2 * lanes[n / 2] + n as i32 % 2);
    _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(from), register(&halves)))
}

/// Every `STEP`-th lane of registers side by side. All is constant: LLVM finds the shuffles that do it.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn picked_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(from: [V; COUNT]) -> V {
    let (registers, lanes) = const { &picked::<4>(FIRST, STEP) };
    let mut all = permuted(from[0], lanes);
    for (n, register) in from.into_iter().enumerate().skip(1) {
        let taken = bits(&registers.map(|register| if register == n { -1 } else { 0 }));
        all = _mm256_blendv_pd(all, permuted(register, lanes), _mm256_castsi256_pd(taken));
    }
    all
}

/// In two steps, neither of whose factors overflows.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn scale_by(a: V, n: V) -> V {
    let n = _mm256_cvtepi32_epi64(_mm256_cvtpd_epi32(n));
    // Its upper halves, of which there is no arithmetic shift for 64 bits, do not matter.
    let half = _mm256_srai_epi32::<1>(n);
    let power = |n: __m256i| {
        let exponent = _mm256_add_epi32(n, _mm256_set1_epi32(1023));
        _mm256_castsi256_pd(_mm256_slli_epi64::<52>(exponent))
    };
    _mm256_mul_pd(_mm256_mul_pd(a, power(half)), power(_mm256_sub_epi32(n, half)))
}

/// Two registers that alternate the lanes of `a` and `b`.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn interleave(a: V, b: V) -> [V; 2] {
    // Lanes 0 | 2 and 1 | 3.
    let (low, high) = (_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b));
    [_mm256_permute2f128_pd::<0x20>(low, high), _mm256_permute2f128_pd::<0x31>(low, high)]
}

/// Four registers transposed: lane `n` of all four is at `[n][0]`.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn transpose(columns: &[[f64; 4]]) -> [[V; 1]; 4] {
    // SAFETY: a column is as long as the register.
    let load = |n: usize| unsafe { _mm256_loadu_pd(columns[n].as_ptr()) };
    weave([load(0), load(1), load(2), load(3)]).map(|lane| [lane])
}

/// Two registers, the squares of two pieces of which at each place are transposed.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn cross([a, b]: [V; 2]) -> [V; 2] {
    [_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b)]
}

/// # Safety
/// Two elements at each of the first `count` steps must lie inside the buffer; there is one step or two.
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn load_pieces(from: *const f64, step: usize, count: usize, _width: usize) -> V {
    // SAFETY: only pieces below `count` are loaded.
    unsafe {
        let all = _mm256_zextpd128_pd256(_mm_loadu_pd(from));
        if count > 1 {
            return _mm256_insertf128_pd::<1>(all, _mm_loadu_pd(from.add(step)));
        }
        all
    }
}

/// The lanes `first .. first + count`, all bits of each.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn mask(first: usize, count: usize) -> __m256i {
    let mut lanes = [0_i32; 4];
    lanes.iter_mut().skip(first).take(count).for_each(|lane| *lane = -1);
    bits(&lanes)
}

/// A mask of 32 bits a lane as one of 64.
#[inline]
#[target_feature(enable = "avx2,fma")]
fn bits(lanes: &[i32; 4]) -> __m256i {
    register(&core::array::from_fn(|n| lanes[n / 2]))
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn register(words: &[i32; 8]) -> __m256i {
    // SAFETY: the array is as long as the register.
    unsafe { _mm256_loadu_si256(words.as_ptr().cast()) }
}
