//! The machine's multiply-add peak: independent chains in registers, no memory.

use std::hint::black_box;

use convgen::{Element, Isa};

use crate::time;

/// GFLOP/s of one core. For the portable kernels it is that of the best instruction set that the
/// program was compiled for, without fused multiply-adds: they are only as wide as that.
pub fn gflops<T: Element>(isa: Isa) -> f64 {
    const ROUNDS: usize = 10_000;
    // Chains enough to hide a latency of five cycles at two a cycle.
    macro_rules! chains {
        ($module:path, $element:ident, $lanes:literal, $count:literal, $(#[$feature:meta])?) => {{
            use $module as v;
            $(#[$feature])?
            fn run() -> [v::V; $count] {
                let (a, b) = (v::splat(black_box(0.999)), v::splat(1e-3));
                // Opaque and different, so that no chain can stand for another.
                let mut sums = [v::splat(0.0); $count];
                for (n, sum) in sums.iter_mut().enumerate() {
                    *sum = v::splat(black_box(n as $element));
                }
                for _ in 0..ROUNDS {
                    for sum in &mut sums {
                        *sum = v::fma(*sum, a, b);
                    }
                }
                sums
            }
            let seconds = time::median(|| {
                // SAFETY: the caller asks only for what the machine has.
                #[allow(unused_unsafe, reason = "the portable operations need nothing")]
                let sums = unsafe { run() };
                black_box(&sums);
            });
            (2 * $lanes * $count * ROUNDS) as f64 / seconds / 1e9
        }};
    }
    match (isa, size_of::<T>()) {
        #[cfg(target_arch = "x86_64")]
        (Isa::Avx512, 4) => {
            chains!(convgen::isa::avx512::f32, f32, 16, 16, #[target_feature(enable = "avx512f")])
        }
        #[cfg(target_arch = "x86_64")]
        (Isa::Avx512, _) => {
            chains!(convgen::isa::avx512::f64, f64, 8, 16, #[target_feature(enable = "avx512f")])
        }
        #[cfg(target_arch = "x86_64")]
        (Isa::Avx2, 4) => {
            chains!(convgen::isa::avx2::f32, f32, 8, 12, #[target_feature(enable = "avx2,fma")])
        }
        #[cfg(target_arch = "x86_64")]
        (Isa::Avx2, _) => {
            chains!(convgen::isa::avx2::f64, f64, 4, 12, #[target_feature(enable = "avx2,fma")])
        }
        (_, 4) => chains!(convgen::isa::portable::f32, f32, 4, 12,),
        (_, _) => chains!(convgen::isa::portable::f64, f64, 2, 12,),
    }
}
