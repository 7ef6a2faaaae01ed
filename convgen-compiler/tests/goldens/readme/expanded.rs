pub fn stretch(input: &[f32; 3], output: &mut [f32; 6]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv_transpose from 1 × 3 to 1 × 6, kernel 3.
        /// Strategy `unrolled`, ISA `scalar`: 8 multiply-adds are within 1024.
        /// 8 multiply-adds; 0 table bytes.
        #[inline]
        pub(super) fn kernel(input: &[f32; 3], output: &mut [f32; 6]) {
            use ::convgen::isa::scalar::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            unsafe {
                let x0 = v::load(input, 0);
                let y0 = v::mul(x0, v::splat(1.0));
                let x1 = v::load(input, 1);
                let mut y1 = v::mul(x1, v::splat(0.5));
                y1 = v::fma(x0, v::splat(0.5), y1);
                v::store(output, 0, y0);
                v::store(output, 1, y1);
                let y2 = v::mul(x1, v::splat(1.0));
                let x2 = v::load(input, 2);
                let mut y3 = v::mul(x2, v::splat(0.5));
                y3 = v::fma(x1, v::splat(0.5), y3);
                v::store(output, 2, y2);
                v::store(output, 3, y3);
                let y4 = v::mul(x2, v::splat(1.0));
                let y5 = v::mul(x2, v::splat(0.5));
                v::store(output, 4, y4);
                v::store(output, 5, y5);
            }
        }
    }
    kernels::kernel(input, output)
}
