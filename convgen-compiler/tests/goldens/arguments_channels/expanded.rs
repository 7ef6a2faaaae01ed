pub fn given(
    input: &[f32; 8],
    weights: &[f32; 12],
    bias: &[f32; 2],
    output: &mut [f32; 4],
) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv from 2 × 4 to 2 × 2, kernel 3.
        /// Strategy `channels`, ISA `portable`: the spec asks for it.
        /// 24 multiply-adds, in 12 vector operations; 0 table bytes.
        #[inline]
        pub(super) fn portable(
            input: &[f32; 8],
            weights: &[f32; 12],
            bias: &[f32; 2],
            output: &mut [f32; 4],
        ) {
            use ::convgen::isa::portable::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = weights.as_ptr();
            let bias = bias.as_ptr();
            let mut packed = ::convgen::isa::Scratch::<f32, 24>::new();
            let packed = packed.as_mut_ptr();
            unsafe {
                for packing in 0..6 {
                    let weight = v::load_lanes::<0, 2, 6>(weights, packing);
                    v::store(packed, 4 * packing, weight);
                }
                let mut sum = v::load_lanes::<0, 2, 1>(bias, 0);
                let mut sum_2 = v::load_lanes::<0, 2, 1>(bias, 0);
                for c in 0..2 {
                    for tap in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<0>(input, 4 * c);
                        let weight_2 = v::load(packed, 12 * c);
                        let value = v::broadcast(input_at_0, 0);
                        sum = v::fma(value, weight_2, sum);
                        let value_2 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_2, weight_2, sum_2);
                    }
                    for tap_2 in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<1>(input, 1 + 4 * c);
                        let weight_3 = v::load(packed, 4 + 12 * c);
                        let value_3 = v::broadcast(input_at_0, 0);
                        sum = v::fma(value_3, weight_3, sum);
                        let value_4 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_4, weight_3, sum_2);
                    }
                    for tap_3 in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<2>(input, 2 + 4 * c);
                        let weight_4 = v::load(packed, 8 + 12 * c);
                        let value_5 = v::broadcast(input_at_0, 0);
                        sum = v::fma(value_5, weight_4, sum);
                        let value_6 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_6, weight_4, sum_2);
                    }
                }
                v::store_tile::<2, 2, 1, 2>(output, 0, [sum, sum_2]);
            }
        }
        /// `spec.toml`: conv from 2 × 4 to 2 × 2, kernel 3.
        /// Strategy `channels`, ISA `avx2`: the spec asks for it.
        /// 24 multiply-adds, in 12 vector operations; 0 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        #[inline]
        pub(super) fn avx2(
            input: &[f32; 8],
            weights: &[f32; 12],
            bias: &[f32; 2],
            output: &mut [f32; 4],
        ) {
            use ::convgen::isa::avx2::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = weights.as_ptr();
            let bias = bias.as_ptr();
            let mut packed = ::convgen::isa::Scratch::<f32, 48>::new();
            let packed = packed.as_mut_ptr();
            unsafe {
                for packing in 0..6 {
                    let weight = v::load_lanes::<0, 2, 6>(weights, packing);
                    v::store(packed, 8 * packing, weight);
                }
                let mut sum = v::load_lanes::<0, 2, 1>(bias, 0);
                let mut sum_2 = v::load_lanes::<0, 2, 1>(bias, 0);
                for c in 0..2 {
                    for tap in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<0>(input, 4 * c);
                        let weight_2 = v::load(packed, 24 * c);
                        let value = v::broadcast(input_at_0, 0);
                        sum = v::fma(value, weight_2, sum);
                        let value_2 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_2, weight_2, sum_2);
                    }
                    for tap_2 in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<1>(input, 1 + 4 * c);
                        let weight_3 = v::load(packed, 8 + 24 * c);
                        let value_3 = v::broadcast(input_at_0, 0);
                        sum = v::fma(value_3, weight_3, sum);
                        let value_4 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_4, weight_3, sum_2);
                    }
                    for tap_3 in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<2>(input, 2 + 4 * c);
                        let weight_4 = v::load(packed, 16 + 24 * c);
                        let value_5 = v::broadcast(input_at_0, 0);
                        sum = v::fma(value_5, weight_4, sum);
                        let value_6 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_6, weight_4, sum_2);
                    }
                }
                v::store_tile::<2, 2, 1, 2>(output, 0, [sum, sum_2]);
            }
        }
        /// `spec.toml`: conv from 2 × 4 to 2 × 2, kernel 3.
        /// Strategy `channels`, ISA `avx512`: the spec asks for it.
        /// 24 multiply-adds, in 12 vector operations; 0 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f")]
        #[inline]
        pub(super) fn avx512(
            input: &[f32; 8],
            weights: &[f32; 12],
            bias: &[f32; 2],
            output: &mut [f32; 4],
        ) {
            use ::convgen::isa::avx512::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = weights.as_ptr();
            let bias = bias.as_ptr();
            let mut packed = ::convgen::isa::Scratch::<f32, 96>::new();
            let packed = packed.as_mut_ptr();
            unsafe {
                for packing in 0..6 {
                    let weight = v::load_lanes::<0, 2, 6>(weights, packing);
                    v::store(packed, 16 * packing, weight);
                }
                let mut sum = v::load_lanes::<0, 2, 1>(bias, 0);
                let mut sum_2 = v::load_lanes::<0, 2, 1>(bias, 0);
                for c in 0..2 {
                    for tap in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<0>(input, 4 * c);
                        let weight_2 = v::load(packed, 48 * c);
                        let value = v::broadcast(input_at_0, 0);
                        sum = v::fma(value, weight_2, sum);
                        let value_2 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_2, weight_2, sum_2);
                    }
                    for tap_2 in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<1>(input, 1 + 4 * c);
                        let weight_3 = v::load(packed, 16 + 48 * c);
                        let value_3 = v::broadcast(input_at_0, 0);
                        sum = v::fma(value_3, weight_3, sum);
                        let value_4 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_4, weight_3, sum_2);
                    }
                    for tap_3 in 0..1 {
                        v::fence();
                        let input_at_0 = v::place::<2>(input, 2 + 4 * c);
                        let weight_4 = v::load(packed, 32 + 48 * c);
                        let value_5 = v::broadcast(input_at_0, 0);
                        sum = v::fma(value_5, weight_4, sum);
                        let value_6 = v::broadcast(input_at_0, 1);
                        sum_2 = v::fma(value_6, weight_4, sum_2);
                    }
                }
                v::store_tile::<2, 2, 1, 2>(output, 0, [sum, sum_2]);
            }
        }
        /// `isa` is at most what this machine has.
        #[inline]
        pub(super) fn kernel(
            isa: ::convgen::Isa,
            input: &[f32; 8],
            weights: &[f32; 12],
            bias: &[f32; 2],
            output: &mut [f32; 4],
        ) {
            #[cfg(target_arch = "x86_64")]
            unsafe {
                if isa >= ::convgen::Isa::Avx512 {
                    return avx512(input, weights, bias, output);
                }
                if isa >= ::convgen::Isa::Avx2 {
                    return avx2(input, weights, bias, output);
                }
            }
            let _ = isa;
            portable(input, weights, bias, output)
        }
    }
    kernels::kernel(::convgen::Isa::current(), input, weights, bias, output)
}
