//! Sixteen lanes of `f32`.

use core::arch::x86_64::{
    __m128, __m512, __m512i, _mm_storeu_ps, _mm512_add_ps, _mm512_castpd_ps, _mm512_castps_pd,
    _mm512_div_ps, _mm512_extractf32x4_ps, _mm512_fmadd_ps, _mm512_insertf32x4, _mm512_loadu_ps,
    _mm512_loadu_si512, _mm512_mask_loadu_ps, _mm512_mask_mov_ps, _mm512_mask_permutexvar_ps,
    _mm512_mask_storeu_ps, _mm512_maskz_loadu_ps, _mm512_max_ps, _mm512_min_ps, _mm512_mul_ps,
    _mm512_permutex2var_ps, _mm512_permutexvar_ps, _mm512_scalef_ps, _mm512_set1_ps,
    _mm512_setzero_ps, _mm512_shuffle_f32x4, _mm512_storeu_ps, _mm512_unpackhi_pd,
    _mm512_unpackhi_ps, _mm512_unpacklo_pd, _mm512_unpacklo_ps, _mm512_zextps128_ps512,
};

pub use super::fence;
use crate::isa::avx2::f32::load_piece;
use crate::isa::lanes::{halves, picked, picked_of_two, picked_places, places, stretches};

crate::isa::x86::operations!(
    f32, "avx512f", 16, __m512,
    load _mm512_loadu_ps, load_part, load_even, load_even_part, load_odd,
    store _mm512_storeu_ps, store_part, pick picked_lanes,
    splat _mm512_set1_ps, fma _mm512_fmadd_ps, add _mm512_add_ps, mul _mm512_mul_ps,
    max _mm512_max_ps, min _mm512_min_ps, div _mm512_div_ps, scale _mm512_scalef_ps
);
crate::isa::x86::tiles!(
    f32, "avx512f", 16,
    load load_pieces, cross,
    store _mm512_storeu_ps, store_part, interleave, transpose, _mm_storeu_ps,
    rows of 9.. store_rows
);
crate::isa::functions::functions!(f32, #[target_feature(enable = "avx512f")]);

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f32) -> V {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm512_maskz_loadu_ps(const { mask(FIRST, COUNT) }, lane_0) }
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn store_part(lane_0: *mut f32, value: V, first: usize, count: usize) {
    // SAFETY: lanes that the mask leaves out are not touched.
    unsafe { _mm512_mask_storeu_ps(lane_0, mask(first, count), value) };
}

/// The lanes `first .. first + count`, a bit each.
const fn mask(first: usize, count: usize) -> u16 {
    (((1_u32 << count) - 1) << first) as u16
}

/// # Safety
/// The 31 elements from the address on must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_even(from: *const f32) -> V {
    // SAFETY: the two registers end at the last element that is taken.
    let (low, high) = unsafe { (_mm512_loadu_ps(from), _mm512_loadu_ps(from.add(15))) };
    _mm512_permutex2var_ps(low, indices(&EVEN), high)
}

/// # Safety
/// The lanes that take part must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_even_part<const FIRST: usize, const COUNT: usize>(lane_0: *const f32) -> V {
    let (low, high) = const { halves(FIRST, COUNT) };
    // SAFETY: elements that the masks leave out are not touched.
    let (low, high) = unsafe {
        (
            _mm512_maskz_loadu_ps(bits(&low), lane_0),
            _mm512_maskz_loadu_ps(bits(&high), lane_0.wrapping_add(15)),
        )
    };
    _mm512_permutex2var_ps(low, indices(&EVEN), high)
}

/// # Safety
/// The lanes that take part must lie inside the buffer; the stride is odd and at most 15.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn load_odd<const FIRST: usize, const COUNT: usize, const STRIDE: usize>(
    lane_0: *const f32,
) -> V {
    let mut all = _mm512_setzero_ps();
    for (n, taken) in const { &stretches::<16, STRIDE>(FIRST, COUNT) }.iter().enumerate() {
        // SAFETY: elements that the mask leaves out are not touched.
        all = unsafe { _mm512_mask_loadu_ps(all, bits(taken), lane_0.wrapping_add(16 * n)) };
    }
    _mm512_permutexvar_ps(indices(const { &places::<16, STRIDE>() }), all)
}

/// Two registers that alternate the lanes of `a` and `b`.
#[inline]
#[target_feature(enable = "avx512f")]
fn interleave(a: V, b: V) -> [V; 2] {
    let half = |half: &[i32; 16]| _mm512_permutex2var_ps(a, indices(half), b);
    [half(&LOW), half(&HIGH)]
}

/// Every `STEP`-th lane of registers side by side.
#[inline]
#[target_feature(enable = "avx512f")]
fn picked_lanes<const FIRST: usize, const STEP: usize, const COUNT: usize>(from: [V; COUNT]) -> V {
    if COUNT == 1 {
        return _mm512_permutexvar_ps(indices(const { &picked(FIRST, STEP).1 }), from[0]);
    }
    let mut all = from[0];
    if COUNT > 2 && STEP % 2 == 1 {
        // Each lane has a place of its own, whatever register it comes from.
        for (n, register) in from.into_iter().enumerate().skip(1) {
            let places = const { &picked_places::<16>(FIRST, STEP) };
            all = _mm512_mask_mov_ps(all, of_register(places, n), register);
        }
        return _mm512_permutexvar_ps(indices(const { &picked(FIRST, STEP).1 }), all);
    }
    all = _mm512_permutex2var_ps(all, indices(const { &picked_of_two(FIRST, STEP) }), from[1]);
    let (registers, lanes) = const { &picked::<16>(FIRST, STEP) };
    for (n, register) in from.into_iter().enumerate().skip(2) {
        let mask = of_register(registers, n);
        all = _mm512_mask_permutexvar_ps(all, mask, indices(lanes), register);
    }
    all
}

/// The lanes that belong to register `n`.
#[inline(always)]
fn of_register(registers: &[usize; 16], n: usize) -> u16 {
    registers.iter().rev().fold(0, |mask, &register| 2 * mask + u16::from(register == n))
}

/// Stores up to sixteen registers as columns, a row of each lane: sixteen stores instead of 64 of 128 bits, which
/// matters most where rows lie a page apart.
///
/// # Safety
/// Each row's elements must lie inside the buffer.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn store_rows(target: *mut f32, tile: &[[f32; 16]], lane_step: usize) {
    let mut all = [_mm512_setzero_ps(); 16];
    for (register, column) in all.iter_mut().zip(tile) {
        // SAFETY: a column is as long as the register.
        *register = unsafe { _mm512_loadu_ps(column.as_ptr()) };
    }
    // Lane `4·group + n` of four columns each is piece `group` of `crossed[n]`.
    let mut crossed = [[all[0]; 4]; 4];
    for (crossed, first) in crossed.iter_mut().zip([0, 4, 8, 12]) {
        *crossed = cross([all[first], all[first + 1], all[first + 2], all[first + 3]]);
    }
    let [first, second, third, fourth] = crossed;
    let pieces = first.into_iter().zip(second).zip(third).zip(fourth);
    for (n, (((a, b), c), d)) in pieces.enumerate() {
        let [low, high] = [
            _mm512_shuffle_f32x4::<0b10_00_10_00>(a, b),
            _mm512_shuffle_f32x4::<0b11_01_11_01>(a, b),
        ];
        let [low_2, high_2] = [
            _mm512_shuffle_f32x4::<0b10_00_10_00>(c, d),
            _mm512_shuffle_f32x4::<0b11_01_11_01>(c, d),
        ];
        let rows = [
            _mm512_shuffle_f32x4::<0b10_00_10_00>(low, low_2),
            _mm512_shuffle_f32x4::<0b10_00_10_00>(high, high_2),
            _mm512_shuffle_f32x4::<0b11_01_11_01>(low, low_2),
            _mm512_shuffle_f32x4::<0b11_01_11_01>(high, high_2),
        ];
        for (group, row) in rows.into_iter().enumerate() {
            // SAFETY: the caller's contract is this function's.
            unsafe { store_part(target.add((4 * group + n) * lane_step), row, 0, tile.len()) };
        }
    }
}

/// Four registers transposed: the lanes `4·group + n` of all four are at `[n][group]`.
#[inline]
#[target_feature(enable = "avx512f")]
fn transpose(columns: &[[f32; 16]]) -> [[__m128; 4]; 4] {
    // SAFETY: a column is as long as the register.
    let load = |n: usize| unsafe { _mm512_loadu_ps(columns[n].as_ptr()) };
    cross([load(0), load(1), load(2), load(3)]).map(|row| {
        [
            _mm512_extractf32x4_ps::<0>(row),
            _mm512_extractf32x4_ps::<1>(row),
            _mm512_extractf32x4_ps::<2>(row),
            _mm512_extractf32x4_ps::<3>(row),
        ]
    })
}

/// Four registers, the squares of four pieces of which at each place are transposed.
#[inline]
#[target_feature(enable = "avx512f")]
fn cross([a, b, c, d]: [V; 4]) -> [V; 4] {
    let pair = |low: V, high: V| (_mm512_castps_pd(low), _mm512_castps_pd(high));
    let (ab, cd) = pair(_mm512_unpacklo_ps(a, b), _mm512_unpacklo_ps(c, d));
    let (ab_high, cd_high) = pair(_mm512_unpackhi_ps(a, b), _mm512_unpackhi_ps(c, d));
    [
        _mm512_castpd_ps(_mm512_unpacklo_pd(ab, cd)),
        _mm512_castpd_ps(_mm512_unpackhi_pd(ab, cd)),
        _mm512_castpd_ps(_mm512_unpacklo_pd(ab_high, cd_high)),
        _mm512_castpd_ps(_mm512_unpackhi_pd(ab_high, cd_high)),
    ]
}

/// # Safety
/// `width` elements at each of the first `count` steps must lie inside the buffer; there is at least
/// one step and at most four, and a width of 2 to 4.
#[inline]
#[target_feature(enable = "avx512f")]
pub(super) unsafe fn load_pieces(from: *const f32, step: usize, count: usize, width: usize) -> V {
    // SAFETY: only pieces below `count` are asked for.
    let piece = |n: usize| unsafe { load_piece(from.add(n * step), width) };
    let mut all = _mm512_zextps128_ps512(piece(0));
    if count > 1 {
        all = _mm512_insertf32x4::<1>(all, piece(1));
    }
    if count > 2 {
        all = _mm512_insertf32x4::<2>(all, piece(2));
    }
    if count > 3 {
        all = _mm512_insertf32x4::<3>(all, piece(3));
    }
    all
}

/// Where `load_even` finds its lanes: in two registers of which the second begins 15 elements on.
const EVEN: [i32; 16] = [0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31];
/// The lower lanes of two registers in turn, and the upper ones.
const LOW: [i32; 16] = [0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23];
const HIGH: [i32; 16] = [8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31];

#[inline]
#[target_feature(enable = "avx512f")]
fn indices(lanes: &[i32; 16]) -> __m512i {
    // SAFETY: the array is as long as the register.
    unsafe { _mm512_loadu_si512(lanes.as_ptr().cast()) }
}

/// A bit for each lane whose mask is set.
#[inline]
fn bits(lanes: &[i32; 16]) -> u16 {
    lanes.iter().rev().fold(0, |bits, &lane| 2 * bits + u16::from(lane != 0))
}
