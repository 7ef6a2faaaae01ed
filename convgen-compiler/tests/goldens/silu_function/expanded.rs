pub fn smooth(input: &[f32; 4], output: &mut [f32; 3]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv from 1 × 4 to 1 × 3, kernel 2.
        /// Strategy `unrolled`, ISA `scalar`: 6 multiply-adds are within 1024.
        /// 6 multiply-adds; 0 table bytes.
        #[inline]
        pub(super) fn kernel(input: &[f32; 4], output: &mut [f32; 3]) {
            use ::convgen::isa::scalar::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            unsafe {
                let x0 = v::load(input, 0);
                let x1 = v::load(input, 1);
                let mut y0 = v::mul(x0, v::splat(1.0));
                y0 = v::fma(x1, v::splat(-0.5), y0);
                [y0] = v::silu([y0]);
                v::store(output, 0, y0);
                let x2 = v::load(input, 2);
                let mut y1 = v::mul(x1, v::splat(1.0));
                y1 = v::fma(x2, v::splat(-0.5), y1);
                [y1] = v::silu([y1]);
                v::store(output, 1, y1);
                let x3 = v::load(input, 3);
                let mut y2 = v::mul(x2, v::splat(1.0));
                y2 = v::fma(x3, v::splat(-0.5), y2);
                [y2] = v::silu([y2]);
                v::store(output, 2, y2);
            }
        }
    }
    kernels::kernel(input, output)
}
