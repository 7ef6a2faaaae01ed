fn layer(input: &[f32; 15], output: &mut [f32; 10]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        static SHARED_WEIGHTS_0: ::convgen::isa::Table<f32, 16> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80?\0\0@@\0\0\xA0@\0\0\xE0@\0\0\x10A\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80@\0\0\xC0@\0\0\0A\0\0 A\0\0\0\0\0\0\0\0\0\0\0\0",
        );
        /// `spec.toml`: conv from 5 × 3 to 5 × 2, kernel 2.
        /// Strategy `channels`, ISA `portable`: the spec asks for it.
        /// 20 multiply-adds, in 8 vector operations; 64 table bytes.
        #[inline]
        pub(super) fn portable(input: &[f32; 15], output: &mut [f32; 10]) {
            use ::convgen::isa::portable::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = SHARED_WEIGHTS_0.as_ptr();
            unsafe {
                let mut sum = v::splat(0.0);
                let mut sum_2 = v::splat(0.0);
                let mut sum_3 = v::splat(0.0);
                let mut sum_4 = v::splat(0.0);
                for tap in 0..1 {
                    v::fence();
                    let weight = v::load(weights, 0);
                    let weight_2 = v::load(weights, 4);
                    let value = v::load(input, 0);
                    sum = v::fma(value, weight, sum);
                    let value_2 = v::load_lanes::<0, 1, 1>(input, 4);
                    sum_3 = v::fma(value_2, weight_2, sum_3);
                    let value_3 = v::load(input, 5);
                    sum_2 = v::fma(value_3, weight, sum_2);
                    let value_4 = v::load_lanes::<0, 1, 1>(input, 9);
                    sum_4 = v::fma(value_4, weight_2, sum_4);
                }
                for tap_2 in 0..1 {
                    v::fence();
                    let weight_3 = v::load(weights, 8);
                    let weight_4 = v::load(weights, 12);
                    let value_5 = v::load(input, 5);
                    sum = v::fma(value_5, weight_3, sum);
                    let value_6 = v::load_lanes::<0, 1, 1>(input, 9);
                    sum_3 = v::fma(value_6, weight_4, sum_3);
                    let value_7 = v::load(input, 10);
                    sum_2 = v::fma(value_7, weight_3, sum_2);
                    let value_8 = v::load_lanes::<0, 1, 1>(input, 14);
                    sum_4 = v::fma(value_8, weight_4, sum_4);
                }
                v::store(output, 0, sum);
                v::store(output, 5, sum_2);
                v::store_lanes::<0, 1, 1>(output, 4, sum_3);
                v::store_lanes::<0, 1, 1>(output, 9, sum_4);
            }
        }
        /// `spec.toml`: conv from 5 × 3 to 5 × 2, kernel 2.
        /// Strategy `looped`, ISA `avx2`: the spec asks for it.
        /// 20 multiply-adds, in 4 vector operations; 64 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        #[inline]
        pub(super) fn avx2(input: &[f32; 15], output: &mut [f32; 10]) {
            use ::convgen::isa::avx2::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = SHARED_WEIGHTS_0.as_ptr();
            unsafe {
                for tile in 0..2 {
                    let mut sum = v::splat(0.0);
                    for kx in 0..2 {
                        let weight = v::load(weights, 8 * kx);
                        let value = v::load_lanes::<0, 5, 1>(input, 5 * kx + 5 * tile);
                        sum = v::fma(value, weight, sum);
                    }
                    v::store_lanes::<0, 5, 1>(output, 5 * tile, sum);
                }
            }
        }
        /// `spec.toml`: conv from 5 × 3 to 5 × 2, kernel 2.
        /// Strategy `looped`, ISA `avx512`: the spec asks for it.
        /// 20 multiply-adds, in 4 vector operations; 128 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f")]
        #[inline]
        pub(super) fn avx512(input: &[f32; 15], output: &mut [f32; 10]) {
            use ::convgen::isa::avx512::f32 as v;
            static WEIGHTS: ::convgen::isa::Table<f32, 32> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80?\0\0@@\0\0\xA0@\0\0\xE0@\0\0\x10A\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80@\0\0\xC0@\0\0\0A\0\0 A\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            );
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = WEIGHTS.as_ptr();
            unsafe {
                for tile in 0..2 {
                    let mut sum = v::splat(0.0);
                    for kx in 0..2 {
                        let weight = v::load(weights, 16 * kx);
                        let value = v::load_lanes::<0, 5, 1>(input, 5 * kx + 5 * tile);
                        sum = v::fma(value, weight, sum);
                    }
                    v::store_lanes::<0, 5, 1>(output, 5 * tile, sum);
                }
            }
        }
        /// `isa` is at most what this machine has.
        #[inline]
        pub(super) fn kernel(
            isa: ::convgen::Isa,
            input: &[f32; 15],
            output: &mut [f32; 10],
        ) {
            #[cfg(target_arch = "x86_64")]
            unsafe {
                if isa >= ::convgen::Isa::Avx512 {
                    return avx512(input, output);
                }
                if isa >= ::convgen::Isa::Avx2 {
                    return avx2(input, output);
                }
            }
            let _ = isa;
            portable(input, output)
        }
    }
    kernels::kernel(::convgen::Isa::current(), input, output)
}
