pub struct Double;
const _: () = {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
};
#[automatically_derived]
impl ::convgen::Layer for Double {
    type Element = f64;
    type Input = [f64; 3];
    type Output = [f64; 2];
    const SHAPE: ::convgen::Shape = ::convgen::Shape::checked(
        ::convgen::Kind::Conv,
        1,
        ::convgen::Channels {
            input: 1,
            output: 1,
            groups: 1,
        },
        &[::convgen::Axis::new(3, 2)],
    );
    const ACTIVATION: ::convgen::Activation<'static, f64> = ::convgen::Activation::Relu;
    fn weights() -> &'static [f64] {
        static NUMBERS: ::convgen::isa::Table<f64, 2> = ::convgen::isa::Table::from_le_bytes(
            b"\x9A\x99\x99\x99\x99\x99\xB9?\0\0\0\0\0\0\0@",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    fn bias() -> &'static [f64] {
        static NUMBERS: ::convgen::isa::Table<f64, 1> = ::convgen::isa::Table::from_le_bytes(
            b"Y\xF3\xF8\xC2\x1Fn\xA5\x81",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    #[inline]
    fn forward(input: &[f64; 3], output: &mut [f64; 2]) {
        mod kernels {
            /// `spec.toml`: conv from 1 × 3 to 1 × 2, kernel 2.
            /// Strategy `unrolled`, ISA `scalar`: 4 multiply-adds are within 1024.
            /// 4 multiply-adds; 0 table bytes.
            #[inline]
            pub(super) fn kernel(input: &[f64; 3], output: &mut [f64; 2]) {
                use ::convgen::isa::scalar::f64 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                unsafe {
                    let x0 = v::load(input, 0);
                    let x1 = v::load(input, 1);
                    let mut y0 = v::fma(x0, v::splat(0.1), v::splat(-1e-300));
                    y0 = v::fma(x1, v::splat(2.0), y0);
                    y0 = v::max(v::splat(0.0), y0);
                    v::store(output, 0, y0);
                    let x2 = v::load(input, 2);
                    let mut y1 = v::fma(x1, v::splat(0.1), v::splat(-1e-300));
                    y1 = v::fma(x2, v::splat(2.0), y1);
                    y1 = v::max(v::splat(0.0), y1);
                    v::store(output, 1, y1);
                }
            }
        }
        kernels::kernel(input, output)
    }
    #[inline]
    fn forward_on(_: ::convgen::Isa, input: &[f64; 3], output: &mut [f64; 2]) {
        <Self as ::convgen::Layer>::forward(input, output)
    }
}
