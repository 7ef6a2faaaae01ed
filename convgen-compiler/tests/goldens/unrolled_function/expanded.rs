/// Doubles a tile.
pub(crate) fn enlarge<'a>(small: &'a [f32; 4], large: &mut [f32; 16]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv_transpose from 1 × 2×2 to 1 × 4×4, kernel 3×3.
        /// Strategy `unrolled`, ISA `scalar`: 36 multiply-adds are within 1024.
        /// 36 multiply-adds; 0 table bytes.
        #[inline]
        pub(super) fn kernel(input: &[f32; 4], output: &mut [f32; 16]) {
            use ::convgen::isa::scalar::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            unsafe {
                let x0 = v::load(input, 0);
                let y0 = v::mul(x0, v::splat(1.0));
                v::store(output, 0, y0);
                let x1 = v::load(input, 1);
                let mut y1 = v::mul(x1, v::splat(1.0));
                y1 = v::fma(x0, v::splat(2.0), y1);
                v::store(output, 1, y1);
                let mut y2 = v::mul(x1, v::splat(2.0));
                y2 = v::fma(x0, v::splat(3.0), y2);
                v::store(output, 2, y2);
                let y3 = v::mul(x1, v::splat(3.0));
                v::store(output, 3, y3);
                let x2 = v::load(input, 2);
                let mut y4 = v::mul(x2, v::splat(1.0));
                y4 = v::fma(x0, v::splat(4.0), y4);
                v::store(output, 4, y4);
                let x3 = v::load(input, 3);
                let mut y5 = v::mul(x3, v::splat(1.0));
                y5 = v::fma(x2, v::splat(2.0), y5);
                y5 = v::fma(x1, v::splat(4.0), y5);
                y5 = v::fma(x0, v::splat(5.0), y5);
                v::store(output, 5, y5);
                let mut y6 = v::mul(x3, v::splat(2.0));
                y6 = v::fma(x2, v::splat(3.0), y6);
                y6 = v::fma(x1, v::splat(5.0), y6);
                y6 = v::fma(x0, v::splat(6.0), y6);
                v::store(output, 6, y6);
                let mut y7 = v::mul(x3, v::splat(3.0));
                y7 = v::fma(x1, v::splat(6.0), y7);
                v::store(output, 7, y7);
                let mut y8 = v::mul(x2, v::splat(4.0));
                y8 = v::fma(x0, v::splat(7.0), y8);
                v::store(output, 8, y8);
                let mut y9 = v::mul(x3, v::splat(4.0));
                y9 = v::fma(x2, v::splat(5.0), y9);
                y9 = v::fma(x1, v::splat(7.0), y9);
                y9 = v::fma(x0, v::splat(8.0), y9);
                v::store(output, 9, y9);
                let mut y10 = v::mul(x3, v::splat(5.0));
                y10 = v::fma(x2, v::splat(6.0), y10);
                y10 = v::fma(x1, v::splat(8.0), y10);
                y10 = v::fma(x0, v::splat(9.0), y10);
                v::store(output, 10, y10);
                let mut y11 = v::mul(x3, v::splat(6.0));
                y11 = v::fma(x1, v::splat(9.0), y11);
                v::store(output, 11, y11);
                let y12 = v::mul(x2, v::splat(7.0));
                v::store(output, 12, y12);
                let mut y13 = v::mul(x3, v::splat(7.0));
                y13 = v::fma(x2, v::splat(8.0), y13);
                v::store(output, 13, y13);
                let mut y14 = v::mul(x3, v::splat(8.0));
                y14 = v::fma(x2, v::splat(9.0), y14);
                v::store(output, 14, y14);
                let y15 = v::mul(x3, v::splat(9.0));
                v::store(output, 15, y15);
            }
        }
    }
    kernels::kernel(small, large)
}
