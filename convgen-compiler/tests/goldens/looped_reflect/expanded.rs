fn layer(input: &[f32; 2 * 9], output: &mut [f32; 11]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv from 2 × 9 to 1 × 11, kernel 3.
        /// Strategy `looped`, ISA `scalar`: the spec asks for it.
        /// 66 multiply-adds; 24 table bytes.
        #[inline]
        pub(super) fn kernel(input: &[f32; 18], output: &mut [f32; 11]) {
            use ::convgen::isa::scalar::f32 as v;
            static WEIGHTS: ::convgen::isa::Table<f32, 6> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80?\0\0\0@\0\0@@\0\0\x80@\0\0\xA0@\0\0\xC0@",
            );
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = WEIGHTS.as_ptr();
            unsafe {
                for x_segment in 0..6 {
                    let mut sum = v::splat(0.0);
                    for c in 0..2 {
                        for kx in v::pick(
                            &[0, 3, 6, 9, 12, 15],
                            x_segment,
                        )..v::pick(&[3, 6, 9, 12, 15, 18], x_segment) {
                            let weight = v::load(weights, -3 * x_segment + kx + 3 * c);
                            let value = v::broadcast(
                                input,
                                3
                                    + v::pick(
                                        &[
                                            0,
                                            -2,
                                            -2,
                                            -1,
                                            -3,
                                            -1,
                                            -2,
                                            -2,
                                            0,
                                            2,
                                            4,
                                            4,
                                            3,
                                            5,
                                            3,
                                            4,
                                            4,
                                            2,
                                        ],
                                        kx,
                                    ) + 9 * c,
                            );
                            sum = v::fma(value, weight, sum);
                        }
                    }
                    v::store(output, v::pick(&[0, 1, 2, 8, 9, 10], x_segment), sum);
                }
                for tile in 0..5 {
                    let mut sum_2 = v::splat(0.0);
                    for c_2 in 0..2 {
                        for kx_2 in 0..3 {
                            let weight_2 = v::load(weights, kx_2 + 3 * c_2);
                            let value_2 = v::broadcast(input, 2 * kx_2 + tile + 9 * c_2);
                            sum_2 = v::fma(value_2, weight_2, sum_2);
                        }
                    }
                    v::store(output, 3 + tile, sum_2);
                }
            }
        }
    }
    kernels::kernel(input, output)
}
