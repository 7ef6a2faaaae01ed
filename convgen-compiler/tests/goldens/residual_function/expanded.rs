pub fn added(input: &[f32; 8], skip: &[f32; LEN], output: &mut [f32; 4]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    const _: () = ::core::assert!(
        < [f32; LEN] as ::convgen::Buffer > ::LEN == 4,
        "the spec gives the residual 4 elements: 2 channels × 2, where floor((4 - 3) / 1) + 1 = 2"
    );
    let skip: &[f32] = ::convgen::Buffer::as_slice(skip);
    let ::core::result::Result::Ok(skip) = ::convgen::Buffer::from_slice(skip) else {
        return
    };
    {
        mod kernels {
            /// `spec.toml`: conv from 2 × 4 to 2 × 2, kernel 3.
            /// Strategy `channels`, ISA `portable`: the spec asks for it.
            /// 16 multiply-adds, in 12 vector operations; 96 table bytes.
            #[inline]
            pub(super) fn portable(
                input: &[f32; 8],
                residual: &[f32; 4],
                output: &mut [f32; 4],
            ) {
                use ::convgen::isa::portable::f32 as v;
                static WEIGHTS: ::convgen::isa::Table<f32, 24> = ::convgen::isa::Table::from_le_bytes(
                    b"\0\0\x80?\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\x80?\0\0\0\0\0\0\0\0\0\0\x80@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0@\0\0\0\0\0\0\0\0\0\0\0\0",
                );
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let residual = residual.as_ptr();
                let weights = WEIGHTS.as_ptr();
                unsafe {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    for c in 0..2 {
                        for tap in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<0>(input, 4 * c);
                            let weight = v::load(weights, 12 * c);
                            let value = v::broadcast(input_at_0, 0);
                            sum = v::fma(value, weight, sum);
                            let value_2 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_2, weight, sum_2);
                        }
                        for tap_2 in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<1>(input, 1 + 4 * c);
                            let weight_2 = v::load(weights, 4 + 12 * c);
                            let value_3 = v::broadcast(input_at_0, 0);
                            sum = v::fma(value_3, weight_2, sum);
                            let value_4 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_4, weight_2, sum_2);
                        }
                        for tap_3 in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<2>(input, 2 + 4 * c);
                            let weight_3 = v::load(weights, 8 + 12 * c);
                            let value_5 = v::broadcast(input_at_0, 0);
                            sum = v::fma(value_5, weight_3, sum);
                            let value_6 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_6, weight_3, sum_2);
                        }
                    }
                    let addend = v::load_lanes::<0, 2, 2>(residual, 0);
                    sum = v::add(sum, addend);
                    let addend_2 = v::load_lanes::<0, 2, 2>(residual, 1);
                    sum_2 = v::add(sum_2, addend_2);
                    v::store_tile::<2, 2, 1, 2>(output, 0, [sum, sum_2]);
                }
            }
            /// `spec.toml`: conv from 2 × 4 to 2 × 2, kernel 3.
            /// Strategy `channels`, ISA `avx2`: the spec asks for it.
            /// 16 multiply-adds, in 12 vector operations; 192 table bytes.
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            #[inline]
            pub(super) fn avx2(
                input: &[f32; 8],
                residual: &[f32; 4],
                output: &mut [f32; 4],
            ) {
                use ::convgen::isa::avx2::f32 as v;
                static WEIGHTS: ::convgen::isa::Table<f32, 48> = ::convgen::isa::Table::from_le_bytes(
                    b"\0\0\x80?\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                );
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let residual = residual.as_ptr();
                let weights = WEIGHTS.as_ptr();
                unsafe {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    for c in 0..2 {
                        for tap in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<0>(input, 4 * c);
                            let weight = v::load(weights, 24 * c);
                            let value = v::broadcast(input_at_0, 0);
                            sum = v::fma(value, weight, sum);
                            let value_2 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_2, weight, sum_2);
                        }
                        for tap_2 in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<1>(input, 1 + 4 * c);
                            let weight_2 = v::load(weights, 8 + 24 * c);
                            let value_3 = v::broadcast(input_at_0, 0);
                            sum = v::fma(value_3, weight_2, sum);
                            let value_4 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_4, weight_2, sum_2);
                        }
                        for tap_3 in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<2>(input, 2 + 4 * c);
                            let weight_3 = v::load(weights, 16 + 24 * c);
                            let value_5 = v::broadcast(input_at_0, 0);
                            sum = v::fma(value_5, weight_3, sum);
                            let value_6 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_6, weight_3, sum_2);
                        }
                    }
                    let addend = v::load_lanes::<0, 2, 2>(residual, 0);
                    sum = v::add(sum, addend);
                    let addend_2 = v::load_lanes::<0, 2, 2>(residual, 1);
                    sum_2 = v::add(sum_2, addend_2);
                    v::store_tile::<2, 2, 1, 2>(output, 0, [sum, sum_2]);
                }
            }
            /// `spec.toml`: conv from 2 × 4 to 2 × 2, kernel 3.
            /// Strategy `channels`, ISA `avx512`: the spec asks for it.
            /// 16 multiply-adds, in 12 vector operations; 384 table bytes.
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f")]
            #[inline]
            pub(super) fn avx512(
                input: &[f32; 8],
                residual: &[f32; 4],
                output: &mut [f32; 4],
            ) {
                use ::convgen::isa::avx512::f32 as v;
                static WEIGHTS: ::convgen::isa::Table<f32, 96> = ::convgen::isa::Table::from_le_bytes(
                    b"\0\0\x80?\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                );
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let residual = residual.as_ptr();
                let weights = WEIGHTS.as_ptr();
                unsafe {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    for c in 0..2 {
                        for tap in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<0>(input, 4 * c);
                            let weight = v::load(weights, 48 * c);
                            let value = v::broadcast(input_at_0, 0);
                            sum = v::fma(value, weight, sum);
                            let value_2 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_2, weight, sum_2);
                        }
                        for tap_2 in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<1>(input, 1 + 4 * c);
                            let weight_2 = v::load(weights, 16 + 48 * c);
                            let value_3 = v::broadcast(input_at_0, 0);
                            sum = v::fma(value_3, weight_2, sum);
                            let value_4 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_4, weight_2, sum_2);
                        }
                        for tap_3 in 0..1 {
                            v::fence();
                            let input_at_0 = v::place::<2>(input, 2 + 4 * c);
                            let weight_3 = v::load(weights, 32 + 48 * c);
                            let value_5 = v::broadcast(input_at_0, 0);
                            sum = v::fma(value_5, weight_3, sum);
                            let value_6 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_6, weight_3, sum_2);
                        }
                    }
                    let addend = v::load_lanes::<0, 2, 2>(residual, 0);
                    sum = v::add(sum, addend);
                    let addend_2 = v::load_lanes::<0, 2, 2>(residual, 1);
                    sum_2 = v::add(sum_2, addend_2);
                    v::store_tile::<2, 2, 1, 2>(output, 0, [sum, sum_2]);
                }
            }
            /// `isa` is at most what this machine has.
            #[inline]
            pub(super) fn kernel(
                isa: ::convgen::Isa,
                input: &[f32; 8],
                residual: &[f32; 4],
                output: &mut [f32; 4],
            ) {
                #[cfg(target_arch = "x86_64")]
                unsafe {
                    if isa >= ::convgen::Isa::Avx512 {
                        return avx512(input, residual, output);
                    }
                    if isa >= ::convgen::Isa::Avx2 {
                        return avx2(input, residual, output);
                    }
                }
                let _ = isa;
                portable(input, residual, output)
            }
        }
        kernels::kernel(::convgen::Isa::current(), input, skip, output)
    }
}
