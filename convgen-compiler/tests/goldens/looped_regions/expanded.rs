fn layer(input: &[f32; 8], output: &mut [f32; 4 * 8]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv from 1 × 8 to 4 × 8, kernel 3.
        /// Strategy `looped`, ISA `scalar`: the spec asks for it.
        /// 88 multiply-adds; 64 table bytes.
        #[inline]
        pub(super) fn kernel(input: &[f32; 8], output: &mut [f32; 32]) {
            use ::convgen::isa::scalar::f32 as v;
            static WEIGHTS: ::convgen::isa::Table<f32, 12> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80?\0\0\0@\0\0@@\0\0\x80@\0\0\xA0@\0\0\xC0@\0\0\xE0@\0\0\0A\0\0\x10A\0\0 A\0\x000A\0\0@A",
            );
            static BIAS: ::convgen::isa::Table<f32, 4> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80?\0\0\0@\0\0@@\0\0\x80@",
            );
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = WEIGHTS.as_ptr();
            let bias = BIAS.as_ptr();
            unsafe {
                for x_segment in 0..2 {
                    for block in 0..4 {
                        let mut sum = v::load(bias, block);
                        for kx in 0..2 {
                            let weight = v::load(
                                weights,
                                1 + 3 * block - 1 * x_segment + kx,
                            );
                            let value = v::broadcast(input, 6 * x_segment + kx);
                            sum = v::fma(value, weight, sum);
                        }
                        v::store(output, 7 * x_segment + 8 * block, sum);
                    }
                }
                for block_2 in 0..4 {
                    for tile in 0..6 {
                        let mut sum_2 = v::load(bias, block_2);
                        for kx_2 in 0..3 {
                            let weight_2 = v::load(weights, 3 * block_2 + kx_2);
                            let value_2 = v::broadcast(input, kx_2 + tile);
                            sum_2 = v::fma(value_2, weight_2, sum_2);
                        }
                        v::store(output, 1 + 8 * block_2 + tile, sum_2);
                    }
                }
            }
        }
    }
    kernels::kernel(input, output)
}
