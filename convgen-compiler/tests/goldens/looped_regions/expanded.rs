fn layer(input: &[f32; 8], output: &mut [f32; 4 * 8]) {
    const _: &[u8] = ::core::include_bytes!(
        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
    );
    /// `spec.toml`: conv from 1 × 8 to 4 × 8, kernel 3.
    /// Strategy `looped`, ISA `portable::x4`: the spec asks for it.
    /// 88 multiply-adds, in 22 vector operations; 64 table bytes.
    #[inline]
    fn kernel(input: &[f32; 8], output: &mut [f32; 32]) {
        use ::convgen::isa::portable::x4 as v;
        static WEIGHTS: ::convgen::isa::Table<12> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80?\0\0\x80@\0\0\xE0@\0\0 A\0\0\0@\0\0\xA0@\0\0\0A\0\x000A\0\0@@\0\0\xC0@\0\0\x10A\0\0@A",
        );
        static BIAS: ::convgen::isa::Table<4> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80?\0\0\0@\0\0@@\0\0\x80@",
        );
        let input = input.as_ptr();
        let output = output.as_mut_ptr();
        let weights = WEIGHTS.as_ptr();
        let bias = BIAS.as_ptr();
        unsafe {
            let mut sum = v::load(bias, 0);
            for kx in 0..2 {
                let value = v::broadcast(input, kx);
                let weight = v::load(weights, 4 + 4 * kx);
                sum = v::fma(value, weight, sum);
            }
            v::store_lanes(output, 0, 0, 4, 8, sum);
            for x in 0..6 {
                let mut sum_2 = v::load(bias, 0);
                for kx_2 in 0..3 {
                    let value_2 = v::broadcast(input, x + kx_2);
                    let weight_2 = v::load(weights, 4 * kx_2);
                    sum_2 = v::fma(value_2, weight_2, sum_2);
                }
                v::store_lanes(output, 1 + x, 0, 4, 8, sum_2);
            }
            let mut sum_3 = v::load(bias, 0);
            for kx_3 in 0..2 {
                let value_3 = v::broadcast(input, 6 + kx_3);
                let weight_3 = v::load(weights, 4 * kx_3);
                sum_3 = v::fma(value_3, weight_3, sum_3);
            }
            v::store_lanes(output, 7, 0, 4, 8, sum_3);
        }
    }
    kernel(input, output)
}
