pub struct Pruned;
const _: () = {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
};
#[automatically_derived]
impl ::convgen::Layer for Pruned {
    type Element = f32;
    type Input = [f32; 32];
    type Output = [f32; 4];
    const SHAPE: ::convgen::Shape = ::convgen::Shape::checked(
        ::convgen::Kind::Conv,
        1,
        ::convgen::Channels {
            input: 2,
            output: 1,
            groups: 1,
        },
        &[
            ::convgen::Axis::new(4, 3).with_stride(2).with_padding(1, 1),
            ::convgen::Axis::new(4, 3).with_stride(2).with_padding(1, 1),
        ],
    );
    const ACTIVATION: ::convgen::Activation<'static, f32> = ::convgen::Activation::Relu;
    fn weights() -> &'static [f32] {
        static NUMBERS: ::convgen::isa::Table<f32, 18> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0\0",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    fn bias() -> &'static [f32] {
        static NUMBERS: ::convgen::isa::Table<f32, 1> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\0?",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    #[inline]
    fn forward(input: &[f32; 32], output: &mut [f32; 4]) {
        mod kernels {
            /// `spec.toml`: conv from 2 × 4×4 to 1 × 2×2, kernel 3×3.
            /// Strategy `unrolled`, ISA `scalar`: 10 multiply-adds are within 1024.
            /// 10 multiply-adds; 0 table bytes.
            #[inline]
            pub(super) fn kernel(input: &[f32; 32], output: &mut [f32; 4]) {
                use ::convgen::isa::scalar::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                unsafe {
                    let x0 = v::load(input, 0);
                    let x20 = v::load(input, 20);
                    let mut y0 = v::fma(x0, v::splat(1.5), v::splat(0.5));
                    y0 = v::fma(x20, v::splat(2.0), y0);
                    y0 = v::max(v::splat(0.0), y0);
                    v::store(output, 0, y0);
                    let x2 = v::load(input, 2);
                    let x22 = v::load(input, 22);
                    let mut y1 = v::fma(x2, v::splat(1.5), v::splat(0.5));
                    y1 = v::fma(x22, v::splat(2.0), y1);
                    y1 = v::max(v::splat(0.0), y1);
                    v::store(output, 1, y1);
                    let x8 = v::load(input, 8);
                    let x28 = v::load(input, 28);
                    let mut y2 = v::fma(x8, v::splat(1.5), v::splat(0.5));
                    y2 = v::fma(x20, v::splat(-1.0), y2);
                    y2 = v::fma(x28, v::splat(2.0), y2);
                    y2 = v::max(v::splat(0.0), y2);
                    v::store(output, 2, y2);
                    let x10 = v::load(input, 10);
                    let x30 = v::load(input, 30);
                    let mut y3 = v::fma(x10, v::splat(1.5), v::splat(0.5));
                    y3 = v::fma(x22, v::splat(-1.0), y3);
                    y3 = v::fma(x30, v::splat(2.0), y3);
                    y3 = v::max(v::splat(0.0), y3);
                    v::store(output, 3, y3);
                }
            }
        }
        kernels::kernel(input, output)
    }
    #[inline]
    fn forward_on(_: ::convgen::Isa, input: &[f32; 32], output: &mut [f32; 4]) {
        <Self as ::convgen::Layer>::forward(input, output)
    }
}
